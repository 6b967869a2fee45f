package org.shelfmark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.shelfmark.archive.BatchBuffers;
import org.shelfmark.index.JobSink;
import org.shelfmark.mapping.Mapping;

/**
 * Stages batches on several threads, a bounded number at a time: while one thread writes out what it has collected, which may
 * take seconds, the others are given all the batches there are, of whatever file.
 *
 * <p>Submitting and awaiting belong to one thread.
 */
final class StagingPool implements Closeable {
    private final int maxPending;
    private final int threadCount;
    private final ExecutorService threads;
    private final BlockingQueue<BatchStager> stagers = new LinkedBlockingQueue<>();
    private final BatchBuffers buffers;
    /** A permit for each batch that may be handed over before another one is staged. */
    private final Semaphore room;

    private volatile boolean abandoned;

    StagingPool(JobSink index, Mapping mapping, InstantSource clock, int threadCount) {
        this.maxPending = threadCount * 3;
        this.threadCount = threadCount;
        this.room = new Semaphore(maxPending);
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

    /** A step that each thread may take for itself. */
    interface Step {
        void take() throws IOException;
    }

    /** What batches that are staged here are read into. */
    BatchBuffers buffers() {
        return buffers;
    }

    /** The batches of one file, to be handed over and awaited together. */
    StagedFile file() {
        return new StagedFile(this);
    }

    /** Hands work over; waits while too much is pending. */
    Future<BatchOutcome> submit(Work work) {
        room.acquireUninterruptibly();
        return threads.submit(() -> {
            try {
                return abandoned ? BatchOutcome.NOTHING : staged(work);
            } finally {
                room.release();
            }
        });
    }

    private BatchOutcome staged(Work work) throws IOException, InterruptedException {
        BatchStager stager = stagers.take();
        try {
            return work.with(stager);
        } finally {
            stagers.add(stager);
        }
    }

    /** Has every thread take a step, all at once, and waits for them. */
    void onEveryThread(Step step) throws IOException {
        StagedFile steps = file();
        for (int thread = 0; thread < threadCount; thread++) {
            steps.submit(stager -> {
                step.take();
                return BatchOutcome.NOTHING;
            });
        }
        BatchOutcome unused = steps.await();
    }

    /** Waits until nothing runs any more, whatever becomes of it; used after a failure, which is already known. */
    void abandon() {
        abandoned = true;
        room.acquireUninterruptibly(maxPending);
        room.release(maxPending);
        abandoned = false;
    }

    @Override
    public void close() {
        abandon();
        threads.shutdown();
    }
}
