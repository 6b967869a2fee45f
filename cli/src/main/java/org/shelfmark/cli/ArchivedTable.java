package org.shelfmark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.shelfmark.search.ArchivedMatches;

/** The archived submissions of a search, for people. */
final class ArchivedTable {
    private ArchivedTable() {}

    /**
     * Prints the submissions.
     *
     * @param separator from what else was found
     */
    static void print(ArchivedMatches archived, String separator, Console console) {
        if (archived.submissions().isEmpty()) {
            return;
        }
        List<Table.Column> columns = new ArrayList<>(List.of(
                new Table.Column("archived", 0, Style.PLAIN),
                new Table.Column("owner", 3, Style.PLAIN),
                new Table.Column("jobs", 1, Style.PLAIN),
                Table.Column.whole("last ended", 4),
                new Table.Column("procs", 2, Style.PLAIN)));
        boolean partial = archived.undecidable() != null;
        if (partial) {
            columns.add(3, new Table.Column("not decidable", 5, Style.FAINT));
        }
        Table table = Table.of(columns);
        for (ArchivedMatches.ArchivedSubmission submission : archived.submissions()) {
            List<Table.Cell> row = new ArrayList<>(List.of(
                    Table.Cell.of(submission.name()),
                    Table.Cell.of(submission.owner()),
                    Table.Cell.count(submission.jobs()),
                    Table.Cell.of(ValueText.moment(submission.lastEnded(), console.zone())),
                    Table.Cell.of(submission.procs())));
            if (partial) {
                row.add(3, Table.Cell.count(Objects.requireNonNullElse(submission.undecidable(), 0L)));
            }
            table.add(row);
        }
        console.out().print(separator);
        table.print(OutputFormat.TABLE, console);
    }

    /** Says that matching jobs are not among those printed. */
    static void say(long jobs, Console console) {
        if (jobs > 0) {
            console.say(ValueText.things(jobs, "matching job") + (jobs == 1 ? " is" : " are")
                    + " archived; shelfmark unarchive with the same query brings their submissions back");
        }
    }
}
