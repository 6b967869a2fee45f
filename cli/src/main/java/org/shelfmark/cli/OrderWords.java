package org.shelfmark.cli;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The jobs that an order is about, and whether it is meant. */
final class OrderWords {
    @Parameters(
            paramLabel = "QUERY",
            arity = "0..*",
            description = "Conditions such as owner:alice cluster:1234; all must hold; '*' means every job. See"
                    + " docs/query-syntax.md.")
    private List<String> words = List.of();

    @Option(names = "--dry-run", description = "Change nothing: only say what would happen.")
    private boolean dryRun;

    /** The query; empty where there is none. */
    String query() {
        return QueryWords.joined(words).strip();
    }

    boolean dryRun() {
        return dryRun;
    }
}
