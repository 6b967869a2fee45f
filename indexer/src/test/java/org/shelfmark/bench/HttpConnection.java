package org.shelfmark.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept connection to a server on this machine, which asks as fast as it can: requests are bytes made beforehand, answers
 * are read into one array. Belongs to one thread.
 */
final class HttpConnection implements Closeable {
    private static final int TIMEOUT_MILLIS = 120_000;

    private final Socket socket;
    private final int port;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private byte[] body = new byte[1 << 16];
    private int length;

    HttpConnection(int port) throws IOException {
        this.port = port;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        this.in = socket.getInputStream();
    }

    /** The bytes of a request; {@code fresh} whether it asks for an answer that was not kept from earlier. */
    byte[] request(String path, boolean fresh) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
                        + (fresh ? "Cache-Control: no-cache\r\n" : "") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Sends a request and reads its answer.
     *
     * @throws IOException when the answer is no success
     */
    void ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        long size = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String folded = header.toLowerCase(Locale.ROOT);
            if (folded.startsWith("content-length:")) {
                size = Long.parseLong(folded.substring(15).strip());
            }
            chunked |= folded.startsWith("transfer-encoding:") && folded.endsWith("chunked");
        }
        length = 0;
        if (chunked) {
            for (int chunk = chunkSize(); chunk > 0; chunk = chunkSize()) {
                take(chunk);
                line();
            }
            line();
        } else {
            take(Math.max(0, size));
        }
        if (status != 200) {
            throw new IOException("status " + status + " for "
                    + new String(request, StandardCharsets.US_ASCII)
                            .lines()
                            .findFirst()
                            .orElse("") + ": " + body());
        }
    }

    /** The text that a path answers. */
    String get(String path) throws IOException {
        ask(request(path, false));
        return body();
    }

    /** The body of the last answer. */
    private String body() {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (next == end) {
                fill();
            }
            byte b = buffer[next++];
            if (b == '\n') {
                return line.toString();
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
    }

    private void take(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            if (next == end) {
                fill();
            }
            int part = (int) Math.min(left, end - next);
            if (length + part > body.length) {
                body = Arrays.copyOf(body, Math.max(length + part, 2 * body.length));
            }
            System.arraycopy(buffer, next, body, length, part);
            next += part;
            length += part;
            left -= part;
        }
    }

    private void fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
            throw new IOException("the server closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
