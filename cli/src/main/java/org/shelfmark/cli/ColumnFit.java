package org.shelfmark.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which columns of a table stand on a line, and how wide. Long texts are shortened first, the longest most; then the bars
 * go, then columns. The first column always stays.
 *
 * @param columns numbers of those that stand, from 0, in their order
 * @param widths how wide each of those is
 * @param bar how wide the bars are; 0 for none
 */
record ColumnFit(List<Integer> columns, List<Integer> widths, int bar) {
    /** Blanks between two columns. */
    static final int GAP = 2;

    /** Texts and headings are not made shorter than this. */
    private static final int LEAST_TEXT = 8;
    /** Nor is the text that tells which row it is, unless that is more than a third of the line. */
    private static final int LEAST_NAME = 32;

    private static final int LEAST_BAR = 10;
    private static final int MOST_BAR = 40;

    /** Copies the lists. */
    ColumnFit {
        columns = List.copyOf(columns);
        widths = List.copyOf(widths);
    }

    /**
     * What a column needs.
     *
     * @param width of its longest cell, the heading included
     * @param least what it cannot do with less than
     * @param rank columns of a higher rank are left out before others
     */
    record Need(int width, int least, int rank) {
        /**
         * Of cells that may be shortened, but for the numbers among them; a wide one at the beginning of a row keeps more
         * than others.
         */
        static Need ofTexts(int width, int numbers, boolean first, int line, int rank) {
            int least = first ? Math.max(LEAST_TEXT, Math.min(LEAST_NAME, line / 3)) : LEAST_TEXT;
            return new Need(width, Math.min(width, Math.max(numbers, least)), rank);
        }

        /** Of cells that mean something only as a whole; the heading may be shortened. */
        static Need ofWhole(int cells, int heading, int rank) {
            return new Need(Math.max(cells, heading), Math.max(cells, Math.min(heading, LEAST_TEXT)), rank);
        }
    }

    /** Everything, as wide as it is. */
    static ColumnFit unbounded(List<Need> needs, int bar) {
        List<Integer> all = new ArrayList<>();
        for (int column = 0; column < needs.size(); column++) {
            all.add(column);
        }
        return new ColumnFit(all, needs.stream().map(Need::width).toList(), bar);
    }

    /** What goes into lines of a width. */
    static ColumnFit within(int line, List<Need> needs, boolean bars) {
        List<Integer> columns = new ArrayList<>(unbounded(needs, 0).columns());
        boolean barStands = bars && least(needs, columns) + GAP + LEAST_BAR <= line;
        int room = barStands ? line - GAP - LEAST_BAR : line;
        while (columns.size() > 1 && least(needs, columns) > room) {
            int last = columns.stream()
                    .skip(1)
                    .max(Comparator.comparingInt(column -> needs.get(column).rank()))
                    .orElseThrow();
            columns.removeIf(column -> column == last);
        }
        List<Integer> widths = shortened(room, needs, columns);
        int used = sum(widths);
        return new ColumnFit(columns, widths, barStands ? Math.min(MOST_BAR, line - used - GAP) : 0);
    }

    private static List<Integer> shortened(int room, List<Need> needs, List<Integer> columns) {
        List<Integer> widths = new ArrayList<>();
        columns.forEach(column -> widths.add(needs.get(column).width()));
        if (columns.size() == 1) {
            return List.of(Math.min(room, widths.get(0)));
        }
        for (int tooMuch = sum(widths) - room; tooMuch > 0; tooMuch--) {
            int widest = -1;
            for (int i = 0; i < columns.size(); i++) {
                boolean canShrink = needs.get(columns.get(i)).least() < widths.get(i);
                if (canShrink && (widest < 0 || widths.get(i) > widths.get(widest))) {
                    widest = i;
                }
            }
            widths.set(widest, widths.get(widest) - 1);
        }
        return widths;
    }

    private static int least(List<Need> needs, List<Integer> columns) {
        return sum(columns.stream().map(column -> needs.get(column).least()).toList());
    }

    private static int sum(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum() + GAP * (widths.size() - 1);
    }
}
