package org.shelfmark.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds a byte eight at a time.
 *
 * <p>A word XORed with the wanted byte in every place has a zero byte exactly where it occurs; the usual carry trick
 * turns the lowest zero byte into its index. Borrows can only spoil places above the lowest one, so the answer is exact.
 */
public final class ByteSearch {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private ByteSearch() {}

    /** Index of the first {@code wanted} in [from, to), or {@code to} when there is none. */
    public static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        long pattern = ONES * (wanted & 0xFF);
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long difference = (long) LONG.get(bytes, i) ^ pattern;
            long zero = (difference - ONES) & ~difference & HIGHS;
            if (zero != 0) {
                return i + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return to;
    }
}
