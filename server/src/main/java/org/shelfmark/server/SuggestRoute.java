package org.shelfmark.server;

import java.util.List;
import java.util.OptionalLong;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SuggestRequest;
import org.shelfmark.search.Suggestions;

/** {@code /api/v1/suggest}: how a query that is being written may go on. */
final class SuggestRoute {
    private static final Parameter<String> QUERY = Parameter.text("q", "the query as far as it is written");
    private static final Parameter<OptionalLong> AT = Parameter.number(
            "at", 0, "where the caret stands, in UTF-16 code units from the beginning; at the end without one");
    private static final Parameter<Integer> LIMIT = Parameter.integer(
            "limit", SuggestRequest.DEFAULT_LIMIT, 1, SuggestRequest.MAX_LIMIT, "how many suggestions to give out");

    private final JobSearch search;

    SuggestRoute(JobSearch search) {
        this.search = search;
    }

    Route declared() {
        return Route.json(
                "/api/v1/suggest",
                "How a query that is being written may go on: names, and values among the jobs it means so far",
                Suggestions.class,
                List.of(QUERY, AT, LIMIT),
                given -> search.suggest(new SuggestRequest(given.get(QUERY), given.get(AT), given.get(LIMIT))));
    }
}
