package org.shelfmark.server;

import java.util.List;
import java.util.Optional;
import org.shelfmark.search.Requests;

/** The parameters that several routes have. */
final class ApiParameters {
    static final Parameter<String> QUERY =
            Parameter.text("q", "the jobs meant, in Shelfmark's query language; every job without one");
    static final Parameter<Optional<String>> CONSTRAINT =
            Parameter.optional("constraint", "a ClassAd expression that is true for the jobs meant");
    static final Parameter<String> ID =
            Parameter.path("id", "1234.5, source#1234.5 (the # percent-encoded) or a GlobalJobId");
    static final Parameter<Optional<String>> SOURCE =
            Parameter.optional("source", "the access point, where an id alone is ambiguous");
    static final Parameter<List<String>> BY =
            Parameter.list("by", "fields or attributes whose values tell the jobs apart");
    static final Parameter<Integer> TOP = Parameter.integer(
            "top",
            Requests.Facets.DEFAULT_TOP,
            1,
            Requests.MAX_TOP,
            "how many values to give out, the most frequent ones first");
    static final Parameter<List<String>> FIELDS =
            Parameter.list("fields", "fields or attributes to give out; * for all fields");

    private ApiParameters() {}

    /** The jobs meant by {@link #QUERY} and {@link #CONSTRAINT}. */
    static Requests.Selection selection(Arguments given) {
        return new Requests.Selection(given.get(QUERY), given.get(CONSTRAINT));
    }
}
