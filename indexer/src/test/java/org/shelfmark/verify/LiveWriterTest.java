package org.shelfmark.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.Vault;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** The check beside a writer that appends, rotates, seals, keeps, merges and commits all the time. */
class LiveWriterTest {
    private static final int COMMITS = 30;
    private static final int COMMITS_OF_A_FILE = 4;

    private final VerifiedShelf shelf;

    LiveWriterTest(@TempDir Path directory) throws IOException {
        shelf = new VerifiedShelf(directory);
    }

    @Test
    void everyCommit_isFoundRight() throws Exception {
        List<SampleRecord> records = SampleArchive.find().records();
        Files.write(shelf.file("history"), records.get(0).bytes());
        shelf.index();
        AtomicLong commits = new AtomicLong();
        long compared = 0;
        int check = 0;
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> writing = threads.submit(() -> {
                write(records, commits);
                return null;
            });
            for (; !writing.isDone(); check++) {
                VerifyReport report = shelf.check();
                assertThat(report.findings().stream().filter(Finding::isWrong))
                        .as("check %d", check)
                        .isEmpty();
                assertThat(report.documents()).isEqualTo(report.records());
                compared += report.records();
            }
            writing.get();
        }
        assertThat(commits.get()).isEqualTo(COMMITS);
        assertThat(check).isGreaterThan(3);
        assertThat(compared).isPositive();
        assertThat(shelf.check().findings()).isEmpty();
    }

    private void write(List<SampleRecord> records, AtomicLong commits) throws IOException {
        int next = 1;
        int rotations = 0;
        try (JobIndexWriter writer = JobIndexWriter.open(shelf.layout, VerifiedShelf.MAPPING, new WriterSettings(1));
                Vault vault = Vault.open(shelf.layout.vault());
                Ingester ingester = VerifiedShelf.ingester(writer, vault)) {
            while (commits.get() < COMMITS) {
                for (int record = 0; record < 5; record++) {
                    Files.write(
                            shelf.file("history"),
                            records.get(next % records.size()).bytes(),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                    next++;
                }
                if (commits.get() % COMMITS_OF_A_FILE == 0) {
                    Files.move(shelf.file("history"), shelf.file("history.20261122T%06d".formatted(rotations++)));
                }
                if (ingester.cycle(shelf.everything(), IngestProgress.SILENT).committed()) {
                    commits.incrementAndGet();
                }
            }
        }
        shelf.index();
    }
}
