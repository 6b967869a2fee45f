package org.shelfmark.server;

import io.javalin.http.Handler;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many requests are worked on at once, and lets others wait for a short time, in the order in which they came.
 * A place is given back when the answer is found; answers that are sent as they are found keep it until they are sent.
 */
final class RequestLimit {
    private final int places;
    private final Semaphore free;
    private final Duration patience;
    private final Runnable refused;

    /**
     * For so many requests at once.
     *
     * @param patience for how long a request waits for its turn
     * @param refused called for every request that waited in vain
     */
    RequestLimit(int places, Duration patience, Runnable refused) {
        this.places = places;
        this.free = new Semaphore(places, true);
        this.patience = patience;
        this.refused = refused;
    }

    /** A handler that works within the limit, and answers with 429 beyond it. */
    Handler around(Handler handler) {
        return context -> {
            if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                refused.run();
                context.header("Retry-After", "1");
                Problems.render(
                        context,
                        ProblemDetails.of(
                                        429,
                                        "the server works on " + places
                                                + " requests at once, and none of them ended in time; ask again in a second")
                                .kind("too_many_requests"));
                return;
            }
            try {
                handler.handle(context);
            } finally {
                free.release();
            }
        };
    }

    /** Requests that wait for their turn now, about. */
    int waiting() {
        return free.getQueueLength();
    }
}
