package org.shelfmark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs cycles one after the other in a thread of its own until it is closed; looks again after a pause when there was
 * nothing to read. A cycle that fails is reported and tried again: nothing is lost by a failure.
 */
public final class Follower implements Closeable {
    private final Ingester ingester;
    private final ArchiveRequest request;
    private final Duration pause;
    private final Consumer<Outcome> listener;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /**
     * What became of a cycle.
     *
     * @param report what it did; empty when it failed
     * @param failure why it failed; null when it did not
     * @param took how long it took
     */
    public record Outcome(
            Optional<CycleReport> report, @Nullable Throwable failure, Duration took) {}

    /**
     * Prepares a follower.
     *
     * @param pause how long to wait when there was nothing to read, or after a failure
     * @param listener is told of every cycle, in the follower's thread
     */
    public Follower(Ingester ingester, ArchiveRequest request, Duration pause, Consumer<Outcome> listener) {
        this.ingester = ingester;
        this.request = request;
        this.pause = pause;
        this.listener = listener;
        this.thread = Thread.ofPlatform().name("follow").unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    private void run() {
        boolean more = true;
        while (more ? stop.getCount() > 0 : pauseUnlessStopped()) {
            more = cycle();
        }
    }

    private boolean pauseUnlessStopped() {
        try {
            return !stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean cycle() {
        long started = System.nanoTime();
        try {
            CycleReport report = ingester.cycle(request, IngestProgress.SILENT);
            listener.accept(new Outcome(Optional.of(report), null, since(started)));
            return report.more();
        } catch (IOException | RuntimeException failure) {
            listener.accept(new Outcome(Optional.empty(), failure, since(started)));
            return false;
        }
    }

    private static Duration since(long startedNanos) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Lets the cycle that runs end with its commit, and returns then. */
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // the index must not be closed under a running cycle
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
