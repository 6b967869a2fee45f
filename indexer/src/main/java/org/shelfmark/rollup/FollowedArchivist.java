package org.shelfmark.rollup;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shelfmark.ingest.BetweenCycles;

/**
 * Hands orders of any thread over to the thread of the writer, which carries them out between cycles, and waits for what
 * becomes of them. While one is carried out one more may wait. The policy, if there is one, has its turn after the orders.
 */
public final class FollowedArchivist implements Archivist, BetweenCycles, Closeable {
    /** How long an order waits to be begun: longer than a cycle takes. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Archivist archivist;
    private final Optional<RollupPolicy> policy;
    private final Duration patience;
    private final BlockingQueue<FutureTask<?>> orders = new ArrayBlockingQueue<>(1);
    private volatile Runnable wake = () -> {};
    private volatile boolean closed;

    /**
     * Hands orders over.
     *
     * @param archivist belongs to the writer's thread
     * @param policy what is done without an order
     * @param patience how long an order waits to be begun
     */
    public FollowedArchivist(Archivist archivist, Optional<RollupPolicy> policy, Duration patience) {
        this.archivist = archivist;
        this.policy = policy;
        this.patience = patience;
    }

    /** Says how the writer's thread learns of an order; without this it finds it when it looks next. */
    public void wakeBy(Runnable wakes) {
        wake = wakes;
    }

    @Override
    public ArchiveReport archive(ArchiveOrder order) throws IOException {
        return carryOut(() -> archivist.archive(order));
    }

    @Override
    public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
        return carryOut(() -> archivist.unarchive(order));
    }

    /** Carries out the order that waits, then the policy, if it is due. */
    @Override
    public void run() throws IOException {
        FutureTask<?> order = orders.poll();
        if (order != null) {
            order.run();
        }
        if (policy.isPresent()) {
            policy.get().run();
        }
    }

    private <T> T carryOut(Callable<T> work) throws IOException {
        FutureTask<T> order = new FutureTask<>(work);
        if (!orders.offer(order)) {
            throw busy("another order waits already; try again when it is carried out");
        }
        if (closed && orders.remove(order)) {
            throw stopping();
        }
        wake.run();
        try {
            return await(order);
        } catch (CancellationException e) {
            throw stopping();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            boolean withdrawn = orders.remove(order);
            throw new InterruptedIOException(
                    withdrawn ? "interrupted; nothing was changed" : "interrupted; the order is being carried out");
        }
    }

    private <T> T await(FutureTask<T> order) throws IOException, InterruptedException {
        try {
            try {
                return order.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (orders.remove(order)) {
                    throw busy("the index is being brought up to date with its archives; try again later");
                }
                // it was begun and will end
                return order.get();
            }
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** The failure of the work itself, as it was thrown. */
    private static IOException failure(ExecutionException wrapper) {
        Throwable cause = wrapper.getCause();
        if (cause instanceof IOException failure) {
            return failure;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        return new IOException(wrapper);
    }

    private static RollupException busy(String message) {
        return new RollupException(RollupException.Kind.BUSY, message);
    }

    private static RollupException stopping() {
        return busy("the indexing is being stopped; nothing was changed");
    }

    /** Turns away orders that were not begun. To be called when the writer's thread has ended. */
    @Override
    public void close() {
        closed = true;
        for (FutureTask<?> order = orders.poll(); order != null; order = orders.poll()) {
            boolean unused = order.cancel(false);
        }
    }
}
