package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowedArchivistTest {
    private static final ArchiveOrder ORDER = new ArchiveOrder("", Optional.empty(), false, false);
    private static final UnarchiveOrder BACK = new UnarchiveOrder("", Optional.empty(), false);
    private static final ArchiveReport REPORT = new ArchiveReport(false, 1, 2, 0, 3, 4, 0, List.of(), 5);

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        callers.shutdown();
    }

    /** Archives in no time, and fails to bring anything back. */
    private static final class Quick implements Archivist {
        private volatile Thread thread = Thread.currentThread();

        @Override
        public ArchiveReport archive(ArchiveOrder order) {
            thread = Thread.currentThread();
            return REPORT;
        }

        @Override
        public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
            throw new IOException("no disk");
        }
    }

    private final Quick writers = new Quick();

    private FollowedArchivist archivist(Duration patience) {
        return new FollowedArchivist(writers, Optional.empty(), patience);
    }

    private interface Order {
        Object give() throws IOException;
    }

    private CompletableFuture<Object> inAnotherThread(Order order) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return order.give();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                callers);
    }

    @Test
    void order_isCarriedOutInTheWritersThread() throws Exception {
        try (FollowedArchivist archivist = archivist(Duration.ofMinutes(1))) {
            CountDownLatch woken = new CountDownLatch(1);
            archivist.wakeBy(woken::countDown);
            CompletableFuture<Object> answer = inAnotherThread(() -> archivist.archive(ORDER));
            woken.await();
            archivist.run();
            assertThat(answer.get()).isEqualTo(REPORT);
            assertThat(writers.thread).isSameAs(Thread.currentThread());
        }
    }

    @Test
    void failure_isTheCallersAndNotTheFollowers() throws Exception {
        try (FollowedArchivist archivist = archivist(Duration.ofMinutes(1))) {
            CountDownLatch woken = new CountDownLatch(1);
            archivist.wakeBy(woken::countDown);
            CompletableFuture<Object> answer = inAnotherThread(() -> archivist.unarchive(BACK));
            woken.await();
            archivist.run();
            assertThatThrownBy(answer::get)
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasRootCauseMessage("no disk");
        }
    }

    @Test
    void anotherOrderWaits_busy() throws Exception {
        FollowedArchivist archivist = archivist(Duration.ofMinutes(1));
        CountDownLatch woken = new CountDownLatch(1);
        archivist.wakeBy(woken::countDown);
        CompletableFuture<Object> first = inAnotherThread(() -> archivist.archive(ORDER));
        woken.await();
        assertThatThrownBy(() -> archivist.archive(ORDER))
                .isInstanceOf(RollupException.class)
                .hasMessage("another order waits already; try again when it is carried out")
                .extracting(failure -> ((RollupException) failure).kind())
                .isEqualTo(RollupException.Kind.BUSY);

        archivist.close();

        assertThatThrownBy(first::get).hasRootCauseMessage("the indexing is being stopped; nothing was changed");
        assertThatThrownBy(() -> archivist.archive(ORDER))
                .hasMessage("the indexing is being stopped; nothing was changed");
    }

    @Test
    void nobodyLooks_busy() {
        try (FollowedArchivist archivist = archivist(Duration.ofMillis(1))) {
            assertThatThrownBy(() -> archivist.archive(ORDER))
                    .isInstanceOf(RollupException.class)
                    .hasMessage("the index is being brought up to date with its archives; try again later");
        }
    }
}
