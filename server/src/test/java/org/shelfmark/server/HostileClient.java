package org.shelfmark.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** A client that asks nonsense, breaks off, reads slowly or not at all, and leaves requests unfinished. */
final class HostileClient implements Closeable {
    private static final int UNFINISHED = 16;
    private static final List<String> LONG_ANSWERS = List.of(
            "/api/v1/jobs?limit=10000&fields=*", "/api/v1/history", "/api/v1/fields", "/openapi.json", "/metrics");

    private final ServedArchive server;
    private final Random random;
    private final RandomRequests requests;
    private final Deque<Socket> unfinished = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();

    HostileClient(ServedArchive server, Random random) {
        this.server = server;
        this.random = random;
        this.requests = new RandomRequests(random, server.table().routes());
    }

    /** Sends requests, one after the other; the failures of the server so far. */
    List<String> send(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            int choice = random.nextInt(100);
            String request = choice < 80 ? requests.next() : choice < 90 ? requests.nextBroken() : longAnswer();
            try {
                if (choice < 80) {
                    complete(request);
                } else if (choice < 90) {
                    broken(request);
                } else if (choice < 94) {
                    abandoned(request);
                } else if (choice < 98) {
                    cutOff(request);
                } else {
                    leftUnfinished(request);
                }
            } catch (IOException e) {
                failures.add(e + " to " + request);
            }
        }
        return failures;
    }

    private String longAnswer() {
        return random.nextBoolean() ? requests.next() : LONG_ANSWERS.get(random.nextInt(LONG_ANSWERS.size()));
    }

    /** One that is HTTP, whatever it asks: it is answered, with words when it is refused. */
    private void complete(String request) throws IOException, InterruptedException {
        HttpResponse<String> response = server.get(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        boolean refused = response.statusCode() >= 400;
        if (response.statusCode() >= 500 || refused != response.body().startsWith("{\"title\":")) {
            failures.add(response.statusCode() + " " + response.body() + " to " + request);
        }
    }

    /** One with an address that is none: it is answered as well. */
    private void broken(String request) throws IOException {
        String answer = server.exchange(text(request) + "Connection: close\r\n\r\n");
        if (!answer.matches("(?s)HTTP/1\\.1 [234].*")) {
            failures.add("'" + answer + "' to " + request);
        }
    }

    /** One whose answer is read in part, or not at all. */
    private void abandoned(String request) throws IOException {
        try (Socket socket = server.connect()) {
            write(socket, text(request) + "\r\n");
            byte[] part = new byte[random.nextInt(3000)];
            int read = Math.max(0, socket.getInputStream().read(part));
            String begin = new String(part, 0, read, StandardCharsets.ISO_8859_1);
            if (begin.matches("(?s)HTTP/1\\.1 5.*")) {
                failures.add("'" + begin + "' to " + request);
            }
            end(socket);
        }
    }

    /** One that ends before it is sent. */
    private void cutOff(String request) throws IOException {
        try (Socket socket = server.connect()) {
            String text = text(request) + "\r\n";
            write(socket, text.substring(0, random.nextInt(text.length() + 1)));
            end(socket);
        }
    }

    /** One that is sent in part, and neither goes on nor ends. */
    private void leftUnfinished(String request) throws IOException {
        Socket socket = server.connect();
        unfinished.add(socket);
        String text = text(request);
        write(socket, text.substring(0, random.nextInt(text.length())));
        if (unfinished.size() > UNFINISHED) {
            unfinished.remove().close();
        }
    }

    private void end(Socket socket) throws IOException {
        if (random.nextBoolean()) {
            // without a farewell: what is on its way is lost
            socket.setSoLinger(true, 0);
        }
    }

    /** The head without the empty line that ends it. */
    private static String text(String request) {
        return "GET " + request + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : unfinished) {
            socket.close();
        }
    }
}
