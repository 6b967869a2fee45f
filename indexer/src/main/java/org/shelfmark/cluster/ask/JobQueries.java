package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.apache.lucene.search.Query;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.QueryParser;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchSettings;

/** Reads queries, and writes them as the cluster is asked. Safe for many threads. */
final class JobQueries {
    private final QueryDsl dsl;
    private final Mapping mapping;
    private final SearchSettings settings;

    JobQueries(QueryDsl dsl, Mapping mapping, SearchSettings settings) {
        this.dsl = dsl;
        this.mapping = mapping;
        this.settings = settings;
    }

    /** The documents that a query means at a moment, those that are no jobs perhaps included. */
    Query read(ClusterState state, String text, Instant now) {
        try {
            return QueryParser.parse(text, new QueryContext(mapping, state.names(), now, settings.zone()));
        } catch (QueryException e) {
            throw SearchException.of(e, text);
        }
    }

    /** The jobs of a query that means the present moment. */
    ObjectNode dsl(ClusterState state, String text) {
        return dsl(read(state, text, settings.clock().instant()));
    }

    /** Those documents of a query that are jobs. */
    ObjectNode dsl(Query query) {
        return dsl.of(QueryParser.jobsOnly(query));
    }
}
