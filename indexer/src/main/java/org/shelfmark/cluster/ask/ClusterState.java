package org.shelfmark.cluster.ask;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.shelfmark.cluster.ArchivedPart;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;
import org.shelfmark.search.IndexSearch;

/**
 * What is known of the archives of a cluster's jobs at one moment, and an index of everything but the live jobs: it reads queries,
 * refuses what cannot be meant, and gives the envelope of every answer.
 *
 * <p>Shared by many requests; everybody who acquires it closes it once.
 */
final class ClusterState implements Closeable {
    private final String version;
    private final Registry registry;
    private final Positions positions;
    private final ClusterNames names;
    private final ClusterValues values;
    private final Map<Integer, Long> committed;
    private final IndexSearch withoutJobs;
    private final ArchivedPart archived;
    private final ClusterQueries queries;
    private final SharedView view;
    private final AtomicInteger users = new AtomicInteger(1);

    /**
     * A state in use once.
     *
     * @param version another one of another state
     * @param committed when each shipper committed last, in seconds since 1970, by their numbers
     * @param withoutJobs closed with the state
     * @param archived what is archived
     * @param all asks for all jobs
     * @param view closed with the state
     */
    ClusterState(
            String version,
            Registry registry,
            Positions positions,
            ClusterNames names,
            ClusterValues values,
            Map<Integer, Long> committed,
            IndexSearch withoutJobs,
            ArchivedPart archived,
            ClusterQueries all,
            SharedView view) {
        this.version = version;
        this.registry = registry;
        this.positions = positions;
        this.names = names;
        this.values = values;
        this.committed = Map.copyOf(committed);
        this.withoutJobs = withoutJobs;
        this.archived = archived;
        this.queries = archived.hidden().map(all::hiding).orElse(all);
        this.view = view;
    }

    String version() {
        return version;
    }

    Registry registry() {
        return registry;
    }

    Positions positions() {
        return positions;
    }

    ClusterNames names() {
        return names;
    }

    /** The values of all jobs. */
    ClusterValues values() {
        return values;
    }

    Map<Integer, Long> committed() {
        return committed;
    }

    IndexSearch withoutJobs() {
        return withoutJobs;
    }

    /** The summaries and pins, which {@link #withoutJobs} has, too. */
    ArchivedPart archived() {
        return archived;
    }

    /** Asks for the jobs that count: without those of which a summary counts. */
    ClusterQueries queries() {
        return queries;
    }

    SharedView view() {
        return view;
    }

    /** Takes part in it, unless the last one has let go of it. */
    boolean tryAcquire() {
        int known;
        do {
            known = users.get();
            if (known == 0) {
                return false;
            }
        } while (!users.compareAndSet(known, known + 1));
        return true;
    }

    @Override
    public void close() throws IOException {
        if (users.decrementAndGet() == 0) {
            try (withoutJobs) {
                view.close();
            }
        }
    }
}
