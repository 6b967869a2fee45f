package org.shelfmark.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The jobs that a command means: its words, joined by blanks, are a query; a constraint may stand beside it. */
final class QueryWords {
    @Parameters(
            paramLabel = "QUERY",
            arity = "0..*",
            description = "Conditions such as owner:alice exit:0; all must hold. None: every job. See"
                    + " docs/query-syntax.md.")
    private List<String> words = List.of();

    @Option(
            names = "--constraint",
            paramLabel = "EXPR",
            description = "Only jobs for whose record this ClassAd expression is true, as with condor_history.")
    private @Nullable String constraint;

    @Option(names = "--explain", description = "Say on standard error how the constraint was decided.")
    private boolean explain;

    /** The jobs. */
    Requests.Selection selection() {
        return new Requests.Selection(text(), Optional.ofNullable(constraint));
    }

    /**
     * Says that a table is empty because there are no jobs.
     *
     * @param partial whether there may be jobs that were not found
     */
    void sayIfNothing(long matching, boolean partial, Console console) {
        if (matching == 0 && !partial) {
            console.say("no job matches");
        }
    }

    /** Tells how a constraint was decided, and what could not be; the exit code. */
    int exitCode(
            boolean timedOut, Responses.@Nullable Constraint decided, @Nullable Long undecidable, Console console) {
        if (decided == null) {
            if (explain) {
                console.say("there is no constraint to explain; --constraint gives one");
            }
            return Completeness.exitCode(timedOut, undecidable, console);
        }
        if (explain) {
            Explanation.print(decided, console);
        }
        int code = Completeness.exitCode(timedOut, undecidable, console);
        if (decided.undecidable() > 0) {
            console.say("undecidable: " + ValueText.things(decided.undecidable(), "job")
                    + ", left out: neither a record, which is gone, nor columns decide the constraint");
            return ExitCode.PARTIAL;
        }
        return code;
    }

    private String text() {
        return joined(words);
    }

    /** A query of words; one with two dashes is a misspelt option, one with a single dash is a negation. */
    static String joined(List<String> words) {
        for (String word : words) {
            if (word.startsWith("--")) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST, "unknown option '" + word + "'; --help lists the options");
            }
        }
        return String.join(" ", words.stream().map(NegatedConditions::unmarked).toList());
    }
}
