package org.shelfmark.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.Vault;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.JobSink;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.WriterArchivist;

/** The archives of two access points, which are indexed with a vault in several places, in some of which submissions are archived. */
final class ArchivedSpool {
    static final List<String> SOURCES = List.of("ap1", "ap2");
    static final Mapping MAPPING = Mapping.htcondorJob();
    static final InstantSource CLOCK = InstantSource.fixed(SearchShelf.NOW);

    private final Path directory;
    private final ZoneId zone;
    private int rotations;

    /** @param zone of times in queries and in names of files */
    ArchivedSpool(Path directory, ZoneId zone) throws IOException {
        this.directory = directory;
        this.zone = zone;
        for (String source : SOURCES) {
            Files.createFile(Files.createDirectories(directory(source)).resolve("history"));
        }
    }

    Path directory(String source) {
        return directory.resolve(source);
    }

    void append(String source, String text) throws IOException {
        Files.write(
                directory(source).resolve("history"), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }

    /** What is rotated is sealed by the next indexing, and then in the vault. */
    void rotate(String source) throws IOException {
        Path history = directory(source).resolve("history");
        if (Files.size(history) > 0) {
            Files.move(history, history.resolveSibling("history.20261122T%06d".formatted(++rotations)));
            Files.createFile(history);
        }
    }

    /** Indexes everything into an index of this machine. */
    void index(IndexLayout layout, OptionalLong vaultBytes) throws IOException {
        try (JobIndexWriter writer = writer(layout)) {
            index(writer, layout, vaultBytes);
        }
    }

    /** The same into any sink. */
    void index(JobSink sink, IndexLayout layout, OptionalLong vaultBytes) throws IOException {
        try (Vault vault = Vault.open(layout.vault());
                Ingester ingester = new Ingester(
                        sink,
                        ArchiveFileSystem.local(),
                        MAPPING,
                        CLOCK,
                        new IngestSettings(2, 1L << 30, Duration.ZERO, zone),
                        vault,
                        vaultBytes)) {
            for (String source : SOURCES) {
                CycleReport report;
                do {
                    report = ingester.cycle(
                            new ArchiveRequest(List.of(directory(source)), Optional.of(source)), IngestProgress.SILENT);
                } while (report.more());
            }
        }
    }

    private static JobIndexWriter writer(IndexLayout layout) throws IOException {
        return JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
    }

    SearchSettings how() {
        return new SearchSettings(CLOCK, zone, true, Duration.ofMinutes(1));
    }

    /** A search of an index of this machine; closed by the caller. */
    JobSearch search(IndexLayout layout) throws IOException {
        return new IndexSearch(SnapshotSource.open(layout, MAPPING), ArchiveFileSystem.local(), MAPPING, how());
    }

    /** What an archivist does. */
    interface Order<T> {
        T give(Archivist archivist) throws IOException;
    }

    /** Has something archived in an index of this machine, or brought back. */
    <T> T order(IndexLayout layout, SummarySettings settings, Order<T> order) throws IOException {
        try (JobIndexWriter writer = writer(layout)) {
            return order.give(new WriterArchivist(writer, ArchiveFileSystem.local(), MAPPING, settings, zone, CLOCK));
        }
    }
}
