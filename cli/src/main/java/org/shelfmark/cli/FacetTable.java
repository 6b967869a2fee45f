package org.shelfmark.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.Responses;

/** Counts per value of one field, for people. */
final class FacetTable {
    private FacetTable() {}

    /**
     * Prints the values with bars, then the jobs of other values, of none and of those that are not known, and how many values there are if more.
     *
     * @param name the field as asked for
     * @param total jobs of which the counts are shares
     */
    static void print(String name, Responses.Facet facet, long total, Console console) {
        Table table = new Table(List.of(name, "jobs", "share"));
        for (Responses.FacetValue value : facet.values()) {
            String shown = ValueText.of(name, value.value(), console.zone());
            table.add(row(value.value(), shown, value.count(), total), Bar.of(value.count()));
        }
        if (facet.other() > 0) {
            table.addFaint(row(null, "(other)", facet.other(), total));
        }
        if (facet.missing() > 0) {
            table.addFaint(row(null, "(missing)", facet.missing(), total));
        }
        if (facet.undecidable() != null && facet.undecidable() > 0) {
            table.addFaint(row(null, "(not known)", facet.undecidable(), total));
        }
        table.print(OutputFormat.TABLE, console);
        if (facet.distinct() > facet.values().size()) {
            String text = ValueText.count(facet.values().size()) + " of " + ValueText.things(facet.distinct(), "value");
            console.print(text, Style.FAINT);
        }
    }

    private static List<Table.Cell> row(@Nullable Object value, String shown, long count, long total) {
        return List.of(new Table.Cell(value, shown), Table.Cell.count(count), Table.Cell.share(count, total));
    }
}
