package org.shelfmark.document;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parsed lines by their exact bytes.
 *
 * <p>A direct-mapped table: a line that falls on another's place replaces it. Lines that differ in every job come and go,
 * the others stay; memory is bounded by the table and the longest line kept.
 */
final class LineCache {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SLOTS = 1 << 15;
    private static final int MAX_LINE_BYTES = 4096;

    private final @Nullable AttributeLine[] lines = new AttributeLine[SLOTS];
    /** The hashes of the lines: a line that is not known is told without a look at another. */
    private final int[] hashes = new int[SLOTS];

    /** The parsed form of the line [from, to), or null when it is not known. */
    @Nullable
    AttributeLine get(byte[] bytes, int from, int to, int hash) {
        int slot = hash & (SLOTS - 1);
        AttributeLine line = hashes[slot] == hash ? lines[slot] : null;
        return line != null && line.isTextOf(bytes, from, to) ? line : null;
    }

    /** Keeps the parsed form of a line. */
    void put(byte[] bytes, int from, int to, int hash, AttributeLine line) {
        if (to - from <= MAX_LINE_BYTES) {
            line.text = Arrays.copyOfRange(bytes, from, to);
            lines[hash & (SLOTS - 1)] = line;
            hashes[hash & (SLOTS - 1)] = hash;
        }
    }

    /** Forgets everything. */
    void clear() {
        Arrays.fill(lines, null);
    }

    /** A hash of bytes, eight at a time. */
    static int hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(bytes, i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        long rest = 0;
        for (; i < to; i++) {
            rest = rest << 8 | (bytes[i] & 0xFF);
        }
        hash = (hash ^ rest) * 0xBF58476D1CE4E5B9L;
        return (int) (hash >>> 32 ^ hash);
    }
}
