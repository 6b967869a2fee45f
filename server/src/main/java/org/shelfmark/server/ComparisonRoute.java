package org.shelfmark.server;

import static org.shelfmark.server.ApiParameters.CONSTRAINT;
import static org.shelfmark.server.ApiParameters.QUERY;

import java.util.List;
import java.util.Optional;
import org.shelfmark.search.Comparison;
import org.shelfmark.search.ComparisonRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;

/** {@code /api/v1/compare}. */
final class ComparisonRoute {
    private static final Parameter<Optional<String>> AGAINST = Parameter.optional(
            "against",
            "the jobs to compare with, in Shelfmark's query language; without one the other jobs of the same owners"
                    + " on the same days");
    private static final Parameter<Optional<String>> AGAINST_CONSTRAINT =
            Parameter.optional("against_constraint", "a ClassAd expression that is true for the jobs to compare with");
    private static final Parameter<List<String>> BY = Parameter.list(
            "by", "fields or attributes whose values are compared; without any, a choice that leaves out what q says");
    private static final Parameter<Integer> TOP = Parameter.integer(
            "top",
            ComparisonRequest.DEFAULT_TOP,
            1,
            ComparisonRequest.MAX_TOP,
            "how many values to give out, the most significant ones first");

    private ComparisonRoute() {}

    static Route of(JobSearch search) {
        return Route.json(
                "/api/v1/compare",
                "Which values are more frequent in the matching jobs than in others",
                Comparison.class,
                List.of(QUERY, CONSTRAINT, AGAINST, AGAINST_CONSTRAINT, BY, TOP),
                given -> search.compare(new ComparisonRequest(
                        ApiParameters.selection(given), against(given), given.get(BY), given.get(TOP))));
    }

    private static Optional<Requests.Selection> against(Arguments given) {
        Optional<String> query = given.get(AGAINST);
        Optional<String> constraint = given.get(AGAINST_CONSTRAINT);
        return query.isEmpty() && constraint.isEmpty()
                ? Optional.empty()
                : Optional.of(new Requests.Selection(query.orElse(""), constraint));
    }
}
