package org.shelfmark.cluster.ask;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.search.PinnedPlace;

/**
 * All jobs as they are in one state of a cluster, for answers that take several requests: a point in time, opened when
 * somebody asks for it and shared by all who ask about the state. Safe for many threads.
 *
 * <p>Which of its jobs count, and which summaries beside them, belongs to the step of archiving that the state is of. That is
 * right if the view is opened while the step lasts, because within a step archiving changes nothing that counts. Whoever
 * opens it later notices: the step has moved when {@link SteadySearch} looks behind the answer, and no later answer is of this
 * state. Once opened, the view keeps the jobs of its step for as long as it is asked.
 */
final class SharedView implements Closeable {
    private static final char STEP_END = ':';

    private final ClusterQueries queries;
    private final GivenViews given;
    private final long step;
    private @Nullable String id;
    private boolean isGiven;

    /**
     * A view that is not open yet.
     *
     * @param given takes over what a cursor names when the state is over
     * @param step of archiving, which tells what counts
     */
    SharedView(ClusterQueries queries, GivenViews given, long step) {
        this.queries = queries;
        this.given = given;
        this.step = step;
    }

    /** How cursors name a view of this step. */
    String nameOf(String view) {
        return step + String.valueOf(STEP_END) + view;
    }

    /**
     * The view that a cursor names.
     *
     * @param of what its pages are of, in words
     * @throws org.shelfmark.search.SearchException when other jobs and summaries count by now, so that the view would have to be
     *     read as nobody can any more
     */
    String named(String name, String of) {
        int end = name.indexOf(STEP_END);
        if (end < 0) {
            throw PinnedPlace.notOurs(of);
        }
        if (!name.substring(0, end).equals(Long.toString(step))) {
            throw PinnedPlace.expired();
        }
        return name.substring(end + 1);
    }

    /** Its name in the cluster. */
    synchronized String id() throws IOException {
        String known = id;
        if (known == null) {
            known = queries.open();
            id = known;
        }
        return known;
    }

    /** Says that the cluster does not know a name any more. */
    synchronized void forget(String lost) {
        if (lost.equals(id)) {
            id = null;
            isGiven = false;
        }
    }

    /** Says that a cursor names it: it stays for as long as somebody may ask for the next page. */
    synchronized void give() {
        isGiven = true;
    }

    @Override
    public synchronized void close() throws IOException {
        if (id == null) {
            return;
        }
        if (isGiven) {
            given.keep(id);
        } else {
            queries.close(id);
        }
        id = null;
    }
}
