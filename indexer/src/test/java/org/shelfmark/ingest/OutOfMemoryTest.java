package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterOn;

/** Memory runs out while a batch is staged: everything is rolled back and, when there is memory again, read. */
class OutOfMemoryTest {
    /** Four batches. */
    private static final int RECORDS = 16_000;

    private final Shelf shelf;
    private final SetClock clock = new SetClock();

    OutOfMemoryTest(@TempDir Path directory) throws IOException {
        shelf = new Shelf(directory);
        shelf.append("history", SmallRecords.records(1, 10));
        shelf.cycleToTheEnd();
    }

    private JobIndexWriter writer() throws IOException {
        return WriterOn.directories(
                shelf.layout,
                Shelf.MAPPING,
                FSDirectory.open(shelf.layout.jobs()),
                FSDirectory.open(shelf.layout.registry()));
    }

    private Ingester ingester(JobIndexWriter writer, InstantSource time) {
        IngestSettings settings = new IngestSettings(2, 1L << 30, Duration.ZERO, Shelf.SETTINGS.zone());
        return new Ingester(writer, shelf.files, Shelf.MAPPING, time, settings, null, OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void oneBatchOrSeveralAtATime_areRolledBackAndReadLater(int batches) throws IOException {
        shelf.append("history", SmallRecords.records(11, RECORDS));
        AtomicInteger staged = new AtomicInteger();
        try (JobIndexWriter writer = writer();
                Ingester ingester = ingester(writer, clock)) {
            assertThatThrownBy(() -> ingester.cycle(shelf.everything(), (records, bytes) -> {
                        int batch = staged.incrementAndGet();
                        if (batch > 1 && batch <= 1 + batches) {
                            throw new OutOfMemoryError("made up");
                        }
                    }))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("made up");
            assertThat(shelf.assertConsistent().addresses()).hasSize(10);

            assertThat(ingester.cycle(shelf.everything(), IngestProgress.SILENT).records())
                    .isEqualTo(RECORDS);
        }
        assertThat(shelf.assertComplete().addresses()).hasSize(10 + RECORDS);
    }

    @Test
    void follower_reportsTriesAgainLaterAndLaterAndRecovers() throws IOException, InterruptedException {
        shelf.append("history", SmallRecords.records(11, 5) + SmallRecords.record(16, 0, "MemoryUsage = time()"));
        int failures = 8;
        AtomicInteger left = new AtomicInteger(failures);
        // asked in the middle of a record, by the thread that stages it
        InstantSource shortOfMemory = () -> {
            if (Thread.currentThread().getName().startsWith("ingest-") && left.getAndDecrement() > 0) {
                throw new OutOfMemoryError("made up");
            }
            return clock.instant();
        };
        List<Follower.Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
        List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch recovered = new CountDownLatch(1);
        Pause pause = (stop, time) -> {
            pauses.add(time);
            clock.advance(time);
            return stop.getCount() == 0;
        };
        // a look an hour: whatever comes sooner comes by the pauses after failures
        FollowSettings settings = new FollowSettings(Duration.ofHours(1), Duration.ofMillis(200), false);
        try (JobIndexWriter writer = writer();
                Ingester ingester = ingester(writer, shortOfMemory);
                Follower follower = new Follower(
                        ingester,
                        shelf.everything(),
                        settings,
                        clock,
                        outcome -> {
                            outcomes.add(outcome);
                            if (outcome.failure() == null) {
                                recovered.countDown();
                            }
                        },
                        BetweenCycles.NOTHING,
                        pause)) {
            follower.start();
            assertThat(recovered.await(2, TimeUnit.MINUTES)).isTrue();
        }

        List<Duration> expected = new ArrayList<>();
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            expected.add(Duration.ofSeconds(seconds));
        }
        assertThat(outcomes).hasSize(failures + 1);
        assertThat(outcomes.subList(0, failures))
                .allMatch(outcome -> outcome.failure() instanceof OutOfMemoryError
                        && outcome.report().isEmpty());
        assertThat(outcomes.subList(0, failures))
                .map(outcome -> outcome.retryIn().orElseThrow())
                .isEqualTo(expected);
        assertThat(pauses.subList(0, failures)).isEqualTo(expected);
        Follower.Outcome last = outcomes.get(failures);
        assertThat(last.retryIn()).isEmpty();
        assertThat(last.report().map(CycleReport::records)).isEqualTo(Optional.of(6L));
        assertThat(shelf.assertComplete().addresses()).hasSize(16);
    }
}
