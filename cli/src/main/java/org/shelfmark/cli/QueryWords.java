package org.shelfmark.cli;

import java.util.List;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Parameters;

/** The query of a command: all its words, joined by blanks. */
final class QueryWords {
    @Parameters(
            paramLabel = "QUERY",
            arity = "0..*",
            description = "Conditions such as owner:alice exit:0; all must hold. None: every job. See"
                    + " docs/query-syntax.md.")
    private List<String> words = List.of();

    /** The query; a word with two dashes is a misspelt option, one with a single dash is a negation. */
    String text() {
        for (String word : words) {
            if (word.startsWith("--")) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST, "unknown option '" + word + "'; --help lists the options");
            }
        }
        return String.join(" ", words.stream().map(NegatedConditions::unmarked).toList());
    }
}
