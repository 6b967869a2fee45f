package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;

class BetweenCyclesTest {
    @TempDir
    Path directory;

    @Test
    void workFails_isToldAndFollowingGoesOn() throws IOException, InterruptedException {
        Shelf shelf = new Shelf(directory);
        shelf.append("history", SmallRecords.records(11, 5));
        LinkedBlockingQueue<Follower.Outcome> outcomes = new LinkedBlockingQueue<>();
        AtomicInteger turns = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(2);
        // a look an hour: the second turn comes by waking alone
        FollowSettings settings = new FollowSettings(Duration.ofHours(1), Duration.ZERO, false);
        try (JobIndexWriter writer = JobIndexWriter.open(shelf.layout, Shelf.MAPPING, new WriterSettings(16));
                Ingester ingester = new Ingester(
                        writer, shelf.files, Shelf.MAPPING, Shelf.CLOCK, Shelf.SETTINGS, null, OptionalLong.empty());
                Follower follower =
                        new Follower(ingester, shelf.everything(), settings, Shelf.CLOCK, outcomes::add, () -> {
                            second.countDown();
                            if (turns.incrementAndGet() == 1) {
                                throw new IllegalStateException("made up");
                            }
                        })) {
            follower.start();
            assertThat(take(outcomes).report().orElseThrow().records()).isEqualTo(5);
            assertThat(take(outcomes).failure()).hasMessage("made up");
            follower.wake();
            assertThat(take(outcomes).report()).isPresent();
            assertThat(second.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(turns).hasValue(2);
        assertThat(shelf.assertComplete().addresses()).hasSize(5);
    }

    private static Follower.Outcome take(LinkedBlockingQueue<Follower.Outcome> outcomes) throws InterruptedException {
        Follower.Outcome outcome = outcomes.poll(1, TimeUnit.MINUTES);
        if (outcome == null) {
            throw new AssertionError("no outcome");
        }
        return outcome;
    }
}
