package org.shelfmark.server;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a request gave for the parameters of its route. */
final class Arguments {
    private final QueryParameters given;
    private final List<Parameter<?>> declared;

    /**
     * Looks, when strict, whether the request has no others.
     *
     * @param refused parameters that are not accepted, with what is said of them
     * @throws org.shelfmark.search.SearchException where it has
     */
    Arguments(Context context, List<Parameter<?>> declared, boolean strict, Map<String, String> refused) {
        this.declared = declared;
        Set<String> names = declared.stream()
                .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
                .map(Parameter::name)
                .collect(Collectors.toSet());
        this.given = strict ? new QueryParameters(context, names, refused) : QueryParameters.none(context);
    }

    /** Whether the client wants an answer that is found now. */
    boolean refusesKeptAnswers() {
        return given.header("Cache-Control").toLowerCase(Locale.ROOT).contains("no-cache");
    }

    /**
     * The value of one parameter.
     *
     * @throws IllegalArgumentException where the route does not declare it
     * @throws org.shelfmark.search.SearchException where it cannot be what was given
     */
    <T> T get(Parameter<T> parameter) {
        if (declared.stream().noneMatch(one -> one.name().equals(parameter.name()))) {
            throw new IllegalArgumentException("the route does not declare '" + parameter.name() + "'");
        }
        return parameter.reading().read(given, parameter.name());
    }
}
