package org.shelfmark.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ArchivePlaces;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;
import org.shelfmark.search.Responses.IndexedThrough;

/** Says how far each archive is in a snapshot, compared with what is on disk now. */
final class CoverageReader {
    private static final Comparator<ArchiveFile> BY_AGE = Comparator.comparing(
                    (ArchiveFile file) -> file.state() == FileState.ACTIVE)
            .thenComparingLong(file -> file.first().writtenAt())
            .thenComparingInt(ArchiveFile::id);

    private final ArchivePlaces places;

    CoverageReader(ArchiveFileSystem files) {
        this.places = new ArchivePlaces(files);
    }

    /** One entry for each history, with its active file, or the youngest where there is none. */
    List<IndexedThrough> coverage(IndexSnapshot snapshot) {
        Histories known = snapshot.once(Histories.class, Histories::of);
        Map<String, Long> behind = new HashMap<>();
        for (ArchiveFile file : known.growing()) {
            ReadPosition position = snapshot.registry().position(file, snapshot.positions());
            behind.merge(key(file.source(), file.archive()), bytesBehind(file, position), Long::sum);
        }
        for (ArchivePlaces.Unknown file : places.unknown(known.files())) {
            behind.merge(key(file.source(), file.archive()), file.sizeBytes(), Long::sum);
        }
        List<IndexedThrough> all = new ArrayList<>();
        known.indexed().forEach((archive, indexed) -> all.add(indexed.behind(behind.getOrDefault(archive, 0L))));
        return all;
    }

    private static String key(String source, String archive) {
        return source + "\0" + archive;
    }

    /**
     * What a snapshot knows of the histories.
     *
     * @param indexed how far each is indexed, by source and path
     * @param growing the files that may have more than was read
     * @param files all files
     */
    private record Histories(
            SortedMap<String, IndexedThrough> indexed, List<ArchiveFile> growing, ArchivePlaces.Known files) {
        static Histories of(IndexSnapshot snapshot) {
            Map<String, ArchiveFile> youngest = new HashMap<>();
            Map<String, Long> gaps = new HashMap<>();
            Registry registry = snapshot.registry();
            for (ArchiveFile file : registry.files()) {
                String archive = key(file.source(), file.archive());
                gaps.merge(archive, (long) file.gaps().size(), Long::sum);
                youngest.merge(archive, file, (one, other) -> BY_AGE.compare(one, other) >= 0 ? one : other);
            }
            SortedMap<String, IndexedThrough> indexed = new TreeMap<>();
            youngest.forEach((archive, file) -> {
                ReadPosition position = registry.position(file, snapshot.positions());
                indexed.put(
                        archive,
                        new IndexedThrough(
                                file.source(),
                                file.path().toString(),
                                position.offset(),
                                time(position.lastEnded()),
                                0,
                                gaps.getOrDefault(archive, 0L)));
            });
            return new Histories(
                    indexed,
                    registry.files().stream().filter(CoverageReader::mayGrow).toList(),
                    new ArchivePlaces.Known(registry.files()));
        }
    }

    private static boolean mayGrow(ArchiveFile file) {
        return file.state() == FileState.ACTIVE || file.state() == FileState.ROTATED;
    }

    /** Bytes on disk behind what was read; a sealed file has none, a deleted one none any more. */
    long bytesBehind(ArchiveFile file, ReadPosition position) {
        if (!mayGrow(file)) {
            return 0;
        }
        // what cannot be looked at now is reported by the next indexing cycle
        long size = places.of(file)
                .map(ArchivePlaces.Place::sizeBytes)
                .orElse(Math.max(file.identity().sizeBytes(), position.sizeBytes()));
        return Math.max(0, size - position.end());
    }

    /** A moment as ISO 8601; null for 0, which means unknown, and for one so late that it cannot be written. */
    static @Nullable String time(long epochSeconds) {
        boolean isKnown = epochSeconds != 0
                && epochSeconds >= Instant.MIN.getEpochSecond()
                && epochSeconds <= Instant.MAX.getEpochSecond();
        return isKnown ? Instant.ofEpochSecond(epochSeconds).toString() : null;
    }
}
