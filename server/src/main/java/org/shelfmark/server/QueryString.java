package org.shelfmark.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.SearchException;

/**
 * What stands behind the question mark, read strictly. Javalin leaves out what it cannot decode, and a query that is left
 * out means every job.
 */
final class QueryString {
    /** More than any route has. */
    static final int MAX_PARAMETERS = 100;

    private QueryString() {}

    /**
     * The values by name, both decoded, in their order.
     *
     * @throws SearchException where there are too many, or something is not percent-encoded UTF-8
     */
    static Map<String, List<String>> parse(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query == null) {
            return values;
        }
        String[] pairs = query.split("&", -1);
        if (pairs.length > MAX_PARAMETERS) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    pairs.length + " parameters; accepted: " + MAX_PARAMETERS + " at the most");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                values.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return PercentEncoding.decode(text.replace('+', ' '));
    }
}
