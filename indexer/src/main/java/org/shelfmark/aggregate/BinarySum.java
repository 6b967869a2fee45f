package org.shelfmark.aggregate;

import java.math.BigInteger;

/**
 * The exact sum of finite doubles. Belongs to one thread.
 *
 * <p>A chunk holds 32 bits of the sum and 31 spare ones, so an addition touches two chunks, and carries are moved up only
 * once in many additions.
 */
final class BinarySum {
    /** The sum is a whole multiple of 2 to the power of minus this. */
    static final int SCALE_BITS = 1075;

    private static final int CHUNK_BITS = 32;
    private static final long CHUNK_MASK = (1L << CHUNK_BITS) - 1;
    private static final int CHUNKS = 67;
    private static final int ADDITIONS_WITHOUT_CARRY = 1000;
    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;

    private final long[] chunks = new long[CHUNKS];
    private int additions;

    void add(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) ((bits >>> MANTISSA_BITS) & 0x7ff);
        long mantissa = bits & MANTISSA_MASK;
        if (exponent == 0) {
            exponent = 1;
        } else {
            mantissa |= 1L << MANTISSA_BITS;
        }
        if (additions == ADDITIONS_WITHOUT_CARRY) {
            carry();
        }
        additions++;
        int chunk = exponent / CHUNK_BITS;
        int shift = exponent % CHUNK_BITS;
        long low = (mantissa << shift) & CHUNK_MASK;
        long high = mantissa >>> (CHUNK_BITS - shift);
        if (bits < 0) {
            chunks[chunk] -= low;
            chunks[chunk + 1] -= high;
        } else {
            chunks[chunk] += low;
            chunks[chunk + 1] += high;
        }
    }

    void merge(BinarySum other) {
        carry();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            chunks[chunk] += other.chunks[chunk];
        }
        // the other's carries may not have been moved up
        additions = ADDITIONS_WITHOUT_CARRY;
    }

    /** Adds a multiple of 2^-{@link #SCALE_BITS}. */
    void addScaled(BigInteger number) {
        carry();
        BigInteger rest = number;
        for (int chunk = 0; chunk < CHUNKS - 1; chunk++) {
            chunks[chunk] += rest.longValue() & CHUNK_MASK;
            rest = rest.shiftRight(CHUNK_BITS);
        }
        chunks[CHUNKS - 1] += rest.longValueExact();
        additions = 1;
    }

    /** The sum as a multiple of 2^-{@link #SCALE_BITS}. */
    BigInteger scaled() {
        carry();
        BigInteger sum = BigInteger.ZERO;
        for (int chunk = CHUNKS - 1; chunk >= 0; chunk--) {
            sum = sum.shiftLeft(CHUNK_BITS).add(BigInteger.valueOf(chunks[chunk]));
        }
        return sum;
    }

    private void carry() {
        for (int chunk = 0; chunk < CHUNKS - 1; chunk++) {
            long carried = chunks[chunk] >> CHUNK_BITS;
            chunks[chunk] &= CHUNK_MASK;
            chunks[chunk + 1] += carried;
        }
        additions = 0;
    }
}
