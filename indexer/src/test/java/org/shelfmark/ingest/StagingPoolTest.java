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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;

class StagingPoolTest {
    private final JobIndexWriter writer;
    private final StagingPool pool;
    private StagedFile file;

    StagingPoolTest(@TempDir Path directory) throws IOException {
        writer = JobIndexWriter.open(new IndexLayout(directory), Shelf.MAPPING, new WriterSettings(16));
        pool = new StagingPool(writer, Shelf.MAPPING, Shelf.CLOCK, 2);
        file = pool.file();
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
            file.submit(stager -> oneRecord(ended));
        }
        StagedFile other = pool.file();
        other.submit(stager -> oneRecord(70));
        assertThat(file.await()).isEqualTo(new BatchOutcome(50, 0, 0, 1, 50));
        assertThat(other.await()).isEqualTo(oneRecord(70));
        assertThat(pool.file().await()).isEqualTo(BatchOutcome.NOTHING);
    }

    @Test
    void failure_comesOutAsItWas() throws IOException {
        file.submit(stager -> {
            throw new IOException("made up");
        });
        assertThatThrownBy(file::await).isInstanceOf(IOException.class).hasMessage("made up");
        file.submit(stager -> {
            throw new IllegalStateException("made up too");
        });
        assertThatThrownBy(file::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("made up too");
    }

    @Test
    void stagers_areUsedByOneThreadAtATime() throws IOException {
        Set<BatchStager> busy = ConcurrentHashMap.newKeySet();
        AtomicInteger clashes = new AtomicInteger();
        for (int i = 0; i < 500; i++) {
            file.submit(stager -> {
                if (!busy.add(stager)) {
                    clashes.incrementAndGet();
                }
                Thread.onSpinWait();
                busy.remove(stager);
                return BatchOutcome.NOTHING;
            });
        }
        assertThat(file.await()).isEqualTo(BatchOutcome.NOTHING);
        assertThat(clashes.get()).isZero();
    }

    @Test
    void abandon_waitsForWorkThatHasBegun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch abandoned = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        AtomicBoolean returnedTooEarly = new AtomicBoolean();
        file.submit(stager -> {
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
    }

    @Test
    @Timeout(60)
    void batchThatTakesLong_keepsNoOtherWaiting() throws Exception {
        CountDownLatch othersStaged = new CountDownLatch(100);
        file.submit(stager -> {
            try {
                othersStaged.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return oneRecord(1);
        });
        for (int i = 0; i < 100; i++) {
            file.submit(stager -> {
                othersStaged.countDown();
                return oneRecord(2);
            });
        }
        assertThat(file.await()).isEqualTo(new BatchOutcome(101, 0, 0, 1, 2));
    }

    @Test
    void step_isTakenByEveryThread() throws IOException {
        Set<Thread> taken = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(2);
        pool.onEveryThread(() -> {
            taken.add(Thread.currentThread());
            all.countDown();
            try {
                // one that waits for the other: they are at it at once
                all.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        assertThat(taken).hasSize(2);
        assertThatThrownBy(() -> pool.onEveryThread(() -> {
                    throw new IOException("made up");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("made up");
    }

    @Test
    void abandon_forgetsResultsAndFailures() throws IOException {
        for (int i = 0; i < 6; i++) {
            file.submit(stager -> oneRecord(5));
        }
        file.submit(stager -> {
            throw new IOException("made up");
        });

        pool.abandon();

        StagedFile next = pool.file();
        next.submit(stager -> oneRecord(7));
        assertThat(next.await()).isEqualTo(oneRecord(7));
    }

    @Test
    void earliestTime_ignoresUnknown() {
        assertThat(BatchOutcome.earlier(0, 0)).isZero();
        assertThat(BatchOutcome.earlier(0, 5)).isEqualTo(5);
        assertThat(BatchOutcome.earlier(5, 0)).isEqualTo(5);
        assertThat(BatchOutcome.earlier(7, 5)).isEqualTo(5);
    }
}
