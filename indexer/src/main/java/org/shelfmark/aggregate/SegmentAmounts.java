package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/**
 * Amounts in a field of one segment: counts, sizes, durations. What cannot be one is missing: text, a negative number,
 * one that is not finite, or one above {@link #MOST}. Documents must be asked for in ascending order.
 */
final class SegmentAmounts {
    /** Amounts above are nonsense; the sum of so many as an index holds stays within what a double tells apart. */
    static final double MOST = 1e15;

    private final LongColumn column;
    private final String name;
    private final boolean real;
    private final SegmentMisfits misfits;
    private double[] amounts = new double[Figure.BLOCK];

    SegmentAmounts(Mapping mapping, String field, LeafReader segment) throws IOException {
        FieldMapping known = mapping.named(field).orElseThrow();
        this.name = known.name();
        this.real = known.type() == FieldType.REAL;
        this.column = new LongColumn(segment, Columns.of(mapping, known));
        this.misfits = new SegmentMisfits(segment);
    }

    /** Reads the amounts of some jobs, which are asked for by their places from then on. */
    void read(int[] documents, int size) throws IOException {
        column.read(documents, size);
        if (amounts.length < size) {
            amounts = new double[size];
        }
        long[] numbers = column.numbers();
        for (int i = 0; i < size; i++) {
            if (column.isAbsent(i)) {
                AttributeValue misfit = misfits.value(documents[i], name);
                amounts[i] = misfit == null ? Double.NaN : amount(misfit);
            } else {
                amounts[i] = amount(real ? Columns.decodeReal(numbers[i]) : (double) numbers[i]);
            }
        }
    }

    /** The amount of the job at a place; NaN where it is missing. */
    double amount(int place) {
        return amounts[place];
    }

    /** The amount that a value is; NaN where it is none. */
    static double amount(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> amount((double) integer.value());
            case RealValue real -> amount(real.value());
            default -> Double.NaN;
        };
    }

    private static double amount(double number) {
        return number >= 0 && number <= MOST ? number + 0.0 : Double.NaN;
    }
}
