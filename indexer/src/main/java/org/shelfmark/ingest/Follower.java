package org.shelfmark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveSet;

/**
 * Runs cycles one after the other in a thread of its own until it is closed: at once when a watched directory says that
 * something was written, and after a pause in any case, because not every file system says so.
 *
 * <p>A cycle that fails is reported and tried again, after longer and longer pauses while the failure lasts; nothing is
 * lost by it. Cycles that commit are kept a little apart, so that a busy schedd's records share a commit.
 */
public final class Follower implements Closeable {
    private final Ingester ingester;
    private final ArchiveRequest request;
    private final FollowSettings settings;
    private final InstantSource clock;
    private final Consumer<Outcome> listener;
    private final BetweenCycles between;
    private final Pause pause;
    private final Semaphore events = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean stopped;
    private @Nullable DirectoryWatch watch;
    private Backoff backoff = Backoff.NONE;

    /**
     * What became of a cycle, or of work between cycles that failed.
     *
     * @param report what it did; empty when it failed
     * @param failure why it failed; null when it did not
     * @param took how long it took
     * @param retryIn when the cycle is tried again; empty when it did not fail
     */
    public record Outcome(
            Optional<CycleReport> report, @Nullable Throwable failure, Duration took, Optional<Duration> retryIn) {}

    /**
     * Prepares a follower.
     *
     * @param listener is told of every cycle, in the follower's thread
     */
    public Follower(
            Ingester ingester,
            ArchiveRequest request,
            FollowSettings settings,
            InstantSource clock,
            Consumer<Outcome> listener) {
        this(ingester, request, settings, clock, listener, BetweenCycles.NOTHING);
    }

    /** The same with work between cycles: after each that left nothing to read. */
    public Follower(
            Ingester ingester,
            ArchiveRequest request,
            FollowSettings settings,
            InstantSource clock,
            Consumer<Outcome> listener,
            BetweenCycles between) {
        this(ingester, request, settings, clock, listener, between, Pause.REAL);
    }

    /** The same with pauses of a test's choice. */
    Follower(
            Ingester ingester,
            ArchiveRequest request,
            FollowSettings settings,
            InstantSource clock,
            Consumer<Outcome> listener,
            BetweenCycles between,
            Pause pause) {
        this.ingester = ingester;
        this.request = request;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.between = between;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name("follow").unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Looks soon, because there is work between cycles. For any thread. */
    public void wake() {
        events.release();
    }

    private void run() {
        boolean more = true;
        while (more ? !stopped : awaitEvent()) {
            events.drainPermits();
            more = cycle();
            if (!more && !stopped) {
                workBetween();
            }
        }
    }

    /** Whatever becomes of it, archives are followed. */
    private void workBetween() {
        long began = System.nanoTime();
        try {
            between.run();
        } catch (IOException | RuntimeException | Error failure) {
            listener.accept(new Outcome(Optional.empty(), failure, since(began), Optional.empty()));
        }
    }

    /** Waits until something was written or it is time to look anyway; false when it is time to end. */
    private boolean awaitEvent() {
        try {
            boolean unused = events.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
            return !stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One cycle and the pause that must follow it; whether there is more to do at once. */
    private boolean cycle() {
        long began = System.nanoTime();
        try {
            Optional<FileNotice> unwatched = watch();
            CycleReport report = ingester.cycle(request, IngestProgress.SILENT);
            if (unwatched.isPresent()) {
                report = report.with(unwatched.get());
            }
            backoff = Backoff.NONE;
            listener.accept(new Outcome(Optional.of(report), null, since(began), Optional.empty()));
            if (report.committed() && !report.more()) {
                pause(settings.commitInterval());
            }
            return report.more();
        } catch (IOException | RuntimeException | Error failure) {
            // what filled the disk or the memory may be gone by the next attempt; the batch is rolled back
            backoff = backoff.failed(clock.instant());
            listener.accept(new Outcome(Optional.empty(), failure, since(began), Optional.of(backoff.delay())));
            pause(backoff.delay());
            // at once after the pause, as was said, rather than with the next look
            return true;
        }
    }

    /**
     * Watches the directories from before the first look on, and tells of what was missed since the last cycle. Where they
     * cannot be watched, for example because all of the user's watches are taken, the looks alone must do.
     *
     * @return why they are not watched, if they should be
     */
    private Optional<FileNotice> watch() throws IOException {
        if (watch != null && !watch.isWhole()) {
            // a directory was deleted, and perhaps made anew
            watch.takeMissed().forEach(ingester::missed);
            watch.close();
            watch = null;
            ingester.watching(Set.of());
        }
        if (watch == null && settings.watching()) {
            Set<Path> actives = new HashSet<>();
            for (ArchiveSet set : ingester.histories(request)) {
                if (set.withSiblings()) {
                    actives.add(set.active());
                }
            }
            try {
                watch = DirectoryWatch.start(ingester.held(), actives, events::release);
                ingester.watching(actives);
            } catch (IOException e) {
                return Optional.of(new FileNotice(
                        request.paths().get(0),
                        true,
                        "directories cannot be watched, so there is a look every "
                                + settings.poll().toMillis() + " ms instead: " + e.getMessage()));
            }
        }
        if (watch != null) {
            watch.takeMissed().forEach(ingester::missed);
        }
        return Optional.empty();
    }

    private void pause(Duration time) {
        try {
            if (pause.endsEarly(stop, time)) {
                stopped = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private static Duration since(long startedNanos) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Lets the cycle that runs end with its commit, and returns then. */
    @Override
    public void close() throws IOException {
        stopped = true;
        stop.countDown();
        events.release();
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
        if (watch != null) {
            watch.close();
        }
    }
}
