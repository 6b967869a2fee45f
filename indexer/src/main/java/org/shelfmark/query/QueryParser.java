package org.shelfmark.query;

import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.core.QueryParserHelper;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.search.Query;

/** Query text to Lucene query. The query matches jobs only, never quarantined records. */
public final class QueryParser {
    private QueryParser() {}

    /**
     * Parses a query; the empty text means every job.
     *
     * @throws QueryException when the query cannot be meant
     */
    public static Query parse(String text, QueryContext context) {
        QueryParserHelper helper = new QueryParserHelper(
                null, new QuerySyntax(), new ClauseResolver(context), new QueryTranslator(context.attributes()));
        try {
            return QueryTranslator.jobsOnly((Query) helper.parse(text, ""));
        } catch (QueryNodeException e) {
            // the framework's own complaints are about trees that our syntax never builds
            throw new IllegalStateException("the query '" + text + "' became a tree that cannot be translated", e);
        }
    }

    /**
     * The tree of a query, names and values resolved.
     *
     * @throws QueryException when the query cannot be meant
     */
    static QueryNode resolve(String text, QueryContext context) {
        try {
            return new ClauseResolver(context).process(new QuerySyntax().parse(text, ""));
        } catch (QueryNodeException e) {
            // the framework's own complaints are about trees that our syntax never builds
            throw new IllegalStateException("the query '" + text + "' became a tree that cannot be resolved", e);
        }
    }

    /** All jobs. */
    public static Query everything() {
        return QueryTranslator.JOBS;
    }

    /** The documents of a set that are jobs. */
    public static Query jobsOnly(Query documents) {
        return QueryTranslator.jobsOnly(documents);
    }
}
