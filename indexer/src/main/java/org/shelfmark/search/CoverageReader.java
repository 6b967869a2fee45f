package org.shelfmark.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.search.Responses.IndexedThrough;

/** Says how far each archive is in a snapshot, compared with what is on disk now. */
final class CoverageReader {
    private final ArchivePlaces places;

    CoverageReader(ArchiveFileSystem files) {
        this.places = new ArchivePlaces(files);
    }

    /** One entry for each history, with its youngest file. */
    List<IndexedThrough> coverage(IndexSnapshot snapshot) {
        Map<String, IndexedThrough> byArchive = new TreeMap<>();
        Map<String, Long> behind = new TreeMap<>();
        Map<String, Long> gaps = new TreeMap<>();
        for (ArchiveFile file : snapshot.registry().files()) {
            String archive = file.source() + "\0" + file.archive();
            ReadPosition position = snapshot.registry().position(file, snapshot.positions());
            behind.merge(archive, bytesBehind(file, position), Long::sum);
            gaps.merge(archive, (long) file.gaps().size(), Long::sum);
            IndexedThrough entry = new IndexedThrough(
                    file.source(), file.path().toString(), position.offset(), time(position.lastEnded()), 0, 0);
            IndexedThrough youngest = byArchive.get(archive);
            if (youngest == null || isYounger(entry, youngest)) {
                byArchive.put(archive, entry);
            }
        }
        for (ArchivePlaces.Unknown file : places.unknown(snapshot.registry().files())) {
            behind.merge(file.source() + "\0" + file.archive(), file.sizeBytes(), Long::sum);
        }
        List<IndexedThrough> all = new ArrayList<>();
        byArchive.forEach((archive, entry) -> all.add(new IndexedThrough(
                entry.source(),
                entry.file(),
                entry.offset(),
                entry.time(),
                behind.getOrDefault(archive, 0L),
                gaps.getOrDefault(archive, 0L))));
        return all;
    }

    private static boolean isYounger(IndexedThrough entry, IndexedThrough other) {
        return other.time() == null || (entry.time() != null && entry.time().compareTo(other.time()) >= 0);
    }

    /** Bytes on disk behind what was read; a sealed file has none, a deleted one none any more. */
    long bytesBehind(ArchiveFile file, ReadPosition position) {
        if (file.state() != FileState.ACTIVE && file.state() != FileState.ROTATED) {
            return 0;
        }
        // what cannot be looked at now is reported by the next indexing cycle
        long size = places.of(file)
                .map(ArchivePlaces.Place::sizeBytes)
                .orElse(Math.max(file.identity().sizeBytes(), position.sizeBytes()));
        return Math.max(0, size - position.end());
    }

    /** A moment as ISO 8601; null for 0, which means unknown. */
    static @Nullable String time(long epochSeconds) {
        return epochSeconds == 0 ? null : Instant.ofEpochSecond(epochSeconds).toString();
    }
}
