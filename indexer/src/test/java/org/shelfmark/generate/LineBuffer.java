package org.shelfmark.generate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Growing bytes with number formatting that makes no strings. */
final class LineBuffer {
    private static final byte[] SMALLEST_LONG = bytesOf(Long.toString(Long.MIN_VALUE));

    /** 10 to the power of the index. */
    private static final long[] POWERS = new long[19];

    static {
        long power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private byte[] bytes = new byte[1024];
    private int length;

    static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void copyTo(ByteBuffer target) {
        target.put(bytes, 0, length);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    LineBuffer append(byte[] added) {
        reserve(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
        return this;
    }

    LineBuffer append(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LineBuffer append(String text) {
        return append(bytesOf(text));
    }

    LineBuffer append(long value) {
        if (value == Long.MIN_VALUE) {
            return append(SMALLEST_LONG);
        }
        reserve(20);
        if (value < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(value);
        length += digitCount(rest);
        int position = length;
        do {
            bytes[--position] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        return this;
    }

    /** A whole number as HTCondor writes a real: {@code 3600.0}. */
    LineBuffer appendReal(long value) {
        append(value);
        reserve(2);
        bytes[length++] = '.';
        bytes[length++] = '0';
        return this;
    }

    /** Millionths without trailing zeros: 1500000 is {@code 1.5}. The value must not be negative. */
    LineBuffer appendMillionths(long value) {
        append(value / 1_000_000).append('.');
        long scale = 100_000;
        long rest = value % 1_000_000;
        do {
            append((char) ('0' + rest / scale));
            rest %= scale;
            scale /= 10;
        } while (rest != 0);
        return this;
    }

    LineBuffer appendHex(long value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            append(Character.forDigit((int) (value >>> shift & 0xF), 16));
        }
        return this;
    }

    private static int digitCount(long value) {
        int digits = 1;
        while (digits < POWERS.length && value >= POWERS[digits]) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
