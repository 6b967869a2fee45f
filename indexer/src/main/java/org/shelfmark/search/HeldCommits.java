package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shelfmark.index.CommitName;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.SnapshotSource;

/**
 * The commits of which somebody may ask for a further page. Each is held open until nobody asked for it for a while, or
 * others take its place; a page that was begun is finished all the same, because whoever makes it has a handle of its own.
 *
 * <p>Safe for many threads.
 */
final class HeldCommits implements Closeable {
    private final SnapshotSource snapshots;
    private final InstantSource clock;
    private final PagingSettings settings;
    /** The one that was not asked for for the longest time comes first. */
    private final Map<CommitName, Held> held = new LinkedHashMap<>();

    private boolean closed;

    private record Held(IndexSnapshot snapshot, Instant lastUse) {}

    HeldCommits(SnapshotSource snapshots, InstantSource clock, PagingSettings settings) {
        this.snapshots = snapshots;
        this.clock = clock;
        this.settings = settings;
    }

    /** The newest commit; to be closed by the caller. */
    IndexSnapshot acquireNewest() throws IOException {
        letGoOfExpired();
        return snapshots.acquire();
    }

    /**
     * A commit that is held, or is the newest anyway; to be closed by the caller.
     *
     * @throws SearchException when it is neither
     */
    IndexSnapshot acquire(CommitName name) throws IOException {
        letGoOfExpired();
        synchronized (this) {
            Held known = held.remove(name);
            if (known != null) {
                held.put(name, new Held(known.snapshot(), clock.instant()));
                return known.snapshot().share();
            }
        }
        IndexSnapshot newest = snapshots.acquire();
        if (newest.name().equals(name)) {
            return newest;
        }
        newest.close();
        throw PinnedPlace.expired();
    }

    /** Holds a commit that the caller has, from now on or for longer. */
    synchronized void hold(IndexSnapshot snapshot) throws IOException {
        if (closed) {
            return;
        }
        Held known = held.remove(snapshot.name());
        IndexSnapshot kept = known == null ? snapshot.share() : known.snapshot();
        held.put(snapshot.name(), new Held(kept, clock.instant()));
        Iterator<Held> oldest = held.values().iterator();
        while (held.size() > settings.mostCommits()) {
            IndexSnapshot dropped = oldest.next().snapshot();
            oldest.remove();
            dropped.close();
        }
    }

    private synchronized void letGoOfExpired() throws IOException {
        Instant expired = clock.instant().minus(settings.keepFor());
        Iterator<Held> oldest = held.values().iterator();
        while (oldest.hasNext()) {
            Held next = oldest.next();
            if (!next.lastUse().isBefore(expired)) {
                return;
            }
            oldest.remove();
            next.snapshot().close();
        }
    }

    /** Lets go of all. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        Iterator<Held> all = held.values().iterator();
        while (all.hasNext()) {
            IndexSnapshot next = all.next().snapshot();
            all.remove();
            next.close();
        }
    }
}
