package org.shelfmark.cluster.ask;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.Requests;

/** Answers requests for figures from what the cluster counts, where it can. Safe for many threads. */
final class CountedFigures {
    private final ClusterFields fields;
    private final QueryDsl dsl;
    private final Mapping mapping;

    CountedFigures(ClusterFields fields, Mapping mapping) {
        this.fields = fields;
        this.dsl = new QueryDsl(fields);
        this.mapping = mapping;
    }

    /** Finds an answer by a search that counts in the cluster. */
    interface Answering<T> {
        T answer(IndexSearch jobs) throws IOException;
    }

    /**
     * The answer; empty when the jobs must be fetched: a constraint is decided on the jobs themselves, and some values are too
     * many to be counted there.
     *
     * @param meant all jobs that the request is about
     */
    <T> Optional<T> answer(ClusterState state, List<Requests.Selection> meant, Answering<T> answering)
            throws IOException {
        if (meant.stream().anyMatch(jobs -> jobs.constraint().isPresent())) {
            return Optional.empty();
        }
        try {
            return Optional.of(answering.answer(state.withoutJobs()
                    .asking(new AskedFigures(state.queries(), fields, dsl, mapping, state.names()))));
        } catch (NotCountedException tooMany) {
            return Optional.empty();
        }
    }
}
