package org.shelfmark.search;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.ReadPosition;

/** Says of each access point how much of its archives is indexed, behind and lost. */
final class SourceReport {
    private final CoverageReader coverage;
    private final InstantSource clock;

    SourceReport(CoverageReader coverage, InstantSource clock) {
        this.coverage = coverage;
        this.clock = clock;
    }

    /** What the files of one archive, or of one source, come to. */
    private static final class Sum {
        private long files;
        private long records;
        private long quarantined;
        private long bytes;
        private long bytesBehind;
        private long gaps;
        private long recordsLost;
        /** When the last indexed record was written, in seconds since 1970; 0 when unknown. */
        private long lastWritten;
        /** When the first record of the archive was written, indexed or not; 0 when unknown. */
        private long firstWritten;

        private void add(ArchiveFile file, ReadPosition position, long behind) {
            files++;
            records += position.records();
            quarantined += position.quarantined();
            bytes += position.end();
            bytesBehind += behind;
            gaps += file.gaps().size();
            for (Gap gap : file.gaps()) {
                recordsLost += gap.estimatedRecords().orElse(0);
            }
            lastWritten = Math.max(lastWritten, position.stamp().writtenAt());
            long first = file.first().writtenAt();
            firstWritten = firstWritten == 0 || (first != 0 && first < firstWritten) ? first : firstWritten;
        }

        private void add(Sum archive) {
            files += archive.files;
            records += archive.records;
            quarantined += archive.quarantined;
            bytes += archive.bytes;
            bytesBehind += archive.bytesBehind;
            gaps += archive.gaps;
            recordsLost += archive.recordsLost;
        }

        private @Nullable Long recordsBehind() {
            if (bytesBehind == 0) {
                return 0L;
            }
            return records == 0 || bytes == 0 ? null : Math.round((double) bytesBehind * records / bytes);
        }
    }

    /** One entry for each source, in the order of their names. */
    List<Responses.Source> sources(IndexSnapshot snapshot) {
        Map<String, Map<String, Sum>> bySource = new TreeMap<>();
        for (ArchiveFile file : snapshot.registry().files()) {
            ReadPosition position = snapshot.registry().position(file, snapshot.positions());
            bySource.computeIfAbsent(file.source(), source -> new TreeMap<>())
                    .computeIfAbsent(file.archive(), archive -> new Sum())
                    .add(file, position, coverage.bytesBehind(file, position));
        }
        List<Responses.Source> sources = new ArrayList<>();
        bySource.forEach((source, archives) -> sources.add(source(source, archives)));
        return sources;
    }

    private Responses.Source source(String name, Map<String, Sum> archives) {
        Sum sum = new Sum();
        Long longest = null;
        for (Sum archive : archives.values()) {
            sum.add(archive);
            Long lag = lagSeconds(archive);
            longest = longest == null || (lag != null && lag > longest) ? lag : longest;
        }
        // an archive that is behind for an unknown time must not look as if it were not
        Long lag = longest != null && longest == 0 && sum.bytesBehind > 0 ? null : longest;
        return new Responses.Source(
                name,
                sum.files,
                sum.records,
                sum.quarantined,
                sum.bytesBehind,
                lag,
                sum.recordsBehind(),
                sum.gaps,
                sum.recordsLost);
    }

    private @Nullable Long lagSeconds(Sum archive) {
        if (archive.bytesBehind == 0) {
            return 0L;
        }
        long since = archive.lastWritten == 0 ? archive.firstWritten : archive.lastWritten;
        // a schedd's clock may be ahead of ours
        return since == 0 ? null : Math.max(1, clock.instant().getEpochSecond() - since);
    }
}
