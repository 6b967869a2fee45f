package org.shelfmark.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A table for people: columns aligned, numbers to the right. On a terminal no line is wider than it, unless numbers
 * that came later need more room; anywhere else all is printed whole.
 */
final class AlignedTable {
    /** Width of bars where there is no terminal. */
    private static final int BAR = 30;

    private final Screen screen;
    private final List<Table.Column> columns;
    private final boolean[] numeric;
    private final ColumnFit fit;

    AlignedTable(List<Table.Column> columns, List<Table.Row> rows, Screen screen) {
        this.screen = screen;
        this.columns = columns;
        this.numeric = new boolean[columns.size()];
        List<ColumnFit.Need> needs = new ArrayList<>();
        for (int column = 0; column < numeric.length; column++) {
            needs.add(need(column, rows));
        }
        boolean bars = rows.stream().anyMatch(row -> row.bar().isPresent());
        this.fit = screen.isTerminal()
                ? ColumnFit.within(screen.columns(), needs, bars)
                : ColumnFit.unbounded(needs, bars ? BAR : 0);
    }

    private ColumnFit.Need need(int column, List<Table.Row> rows) {
        int heading = DisplayWidth.of(TerminalText.of(columns.get(column).heading()));
        int width = 0;
        int numbers = 0;
        numeric[column] = true;
        for (Table.Row row : rows) {
            Table.Cell cell = row.cells().get(column);
            int shown = DisplayWidth.of(TerminalText.of(cell.shown()));
            width = Math.max(width, shown);
            numbers = cell.value() instanceof Number ? Math.max(numbers, shown) : numbers;
            numeric[column] &= cell.value() == null || cell.value() instanceof Number;
        }
        int rank = columns.get(column).rank();
        return columns.get(column).shortens() && !numeric[column]
                ? ColumnFit.Need.ofTexts(Math.max(width, heading), numbers, column == 0, screen.columns(), rank)
                : ColumnFit.Need.ofWhole(width, heading, rank);
    }

    /** The headings of the columns for which there is no room. */
    List<String> leftOut() {
        List<String> headings = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            if (!fit.columns().contains(column)) {
                headings.add(columns.get(column).heading());
            }
        }
        return headings;
    }

    void printHeadings(PrintStream out) {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < fit.columns().size(); i++) {
            Table.Column column = columns.get(fit.columns().get(i));
            append(
                    head,
                    i,
                    column.heading(),
                    fit.widths().get(i),
                    column.style() == Style.PLAIN ? Style.STRONG : column.style());
        }
        out.println(head.toString().stripTrailing());
    }

    /** Prints rows: those that decided the widths, or more of the same kind. */
    void print(List<Table.Row> rows, PrintStream out) {
        long longest = rows.stream()
                .flatMap(row -> row.bar().stream())
                .mapToLong(Bar::total)
                .max()
                .orElse(0);
        for (Table.Row row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < fit.columns().size(); i++) {
                int column = fit.columns().get(i);
                Style style = row.style() == Style.PLAIN ? columns.get(column).style() : row.style();
                Table.Cell cell = row.cells().get(column);
                append(line, i, cell.shown(), most(i, cell), style);
            }
            row.bar()
                    .map(bar -> bar.drawn(longest, fit.bar(), screen))
                    .filter(bar -> !bar.isEmpty())
                    .ifPresent(bar -> line.append(" ".repeat(ColumnFit.GAP)).append(bar));
            out.println(line.toString().stripTrailing());
        }
    }

    /**
     * How wide a cell may be. What means something only as a whole moves the rest of its line where it needs more than the
     * rows did that decided the widths.
     */
    private int most(int place, Table.Cell cell) {
        boolean whole = cell.value() instanceof Number
                || !columns.get(fit.columns().get(place)).shortens();
        int width = fit.widths().get(place);
        return whole ? Math.max(width, screen.columns()) : width;
    }

    /** Appends a cell; blanks stand outside of what is painted. */
    private void append(StringBuilder line, int place, String text, int most, Style style) {
        int width = fit.widths().get(place);
        String whole = TerminalText.of(text);
        String shown = screen.isTerminal() ? screen.cut(whole, most) : whole;
        String padding = " ".repeat(Math.max(0, width - DisplayWidth.of(shown)));
        String painted = screen.paint(shown, style);
        line.append(place == 0 ? "" : " ".repeat(ColumnFit.GAP))
                .append(numeric[fit.columns().get(place)] ? padding + painted : painted + padding);
    }
}
