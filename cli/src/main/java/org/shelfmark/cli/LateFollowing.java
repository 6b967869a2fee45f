package org.shelfmark.cli;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.ingest.FollowStatistics;
import org.shelfmark.ingest.Follower;
import org.shelfmark.registry.Registry;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;
import org.shelfmark.search.Responses;

/**
 * Indexing into a cluster that may be away when a server starts: the server starts, is not ready, and indexes as soon as the
 * cluster is there. A machine that comes up before the cluster does must not need anybody to start it again.
 */
final class LateFollowing implements Closeable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Opening opening;
    private final FollowStatistics waiting;
    private final CycleTalk talk;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("await-cluster").unstarted(this::await);
    private volatile @Nullable Following following;
    private volatile @Nullable String away;

    /** Opens the cluster for indexing. */
    interface Opening {
        /** Indexing that has not been started. */
        Following open() throws IOException;
    }

    private LateFollowing(Opening opening, Console console) {
        this.opening = opening;
        this.waiting = new FollowStatistics(console.clock(), () -> 0);
        this.talk = new CycleTalk(console, () -> Registry.EMPTY);
    }

    /**
     * Opens the cluster now if it is there, else once it is.
     *
     * @throws IOException when it is there and cannot be used
     */
    static LateFollowing of(Opening opening, Console console) throws IOException {
        LateFollowing late = new LateFollowing(opening, console);
        try {
            late.following = opening.open();
        } catch (ClusterUnavailableException away) {
            late.failed(away, FIRST_PAUSE);
        }
        return late;
    }

    private void failed(Exception failure, Duration pause) {
        away = failure.getMessage();
        waiting.accept(new Follower.Outcome(Optional.empty(), failure, Duration.ZERO, Optional.of(pause)));
        talk.failed(failure, Optional.of(pause));
    }

    /** Begins, or waits for the cluster and then begins. */
    void start() {
        Following known = following;
        if (known != null) {
            known.start();
        } else {
            thread.start();
        }
    }

    private void await() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    Following opened = opening.open();
                    following = opened;
                    opened.start();
                    return;
                } catch (IOException | RuntimeException failure) {
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                    failed(failure, pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was done so far; for any thread. */
    Responses.Activity activity() {
        Following known = following;
        return known != null ? known.activity() : ActivityForm.of(waiting.summary(), Optional.empty());
    }

    /** Carries out orders of any thread, beside indexing that archives; refuses them until the cluster is there. */
    Archivist archivist() {
        return new Archivist() {
            @Override
            public ArchiveReport archive(ArchiveOrder order) throws IOException {
                return ClusterFaults.refusing(() -> opened().archive(order));
            }

            @Override
            public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
                return ClusterFaults.refusing(() -> opened().unarchive(order));
            }
        };
    }

    private Archivist opened() {
        Following known = following;
        if (known == null) {
            throw ClusterFaults.unavailable(String.valueOf(away));
        }
        return known.archivist().orElseThrow();
    }

    /** Ends the cycle that runs with its commit. */
    @Override
    public void close() throws IOException {
        stop.countDown();
        // what is opened meanwhile waits for answers
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // the cluster must not be let go of while it is opened
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Following known = following;
        if (known != null) {
            known.close();
        }
    }
}
