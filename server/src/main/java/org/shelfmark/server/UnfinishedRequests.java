package org.shelfmark.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off clients whose request does not come to its end. Jetty does so when nothing comes for a while; a client that sends
 * a byte now and then would keep its connection for ever. Looks at all connections from time to time; safe for many threads.
 */
final class UnfinishedRequests extends AbstractLifeCycle implements Connection.Listener {
    private static final int LOOKS = 4;

    private final Scheduler scheduler;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Map<Connection, Seen> open = new ConcurrentHashMap<>();

    /**
     * What was seen of a connection.
     *
     * @param requests whole ones that came
     * @param bytes that had come when the last of them had
     * @param waiting whether more bytes came since, which are a part of a request
     * @param sinceNanos when they were seen first
     */
    private record Seen(long requests, long bytes, boolean waiting, long sinceNanos) {
        static final Seen NOTHING = new Seen(0, 0, false, 0);
    }

    /**
     * Begins to look when it is started.
     *
     * @param patience for how long a request may be coming; one is cut off after at most half as much again
     * @param nanoTime as {@link System#nanoTime}
     */
    UnfinishedRequests(Scheduler scheduler, Duration patience, LongSupplier nanoTime) {
        this.scheduler = scheduler;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        scheduler.schedule(this::lookAgain, patience.toNanos() / LOOKS, TimeUnit.NANOSECONDS);
    }

    private void lookAgain() {
        if (isRunning()) {
            try {
                look();
            } finally {
                lookLater();
            }
        }
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, Seen.NOTHING);
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** Looks at all connections once. */
    void look() {
        long now = nanoTime.getAsLong();
        open.replaceAll((connection, seen) -> {
            long requests = connection.getMessagesIn();
            long bytes = connection.getBytesIn();
            if (requests != seen.requests || bytes == seen.bytes) {
                return new Seen(requests, bytes, false, now);
            }
            if (!seen.waiting) {
                return new Seen(requests, seen.bytes, true, now);
            }
            if (now - seen.sinceNanos > patience.toNanos()) {
                connection.getEndPoint().close();
            }
            return seen;
        });
    }
}
