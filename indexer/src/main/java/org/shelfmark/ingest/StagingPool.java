package org.shelfmark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.shelfmark.archive.BatchBuffers;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.mapping.Mapping;

/**
 * Stages batches on several threads, a bounded number at a time.
 *
 * <p>Submitting and awaiting belong to one thread.
 */
final class StagingPool implements Closeable {
    private final int maxPending;
    private final ExecutorService threads;
    private final BlockingQueue<BatchStager> stagers = new LinkedBlockingQueue<>();
    private final BatchBuffers buffers;
    private final Queue<Future<BatchOutcome>> pending = new ArrayDeque<>();
    private BatchOutcome finished = BatchOutcome.NOTHING;
    private volatile boolean abandoned;

    StagingPool(JobIndexWriter index, Mapping mapping, InstantSource clock, int threadCount) {
        this.maxPending = threadCount * 3;
        this.buffers = new BatchBuffers(maxPending + 1);
        this.threads = Executors.newFixedThreadPool(
                threadCount, Thread.ofPlatform().daemon().name("ingest-", 0).factory());
        for (int i = 0; i < threadCount; i++) {
            stagers.add(new BatchStager(index, mapping, clock));
        }
    }

    /** One batch's work. */
    interface Work {
        BatchOutcome with(BatchStager stager) throws IOException;
    }

    /** What batches that are staged here are read into. */
    BatchBuffers buffers() {
        return buffers;
    }

    /** Hands work over; waits while too much is pending. Throws what failed earlier. */
    void submit(Work work) throws IOException {
        while (pending.size() >= maxPending) {
            finished = finished.plus(await(pending.remove()));
        }
        pending.add(threads.submit(() -> {
            if (abandoned) {
                return BatchOutcome.NOTHING;
            }
            BatchStager stager = stagers.take();
            try {
                return work.with(stager);
            } finally {
                stagers.add(stager);
            }
        }));
    }

    /** Waits until everything handed over is staged; what was found since the last call. */
    BatchOutcome awaitAll() throws IOException {
        while (!pending.isEmpty()) {
            finished = finished.plus(await(pending.remove()));
        }
        BatchOutcome all = finished;
        finished = BatchOutcome.NOTHING;
        return all;
    }

    /** Waits until nothing runs any more, whatever becomes of it; used after a failure, which is already known. */
    void abandon() {
        abandoned = true;
        while (!pending.isEmpty()) {
            awaitQuietly(pending.remove());
        }
        abandoned = false;
        finished = BatchOutcome.NOTHING;
    }

    private static void awaitQuietly(Future<BatchOutcome> future) {
        try {
            BatchOutcome unused = await(future);
        } catch (IOException | RuntimeException | Error e) {
            // the cycle is being rolled back because of an earlier failure, which its caller throws
            Thread.onSpinWait();
        }
    }

    private static BatchOutcome await(Future<BatchOutcome> future) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    // staging must come to its end before the index may be committed or rolled back
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The failure of the work itself, as it was thrown. */
    private static IOException rethrown(ExecutionException wrapper) throws IOException {
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
        throw new IllegalStateException(wrapper);
    }

    @Override
    public void close() {
        abandon();
        threads.shutdown();
    }
}
