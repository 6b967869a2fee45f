package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.ExportEnd;
import org.shelfmark.search.ExportListener;
import org.shelfmark.search.ExportRequest;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.SortOrder;

/**
 * Gives out all jobs of a request, newest first, some at a time: there may be any number of them. The first are fetched before
 * a word is spoken: whoever listens may still refuse the beginning then because archiving went on ({@link SteadySearch}), and
 * from there on the view keeps all of them as they are.
 */
final class JobExports {
    private static final int FIRST = 100;
    private static final int AT_ONCE = 1_000;

    private final ClusterFields fields;
    private final JobQueries queries;
    private final FetchedJobs fetched;
    private final Mapping mapping;

    JobExports(ClusterFields fields, JobQueries queries, FetchedJobs fetched, Mapping mapping) {
        this.fields = fields;
        this.queries = queries;
        this.fetched = fetched;
        this.mapping = mapping;
    }

    /** Tells a listener all jobs. */
    void export(ClusterState state, ExportRequest request, Instant now, ExportListener listener) throws IOException {
        Narrowed meant = queries.narrowed(state, request.jobs(), now);
        ClusterOrder order = new ClusterOrder(SortOrder.parse("", mapping, state.names()), fields);
        ViewedJobs jobs = ViewedJobs.unhurried(state);
        Parts parts = new Parts(listener);
        ObjectNode most = queries.dsl(meant.most());
        @Nullable ArrayNode after = null;
        boolean mayGoOn = true;
        for (int size = FIRST; mayGoOn && !jobs.isOverTime(); size = Math.min(2 * size, AT_ONCE)) {
            try (FetchedJobs.Collecting some = fetched.live(state)) {
                after = jobs.forEach(most, order.dsl(), after, size, some::add);
                mayGoOn = some.size() == size;
                if (size == FIRST) {
                    // refuses what cannot be meant, has what is archived, and begins
                    state.withoutJobs().at(now).export(request, parts);
                }
                try (IndexSearch part = some.finished(queries.at(now))) {
                    part.export(new ExportRequest(meant.constraint(), request.fields()), parts);
                }
            }
        }
        listener.end(parts.end(jobs.timedOut()));
    }

    /** Hears several exports, and makes one of them. */
    private static final class Parts implements ExportListener {
        private final ExportListener listener;
        private final Explained explained = new Explained();
        private @Nullable ExportEnd first;
        private boolean isBegun;
        private long count;
        private long recordsMissing;

        Parts(ExportListener listener) {
            this.listener = listener;
        }

        @Override
        public void begin(List<String> names) throws IOException {
            if (!isBegun) {
                isBegun = true;
                listener.begin(names);
            }
        }

        @Override
        public void job(Map<String, @Nullable Object> job) throws IOException {
            listener.job(job);
        }

        @Override
        public void pause() throws IOException {
            listener.pause();
        }

        @Override
        public void end(ExportEnd end) {
            first = first == null ? end : first;
            explained.add(end.constraint());
            count += end.count();
            recordsMissing += end.recordsMissing();
        }

        /** The end of all. */
        ExportEnd end(boolean timedOut) {
            ExportEnd none = first;
            if (none == null) {
                throw new IllegalStateException("no part of the export has ended");
            }
            return new ExportEnd(
                    count,
                    !timedOut,
                    timedOut,
                    recordsMissing,
                    none.fields(),
                    none.indexedThrough(),
                    explained.sum(!timedOut),
                    none.archived(),
                    none.undecidable());
        }
    }
}
