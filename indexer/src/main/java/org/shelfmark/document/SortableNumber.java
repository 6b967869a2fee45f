package org.shelfmark.document;

import org.apache.lucene.util.NumericUtils;
import org.shelfmark.classad.AttributeValue;

/**
 * Numbers as bytes that sort like the numbers, integers and reals alike and without rounding.
 *
 * <p>Eight bytes hold the double. An integer that no double equals gets the largest double below it and two more bytes
 * with the distance, at most 1023; so {@code 3} and {@code 3.0} have the same bytes, and 2<sup>53</sup> + 1 sorts
 * between its neighbours.
 */
public final class SortableNumber {
    /** Most bytes that a number takes. */
    public static final int MAX_BYTES = Long.BYTES + Short.BYTES;

    private SortableNumber() {}

    /** Writes a real and returns how many bytes it took; all NaN are one, above infinity. */
    public static int encode(double value, byte[] to, int at) {
        // -0.0 equals 0.0 in the language, so it must have the same bytes
        double canonical = value == 0 ? 0.0 : value;
        NumericUtils.longToSortableBytes(NumericUtils.doubleToSortableLong(canonical), to, at);
        return Long.BYTES;
    }

    /** Writes an integer and returns how many bytes it took. */
    public static int encode(long value, byte[] to, int at) {
        double below = value;
        // (long) of 2^63 as a double saturates to Long.MAX_VALUE, which must not pass for equal
        if (below >= 0x1p63 || (long) below > value) {
            below = Math.nextDown(below);
        }
        encode(below, to, at);
        long distance = value - (long) below;
        if (distance == 0) {
            return Long.BYTES;
        }
        to[at + Long.BYTES] = (byte) (distance >>> 8);
        to[at + Long.BYTES + 1] = (byte) distance;
        return MAX_BYTES;
    }

    /** Reads a number back: an integer where it is one, else a real. */
    public static AttributeValue decode(byte[] from, int at, int end) {
        double below = NumericUtils.sortableLongToDouble(NumericUtils.sortableBytesToLong(from, at));
        if (end - at == MAX_BYTES) {
            int distance = (from[at + Long.BYTES] & 0xFF) << 8 | (from[at + Long.BYTES + 1] & 0xFF);
            return new AttributeValue.IntegerValue((long) below + distance);
        }
        return isExactLong(below) ? new AttributeValue.IntegerValue((long) below) : new AttributeValue.RealValue(below);
    }

    /** Whether a double equals the integer. */
    public static boolean isExactDouble(long value) {
        double nearest = value;
        return nearest < 0x1p63 && (long) nearest == value;
    }

    /** Whether a long equals the real. */
    public static boolean isExactLong(double value) {
        return value >= -0x1p63 && value < 0x1p63 && value == Math.rint(value);
    }
}
