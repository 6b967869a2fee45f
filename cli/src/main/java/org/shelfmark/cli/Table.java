package org.shelfmark.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.SearchJson;

/** Rows with the same columns, printed aligned, as CSV or as JSON lines. */
final class Table {
    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();
    /** How wide the columns are, and which of them stand at the right; decided by the first rows printed. */
    private final int[] widths;

    private final boolean[] numeric;
    private boolean headed;

    Table(List<String> headings) {
        this.headings = List.copyOf(headings);
        this.widths = new int[headings.size()];
        this.numeric = new boolean[headings.size()];
    }

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

        /** A number that may not be known: a question mark for people, nothing for programs. */
        static Cell orUnknown(@Nullable Long number) {
            return new Cell(number, number == null ? "?" : number.toString());
        }
    }

    void add(List<Cell> row) {
        if (row.size() != headings.size()) {
            throw new IllegalArgumentException(row.size() + " cells under " + headings.size() + " headings");
        }
        rows.add(row);
    }

    /** Prints as asked; JSON as a whole is the caller's. */
    void print(OutputFormat format, PrintStream out) {
        switch (format) {
            case TABLE -> printAligned(out);
            case CSV -> printCsv(out);
            case JSONL, JSON -> printJsonLines(out);
        }
    }

    /** Prints and forgets the rows added so far; of several such blocks only the first has the heading. */
    void printBlock(OutputFormat format, PrintStream out) {
        print(format, out);
        rows.clear();
    }

    private void printAligned(PrintStream out) {
        if (rows.isEmpty()) {
            return;
        }
        if (!headed) {
            measure();
            headed = true;
            printLine(headings, out);
        }
        for (List<Cell> row : rows) {
            printLine(row.stream().map(cell -> TerminalText.of(cell.shown())).toList(), out);
        }
    }

    private void measure() {
        for (int column = 0; column < widths.length; column++) {
            widths[column] = DisplayWidth.of(headings.get(column));
            numeric[column] = true;
            for (List<Cell> row : rows) {
                Cell cell = row.get(column);
                widths[column] = Math.max(widths[column], DisplayWidth.of(TerminalText.of(cell.shown())));
                numeric[column] &= cell.value() == null || cell.value() instanceof Number;
            }
        }
    }

    private void printLine(List<String> texts, PrintStream out) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String text = texts.get(column);
            String padding = " ".repeat(Math.max(0, widths[column] - DisplayWidth.of(text)));
            line.append(column == 0 ? "" : "  ").append(numeric[column] ? padding + text : text + padding);
        }
        out.println(line.toString().stripTrailing());
    }

    private void printCsv(PrintStream out) {
        if (!headed) {
            out.print(String.join(",", headings.stream().map(Table::csv).toList()) + "\r\n");
            headed = true;
        }
        for (List<Cell> row : rows) {
            List<String> cells = row.stream()
                    .map(cell -> csv(cell.value() == null ? "" : cell.value().toString()))
                    .toList();
            out.print(String.join(",", cells) + "\r\n");
        }
    }

    private static String csv(String text) {
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private void printJsonLines(PrintStream out) {
        for (List<Cell> row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int column = 0; column < row.size(); column++) {
                object.put(headings.get(column), row.get(column).value());
            }
            out.println(SearchJson.write(object));
        }
    }
}
