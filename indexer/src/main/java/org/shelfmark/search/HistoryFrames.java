package org.shelfmark.search;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a {@link HistoryListener} is told, as bytes: how a server answers with a history. A line tells what follows:
 *
 * <pre>
 * record LENGTH BANNER_START    then so many bytes: body and banner, which begins at that index
 * damaged                       bytes that are no record stand here
 * lost certain                  a record of the answer is gone
 * lost possible                 a record is gone that may belong to it
 * explained JSON                how the index came to the answer
 * end                           the answer is complete; without it, it is not
 * </pre>
 */
public final class HistoryFrames {
    /** Of such bytes over HTTP. */
    public static final String CONTENT_TYPE = "application/x-shelfmark-history";

    private static final int MAX_LINE_BYTES = 1 << 20;

    private HistoryFrames() {}

    /** Writes what it is told. Nothing is flushed. */
    public static final class Writer implements HistoryListener {
        private final OutputStream out;

        /** Writes to a stream, which should have a buffer. */
        public Writer(OutputStream out) {
            this.out = out;
        }

        @Override
        public void record(byte[] bytes, int bannerStart) throws IOException {
            line("record " + bytes.length + " " + bannerStart);
            out.write(bytes);
        }

        @Override
        public void lost(boolean certain) throws IOException {
            line(certain ? "lost certain" : "lost possible");
        }

        @Override
        public void damaged() throws IOException {
            line("damaged");
        }

        @Override
        public void explained(Responses.Constraint how) throws IOException {
            line("explained " + SearchJson.write(how));
        }

        /** The answer is complete. */
        public void end() throws IOException {
            line("end");
        }

        private void line(String text) throws IOException {
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Tells a listener what was written.
     *
     * @throws IOException when the bytes end early, are something else, or the listener fails
     */
    public static void read(InputStream in, HistoryListener listener) throws IOException {
        while (true) {
            String line = line(in);
            int blank = line.indexOf(' ');
            String rest = line.substring(blank + 1);
            switch (blank < 0 ? line : line.substring(0, blank)) {
                case "record" -> record(in, rest, listener);
                case "lost" -> listener.lost(rest.equals("certain"));
                case "damaged" -> listener.damaged();
                case "explained" -> listener.explained(SearchJson.read(rest, Responses.Constraint.class));
                case "end" -> {
                    return;
                }
                default -> throw new IOException("a history frame begins with '" + line + "'");
            }
        }
    }

    private static void record(InputStream in, String numbers, HistoryListener listener) throws IOException {
        String[] parts = numbers.split(" ", -1);
        int length;
        int bannerStart;
        try {
            length = Integer.parseInt(parts[0]);
            bannerStart = Integer.parseInt(parts[parts.length - 1]);
        } catch (NumberFormatException e) {
            throw new IOException("a history frame says 'record " + numbers + "'", e);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length || bannerStart < 0 || bannerStart >= length) {
            throw new EOFException("the history ended within a record: the server broke it off");
        }
        listener.record(bytes, bannerStart);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > MAX_LINE_BYTES) {
                throw new EOFException("the history ended early: the server broke it off");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
