package org.shelfmark.cli.history;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output as bytes. Belongs to one thread. */
final class ByteOutput {
    private static final int BUFFER_CHARS = 1 << 16;

    private final PrintStream out;
    private final StringBuilder pending = new StringBuilder();

    ByteOutput(PrintStream out) {
        this.out = out;
    }

    /** Prints a byte text. */
    void print(CharSequence byteText) throws IOException {
        pending.append(byteText);
        if (pending.length() >= BUFFER_CHARS) {
            flush();
        }
    }

    /**
     * Hands everything on.
     *
     * @throws IOException when nobody reads any more
     */
    void flush() throws IOException {
        byte[] bytes = pending.toString().getBytes(StandardCharsets.ISO_8859_1);
        pending.setLength(0);
        out.write(bytes, 0, bytes.length);
        if (out.checkError()) {
            throw new IOException("standard output cannot be written");
        }
    }
}
