package org.shelfmark.aggregate;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.jspecify.annotations.Nullable;

/**
 * The exact sum of longs, finite doubles and their squares: the same whatever the order of additions and merges. A sum of
 * nothing is 0. Belongs to one thread.
 */
final class ExactSum {
    /** Squares of smaller doubles lose bits below the smallest double; squares of larger ones overflow. */
    private static final double SMALLEST_PLAIN = 0x1p-480;

    private static final double LARGEST_PLAIN = 0x1p510;
    private static final int SCALING_BITS = 600;

    /** Until here the upper half of the sum of whole numbers takes another square without overflow. */
    private static final long ROOM_ABOVE = 1L << 61;

    /** Of smaller whole numbers, the upper half of a sum of squares has room for billions. */
    private static final long HUGE = 1L << 48;

    /** Whole numbers: a sum of 128 bits, and what no longer fitted it. */
    private long wholeLow;

    private long wholeHigh;
    private BigInteger wholeOverflow = BigInteger.ZERO;

    /** The rest, made only when needed: most sums are sums of whole numbers. */
    private @Nullable BinarySum fractions;

    private @Nullable BinarySum hugeSquares;
    private @Nullable BinarySum tinySquares;

    void add(long value) {
        addWhole(value, value >> 63);
    }

    /** @throws IllegalArgumentException if the value is not finite */
    void add(double value) {
        requireFinite(value);
        long whole = (long) value;
        // (double) Long.MAX_VALUE is one more than itself
        if (whole == value && whole != Long.MAX_VALUE) {
            add(whole);
        } else {
            fractions = with(fractions, value);
        }
    }

    void addSquare(long value) {
        addWhole(value * value, Math.multiplyHigh(value, value));
    }

