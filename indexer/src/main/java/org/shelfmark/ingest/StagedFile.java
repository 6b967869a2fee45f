package org.shelfmark.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The batches of one file while they are staged. Belongs to the thread that reads the file. */
final class StagedFile {
    private final StagingPool pool;
    private final Queue<Future<BatchOutcome>> pending = new ArrayDeque<>();
    private BatchOutcome finished = BatchOutcome.NOTHING;

    StagedFile(StagingPool pool) {
        this.pool = pool;
    }

    /** Hands work over; waits while too much is pending. Throws what failed earlier. */
    void submit(StagingPool.Work work) throws IOException {
        while (!pending.isEmpty() && pending.element().isDone()) {
            finished = finished.plus(await(pending.remove()));
        }
        pending.add(pool.submit(work));
    }

    /** Waits until everything handed over is staged; what all of it came to. */
    BatchOutcome await() throws IOException {
        while (!pending.isEmpty()) {
            finished = finished.plus(await(pending.remove()));
        }
        return finished;
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
}
