package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;

class StagingPoolTest {
    private final JobIndexWriter writer;
    private final StagingPool pool;

    StagingPoolTest(@TempDir Path directory) throws IOException {
        writer = JobIndexWriter.open(new IndexLayout(directory), Shelf.MAPPING, new WriterSettings(16));
        pool = new StagingPool(writer, Shelf.MAPPING, Shelf.CLOCK, 2);
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        writer.close();
    }

    private static BatchOutcome oneRecord(long ended) {
        return new BatchOutcome(1, 0, 0, ended, ended);
    }

    @Test
    void everything_addsUpOnce() throws IOException {
        for (int i = 1; i <= 50; i++) {
            long ended = i;
            pool.submit(stager -> oneRecord(ended));
        }
        assertThat(pool.awaitAll()).isEqualTo(new BatchOutcome(50, 0, 0, 1, 50));
        assertThat(pool.awaitAll()).isEqualTo(BatchOutcome.NOTHING);
    }

    @Test
    void failure_comesOutAsItWas() throws IOException {
        pool.submit(stager -> {
            throw new IOException("made up");
        });
        assertThatThrownBy(pool::awaitAll).isInstanceOf(IOException.class).hasMessage("made up");
        pool.submit(stager -> {
            throw new IllegalStateException("made up too");
        });
        assertThatThrownBy(pool::awaitAll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("made up too");
    }

    @Test
    void stagers_areUsedByOneThreadAtATime() throws IOException {
        Set<BatchStager> busy = ConcurrentHashMap.newKeySet();
        AtomicInteger clashes = new AtomicInteger();
        for (int i = 0; i < 500; i++) {
            pool.submit(stager -> {
                if (!busy.add(stager)) {
                    clashes.incrementAndGet();
                }
                Thread.onSpinWait();
                busy.remove(stager);
                return BatchOutcome.NOTHING;
            });
        }
        assertThat(pool.awaitAll()).isEqualTo(BatchOutcome.NOTHING);
        assertThat(clashes.get()).isZero();
    }

    @Test
    void abandon_waitsForWorkThatHasBegun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch abandoned = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        AtomicBoolean returnedTooEarly = new AtomicBoolean();
        pool.submit(stager -> {
            begun.countDown();
            try {
                // a pool that waits makes this time out, and then everything is well
                returnedTooEarly.set(abandoned.await(200, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                throw new IOException(e);
            } finally {
                finished.countDown();
            }
            return oneRecord(1);
        });
        begun.await();

        pool.abandon();

        abandoned.countDown();
        finished.await();
        assertThat(returnedTooEarly.get()).isFalse();
        assertThat(pool.awaitAll()).isEqualTo(BatchOutcome.NOTHING);
    }

    @Test
    void abandon_forgetsResultsAndFailures() throws IOException {
        for (int i = 0; i < 6; i++) {
            pool.submit(stager -> oneRecord(5));
        }
        pool.submit(stager -> {
            throw new IOException("made up");
        });

        pool.abandon();

        assertThat(pool.awaitAll()).isEqualTo(BatchOutcome.NOTHING);
        pool.submit(stager -> oneRecord(7));
        assertThat(pool.awaitAll()).isEqualTo(oneRecord(7));
    }

    @Test
    void earliestTime_ignoresUnknown() {
        assertThat(BatchOutcome.earlier(0, 0)).isZero();
        assertThat(BatchOutcome.earlier(0, 5)).isEqualTo(5);
        assertThat(BatchOutcome.earlier(5, 0)).isEqualTo(5);
        assertThat(BatchOutcome.earlier(7, 5)).isEqualTo(5);
    }
}