    void addAll(long[] numbers, int size) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < size; i++) {
            low += numbers[i];
            high += (numbers[i] >> 63) + carry(low, numbers[i]);
        }
        addWhole(low, high);
    }

    void addSquares(long[] numbers, int size) {
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits |= numbers[i] ^ (numbers[i] >> 63);
        }
        if (bits >= HUGE) {
            for (int i = 0; i < size; i++) {
                addSquare(numbers[i]);
            }
            return;
        }
        long low = 0;
        long high = 0;
        for (int i = 0; i < size; i++) {
            long square = numbers[i] * numbers[i];
            low += square;
            high += Math.multiplyHigh(numbers[i], numbers[i]) + carry(low, square);
        }
        addWhole(low, high);
    }

    /** What goes over from the lower half of a sum to which something was added. */
    private static long carry(long sum, long added) {
        return Long.compareUnsigned(sum, added) < 0 ? 1 : 0;
    }

    /** @throws IllegalArgumentException if the value is not finite */
    void addSquare(double value) {
        requireFinite(value);
        long whole = (long) value;
        if (whole == value && whole != Long.MAX_VALUE) {
            addSquare(whole);
        } else if (Math.abs(value) < SMALLEST_PLAIN) {
            tinySquares = withSquare(tinySquares, Math.scalb(value, SCALING_BITS));
        } else if (Math.abs(value) > LARGEST_PLAIN) {
            hugeSquares = withSquare(hugeSquares, Math.scalb(value, -SCALING_BITS));
        } else {
            fractions = withSquare(fractions, value);
        }
    }

    void add(long value, long times) {
        wholeOverflow = wholeOverflow.add(BigInteger.valueOf(value).multiply(BigInteger.valueOf(times)));
    }

    void addSquare(long value, long times) {
        BigInteger exact = BigInteger.valueOf(value);
        wholeOverflow = wholeOverflow.add(exact.multiply(exact).multiply(BigInteger.valueOf(times)));
    }

    void merge(ExactSum other) {
        addWhole(other.wholeLow, other.wholeHigh);
        wholeOverflow = wholeOverflow.add(other.wholeOverflow);
        fractions = with(fractions, other.fractions);
        hugeSquares = with(hugeSquares, other.hugeSquares);
        tinySquares = with(tinySquares, other.tinySquares);
    }

    /** The sum, exactly. */
    BigDecimal value() {
        BigDecimal sum = new BigDecimal(whole().add(wholeOverflow));
        sum = sum.add(value(fractions, 0));
        sum = sum.add(value(hugeSquares, 2 * SCALING_BITS));
        return sum.add(value(tinySquares, -2 * SCALING_BITS));
    }

    void write(DataOutput out) throws IOException {
        BigInteger integers = whole().add(wholeOverflow);
        byte parts = (byte) ((fractions == null ? 0 : 1)
                | (hugeSquares == null ? 0 : 2)
                | (tinySquares == null ? 0 : 4)
                | (integers.bitLength() < Long.SIZE ? 8 : 0));
        out.writeByte(parts);
        if ((parts & 8) != 0) {
            out.writeZLong(integers.longValue());
        } else {
            write(out, integers);
        }
        for (BinarySum part : Arrays.asList(fractions, hugeSquares, tinySquares)) {
            if (part != null) {
                write(out, part.scaled());
            }
        }
    }

    /** Adds a sum that was written. */
    void addFrom(DataInput in) throws IOException {
        byte parts = in.readByte();
        if ((parts & 8) != 0) {
            add(in.readZLong());
        } else {
            wholeOverflow = wholeOverflow.add(readInteger(in));
        }
        fractions = (parts & 1) == 0 ? fractions : withScaled(fractions, readInteger(in));
        hugeSquares = (parts & 2) == 0 ? hugeSquares : withScaled(hugeSquares, readInteger(in));
        tinySquares = (parts & 4) == 0 ? tinySquares : withScaled(tinySquares, readInteger(in));
    }

    /** The zeros at the end of a sum of doubles are many, and counted. */
    private static void write(DataOutput out, BigInteger integer) throws IOException {
        int zeros = Math.max(0, integer.getLowestSetBit());
        byte[] digits = integer.shiftRight(zeros).toByteArray();
        out.writeVInt(zeros);
        out.writeVInt(digits.length);
        out.writeBytes(digits, digits.length);
    }

    private static BigInteger readInteger(DataInput in) throws IOException {
        int zeros = in.readVInt();
        byte[] digits = new byte[in.readVInt()];
        in.readBytes(digits, 0, digits.length);
        return new BigInteger(digits).shiftLeft(zeros);
    }

    private static BinarySum withScaled(@Nullable BinarySum sum, BigInteger scaled) {
        BinarySum made = sum == null ? new BinarySum() : sum;
        made.addScaled(scaled);
        return made;
    }

    private void addWhole(long low, long high) {
        long sum = wholeLow + low;
        wholeHigh += high + carry(sum, low);
        wholeLow = sum;
        if (Math.abs(wholeHigh) >= ROOM_ABOVE) {
            wholeOverflow = wholeOverflow.add(whole());
            wholeLow = 0;
            wholeHigh = 0;
        }
    }

    private BigInteger whole() {
        BigInteger low = BigInteger.valueOf(wholeLow >>> 1).shiftLeft(1).add(BigInteger.valueOf(wholeLow & 1));
        return BigInteger.valueOf(wholeHigh).shiftLeft(Long.SIZE).add(low);
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("cannot add " + value + "; accepted: finite numbers");
        }
    }

    private static BinarySum with(@Nullable BinarySum sum, double value) {
        BinarySum made = sum == null ? new BinarySum() : sum;
        made.add(value);
        return made;
    }

    /** Both parts of the square: its nearest double and, exactly, what that misses. */
    private static BinarySum withSquare(@Nullable BinarySum sum, double value) {
        double square = value * value;
        BinarySum made = with(sum, square);
        made.add(Math.fma(value, value, -square));
        return made;
    }

    private static @Nullable BinarySum with(@Nullable BinarySum sum, @Nullable BinarySum other) {
        if (other == null) {
            return sum;
        }
        BinarySum made = sum == null ? new BinarySum() : sum;
        made.merge(other);
        return made;
    }

    private static BigDecimal value(@Nullable BinarySum sum, int exponent) {
        if (sum == null) {
            return BigDecimal.ZERO;
        }
        BigInteger scaled = sum.scaled();
        if (scaled.signum() == 0) {
            return BigDecimal.ZERO;
        }
        int zeros = scaled.getLowestSetBit();
        BigInteger odd = scaled.shiftRight(zeros);
        int power = zeros + exponent - BinarySum.SCALE_BITS;
        return power >= 0
                ? new BigDecimal(odd.shiftLeft(power))
                : new BigDecimal(odd.multiply(BigInteger.valueOf(5).pow(-power)), -power);
    }
}
