package org.shelfmark.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file to which a schedd appends, as HTCondor's sources do it, that may die while it writes. */
public final class StoppedWriter {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    /** Appends a whole record, with the {@code Offset} that a schedd would write; returns its bytes. */
    public byte[] append(byte[] record) {
        byte[] written = withOffset(record, lastLine());
        file.writeBytes(written);
        return written;
    }

    /** Appends the first bytes of a record and no more. */
    public StoppedWriter stopIn(byte[] record, int length) {
        file.writeBytes(Arrays.copyOf(withOffset(record, lastLine()), length));
        return this;
    }

    /** Everything written. */
    public byte[] file() {
        return file.toByteArray();
    }

    /** Number of bytes written. */
    public int length() {
        return file.size();
    }

    /** Where the file's last line begins; below 200 bytes the schedd does not look, in an empty file there is none. */
    private int lastLine() {
        byte[] bytes = file.toByteArray();
        if (bytes.length < 200) {
            return bytes.length == 0 ? 0 : -1;
        }
        int at = bytes.length - 1;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** The record with another {@code Offset} in its banner; one without any stays as it is. */
    public static byte[] withOffset(byte[] record, int offset) {
        String text = new String(record, StandardCharsets.ISO_8859_1);
        int banner = text.lastIndexOf("\n***");
        return (text.substring(0, banner)
                        + text.substring(banner).replaceFirst("Offset = -?[0-9]+", "Offset = " + offset))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
