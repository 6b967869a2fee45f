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
    Clause {
        alternatives = List.copyOf(alternatives);
    }
}
