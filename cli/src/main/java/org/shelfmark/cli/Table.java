package org.shelfmark.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.SearchJson;

/** Rows with the same columns, printed aligned, as CSV or as JSON lines. */
final class Table {
    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private @Nullable AlignedTable aligned;
    private boolean headed;

    /** Columns that look alike; on a narrow terminal the last ones are left out first. */
    Table(List<String> headings) {
        headings.forEach(heading -> columns.add(new Column(heading, columns.size(), Style.PLAIN)));
    }

    /** A table of columns that know their looks. */
    static Table of(List<Column> columns) {
        Table table = new Table(List.of());
        table.columns.addAll(columns);
        return table;
    }

    /**
     * A column.
     *
     * @param rank on a narrow terminal columns of a higher rank are left out before others
     * @param shortens whether its texts may be shortened there; numbers never are
     */
    record Column(String heading, int rank, Style style, boolean shortens) {
        /** A column whose texts may be shortened. */
        Column(String heading, int rank, Style style) {
            this(heading, rank, style, true);
        }

        /** A column of texts that mean something only as a whole, such as times. */
        static Column whole(String heading, int rank) {
            return new Column(heading, rank, Style.PLAIN, false);
        }
    }

    /** One row; bars are for people only. */
    record Row(List<Cell> cells, Optional<Bar> bar, Style style) {}

    /**
     * One cell.
     *
     * @param value as in the answer; null where there is none
     * @param shown for people
     */
    record Cell(@Nullable Object value, String shown) {
        /** A cell that is shown as it is. */
        static Cell of(@Nullable Object value) {
            return new Cell(value, value == null ? "" : value.toString());
        }

        /** A number of things. */
        static Cell count(long count) {
            return new Cell(count, ValueText.count(count));
        }

        /** A number of things as a share of all of them. */
        static Cell share(long part, long whole) {
            return new Cell(part, ValueText.share(part, whole));
        }

        /** A number that may not be known: a question mark for people, nothing for programs. */
        static Cell orUnknown(@Nullable Long number) {
            return new Cell(number, number == null ? "?" : number.toString());
        }
    }

    void add(List<Cell> row) {
        add(row, Optional.empty(), Style.PLAIN);
    }

    /** A row with a bar behind it. */
    void add(List<Cell> row, Bar bar) {
        add(row, Optional.of(bar), Style.PLAIN);
    }

    /** A row that is less important than the others. */
    void addFaint(List<Cell> row) {
        add(row, Optional.empty(), Style.FAINT);
    }

    private void add(List<Cell> row, Optional<Bar> bar, Style style) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(row.size() + " cells under " + columns.size() + " headings");
        }
        rows.add(new Row(List.copyOf(row), bar, style));
    }

    /** Whether a screen has room for all columns. */
    boolean fits(Screen screen) {
        return new AlignedTable(columns, rows, screen).leftOut().isEmpty();
    }

    /** Prints as asked; JSON as a whole is the caller's. Says which columns a terminal has no room for. */
    void print(OutputFormat format, Console console) {
        switch (format) {
            case TABLE -> printAligned(console);
            case CSV -> printCsv(console.out());
            case JSONL, JSON -> printJsonLines(console.out());
        }
    }

    /**
     * Prints and forgets the rows added so far. Of several such blocks only the first has the heading, and it decides how
     * wide the columns are.
     */
    void printBlock(OutputFormat format, Console console) {
        print(format, console);
        rows.clear();
    }

    private void printAligned(Console console) {
        if (rows.isEmpty()) {
            return;
        }
        AlignedTable table = aligned;
        if (table == null) {
            table = new AlignedTable(columns, rows, console.screen());
            table.printHeadings(console.out());
            aligned = table;
        }
        table.print(rows, console.out());
        if (!headed && !table.leftOut().isEmpty()) {
            console.say("no room for " + String.join(", ", table.leftOut())
                    + "; a wider terminal or --format csv shows all columns");
        }
        headed = true;
    }

    private void printCsv(PrintStream out) {
        if (!headed) {
            out.print(String.join(
                            ",",
                            columns.stream()
                                    .map(column -> csv(column.heading()))
                                    .toList()) + "\r\n");
            headed = true;
        }
        for (Row row : rows) {
            List<String> cells = row.cells().stream()
                    .map(cell -> csv(cell.value() == null ? "" : cell.value().toString()))
                    .toList();
            out.print(String.join(",", cells) + "\r\n");
        }
    }

    private static String csv(String text) {
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private void printJsonLines(PrintStream out) {
        for (Row row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int column = 0; column < columns.size(); column++) {
                object.put(
                        columns.get(column).heading(), row.cells().get(column).value());
            }
            out.println(SearchJson.write(object));
        }
    }
}
