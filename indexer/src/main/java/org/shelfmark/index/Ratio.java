package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reals of a column as whole numbers of a unit: seconds, millionths, hours of whole seconds. A real as a sortable number
 * takes 64 bits even where it is 3.0; three units take two. Whole numbers sort like the reals that they stand for.
 */
record Ratio(long divisor) {
    /** Above this two whole numbers could stand for the same real. */
    static final long LARGEST = 1L << 51;

    /** Whole numbers first, as they need no division. Of parts of an hour, because core hours are seconds over 3600. */
    private static final long[] DIVISORS = {1, 1_000_000, 3600};

    private static final String DIVISOR_KEY = "shelfmark.divisor";
    private static final String NONE = "0";

    /** The ratio that makes all values of a column smaller numbers, if there is one. */
    static @Nullable Ratio of(FieldInfo field, DocValuesProducer values) throws IOException {
        for (long divisor : DIVISORS) {
            Ratio ratio = new Ratio(divisor);
            if (ratio.saves(values.getNumeric(field))) {
                return ratio;
            }
        }
        return null;
    }

    /** The ratio that a column of a segment was written with. */
    static @Nullable Ratio writtenWith(FieldInfo field) {
        String divisor = field.getAttribute(DIVISOR_KEY);
        return divisor == null || divisor.equals(NONE) ? null : new Ratio(Long.parseLong(divisor));
    }

    /** A merged segment begins with what its columns were written with in the old ones, so that none is said, too. */
    static void note(FieldInfo field, @Nullable Ratio ratio) {
        if (ratio != null) {
            field.putAttribute(DIVISOR_KEY, Long.toString(ratio.divisor));
        } else if (field.getAttribute(DIVISOR_KEY) != null) {
            field.putAttribute(DIVISOR_KEY, NONE);
        }
    }

    /** Whether all values can be had back, and are numbers of fewer bits. A column of other numbers ends at its first. */
    private boolean saves(NumericDocValues values) throws IOException {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            long value = values.longValue();
            if (!fits(value)) {
                return false;
            }
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return least < greatest && bits(encode(greatest) - encode(least)) < bits(greatest - least);
    }

    private static int bits(long range) {
        return Long.SIZE - Long.numberOfLeadingZeros(range);
    }

    private boolean fits(long value) {
        long code = encode(value);
        return code >= -LARGEST && code <= LARGEST && decode(code) == value;
    }

    /** The whole number for a value that is a sortable real. */
    long encode(long value) {
        return (long) Math.rint(NumericUtils.sortableLongToDouble(value) * (double) divisor);
    }

    long decode(long code) {
        return NumericUtils.doubleToSortableLong(divisor == 1 ? (double) code : (double) code / (double) divisor);
    }

    /** The least whole number of a value that is no less than this; one above the largest where there is none. */
    long ceiling(long value) {
        long from = -LARGEST;
        long to = LARGEST + 1;
        while (from < to) {
            long middle = (from + to) >> 1;
            if (decode(middle) < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
