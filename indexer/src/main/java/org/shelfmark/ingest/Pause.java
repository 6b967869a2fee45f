package org.shelfmark.ingest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a follower lets time pass after a failure and between commits; a seam for tests, which do not wait. */
@FunctionalInterface
interface Pause {
    /** Waits as long as it says. */
    Pause REAL = (stop, time) -> stop.await(time.toMillis(), TimeUnit.MILLISECONDS);

    /** Returns when a time has passed, or earlier when it is time to stop, which is the answer. */
    boolean endsEarly(CountDownLatch stop, Duration time) throws InterruptedException;
}
