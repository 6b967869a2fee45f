package org.shelfmark.query;

import java.util.List;
import java.util.Optional;

/**
 * One condition of a query as written.
 *
 * @param name what stands before the colon; empty for a bare word
 * @param column where the clause begins in the query, from 1
 * @param alternatives the values, of which one must hold; at least one
 */
record Clause(Optional<String> name, int column, List<ValueText> alternatives) {
    private static final int MAX_SHOWN = 60;

    Clause {
        alternatives = List.copyOf(alternatives);
    }

    /** The clause as it may have been written. */
    String text() {
        StringBuilder text = new StringBuilder();
        name.ifPresent(known -> text.append(known).append(':'));
        String separator = "";
        for (ValueText value : alternatives) {
            text.append(separator).append(value.quoted() ? '"' + value.text() + '"' : value.text());
            separator = ",";
        }
        return text.toString();
    }

    /** The same for messages, a long one cut. */
    String shown() {
        String text = text();
        return text.codePointCount(0, text.length()) <= MAX_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "...";
    }
}
