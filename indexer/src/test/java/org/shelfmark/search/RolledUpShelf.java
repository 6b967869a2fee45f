package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.store.FSDirectory;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.Vault;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterOn;
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
import org.shelfmark.verify.Finding;
import org.shelfmark.verify.Verifier;
import org.shelfmark.verify.VerifyReport;

/** A history that grows and rotates, its index with a vault, and everything that is done to them. */
final class RolledUpShelf implements Closeable {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final InstantSource CLOCK = InstantSource.fixed(SearchShelf.NOW);

    private static final SummarySettings SETTINGS = SummarySettings.keeping(List.of("SweepTag"));

    private final Path spool;
    private final IndexLayout layout;
    private final ZoneId zone;
    private final JobSearch search;
    private int rotations;

    RolledUpShelf(Path directory, ZoneId zone) throws IOException {
        this.spool = Files.createDirectories(directory.resolve("spool"));
        this.layout = new IndexLayout(directory.resolve("index"));
        this.zone = zone;
        Files.createFile(spool.resolve("history"));
        index();
        SearchSettings settings = new SearchSettings(CLOCK, zone, true, Duration.ofMinutes(1));
        this.search =
                new IndexSearch(SnapshotSource.open(layout, MAPPING), ArchiveFileSystem.local(), MAPPING, settings);
    }

    JobSearch search() {
        return search;
    }

    void append(List<SubmittedJob> jobs) throws IOException {
        StringBuilder text = new StringBuilder();
        jobs.forEach(job -> text.append(job.text()));
        append(text.toString());
    }

    /** Appends what may be no record. */
    void append(String text) throws IOException {
        Files.write(spool.resolve("history"), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }

    /** What is rotated is sealed by the next indexing, and then in the vault. */
    void rotate() throws IOException {
        Path history = spool.resolve("history");
        if (Files.size(history) > 0) {
            Files.move(history, spool.resolve("history.20261122T%06d".formatted(++rotations)));
            Files.createFile(history);
        }
    }

    /** Rotated files go; their records are in the vault. */
    void deleteRotated() throws IOException {
        try (var files = Files.list(spool)) {
            for (Path file : files.filter(path -> !path.endsWith("history")).toList()) {
                Files.delete(file);
            }
        }
    }

    void index() throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
                Vault vault = Vault.open(layout.vault());
                Ingester ingester = new Ingester(
                        writer,
                        ArchiveFileSystem.local(),
                        MAPPING,
                        CLOCK,
                        new IngestSettings(2, 1L << 30, Duration.ZERO, zone),
                        vault,
                        OptionalLong.empty())) {
            CycleReport report;
            do {
                report = ingester.cycle(new ArchiveRequest(List.of(spool), Optional.of("ap1")), IngestProgress.SILENT);
            } while (report.more());
        }
    }

    /** Something that is done to the archived submissions. */
    interface Work {
        void by(Archivist archivist) throws IOException;
    }

    void rollUp(Work work) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16))) {
            work.by(archivist(writer));
        }
    }

    /** The same, dying at some step; whether it came so far. */
    boolean dieRollingUp(Work work, int steps) throws IOException {
        DyingDirectory jobs = new DyingDirectory(FSDirectory.open(layout.jobs()), steps);
        boolean died = false;
        JobIndexWriter writer = null;
        try {
            writer = WriterOn.directories(layout, MAPPING, jobs, FSDirectory.open(layout.registry()));
            work.by(archivist(writer));
        } catch (IOException | IllegalStateException dead) {
            died = true;
        }
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException dead) {
                died = true;
            }
        }
        return died;
    }

    private Archivist archivist(JobIndexWriter writer) {
        return new WriterArchivist(writer, ArchiveFileSystem.local(), MAPPING, SETTINGS, zone, CLOCK);
    }

    /** Index, archives and vault agree. */
    void verify(String as) throws IOException {
        VerifyReport report =
                new Verifier(layout, ArchiveFileSystem.local(), MAPPING, CLOCK).check((done, total) -> {});
        List<String> wrong = new ArrayList<>();
        for (Finding finding : report.findings()) {
            if (finding.isWrong()) {
                wrong.add(finding.toString());
            }
        }
        assertThat(wrong).as(as).isEmpty();
    }

    @Override
    public void close() throws IOException {
        search.close();
    }
}
