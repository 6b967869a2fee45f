package org.shelfmark.cli;

import org.shelfmark.search.Responses;

/** Says how a constraint was decided. */
final class Explanation {
    private Explanation() {}

    static void print(Responses.Constraint decided, Console console) {
        for (Responses.Step step : decided.steps()) {
            console.say(step.decision() + ": " + TerminalText.of(step.expression()));
        }
        console.say(ValueText.things(decided.candidates(), "job") + " left open by the index, " + decided.byColumns()
                + " of them decided by their columns, " + decided.recordsRead() + " by their records, "
                + decided.undecidable() + " undecidable");
    }
}
