package org.shelfmark.cluster;

import java.util.ArrayList;
import java.util.List;
import org.shelfmark.document.Columns;

/** Reals that JSON has no number for: they stand, with the name of their column, in a field of their own. */
final class Unbounded {
    private static final List<Double> ALL = List.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN);

    private Unbounded() {}

    /** What stands there for a value of a column. */
    static String text(String column, String value) {
        return column + " " + value;
    }

    /** The column of a text. */
    static String column(String text) {
        return text.substring(0, text.indexOf(' '));
    }

    /** The value of a text. */
    static double value(String text) {
        return Double.parseDouble(text.substring(text.indexOf(' ') + 1));
    }

    /** Those of them that lie in a range, by the column's encoding. */
    static List<String> within(String column, long from, long to) {
        List<String> within = new ArrayList<>();
        for (double value : ALL) {
            long encoded = Columns.encodeReal(value);
            if (from <= encoded && encoded <= to) {
                within.add(text(column, Double.toString(value)));
            }
        }
        return within;
    }
}
