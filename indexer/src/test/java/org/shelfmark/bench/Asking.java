package org.shelfmark.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a server questions and tells how long the answers took. */
final class Asking {
    private static final String BARE = "/healthz, nothing but HTTP";
    private static final String TOGETHER = "8 users at once, any of these";
    private static final int USERS = 8;
    private static final int MOST_ROUNDS = 10_000;
    private static final int FEWEST_ROUNDS = 5;
    /**
     * So many times the time of a question goes before all of them, and before each of them again, to warm up: after less
     * of it the compiler still takes processors from the answers, and their p99 is the compiler's.
     */
    private static final double WARM_UP = 1.5;

    private final BenchServer server;
    private final double seconds;

    /** A question made ready: the requests of each variant. */
    private record Ready(List<List<byte[]>> variants) {
        Ready {
            variants = List.copyOf(variants);
        }
    }

    Asking(BenchServer server, double seconds) {
        this.server = server;
        this.seconds = seconds;
    }

    /** Asks everything, one question after the other, then from several connections at once. */
    List<Results.Row> askAll(List<Question> questions, long jobs, Runnable between) throws IOException {
        List<Results.Row> rows = new ArrayList<>();
        try (HttpConnection connection = server.connect()) {
            for (Question question : questions) {
                warmUp(ready(question, connection, true), connection);
            }
            Results.Row bare = row(Question.of(BARE, List.of("/healthz")), jobs, connection, 0);
            rows.add(bare);
            for (Question question : questions) {
                rows.add(row(question, jobs, connection, bare.value("new p50 ms")));
                between.run();
            }
        }
        rows.add(together(questions, jobs, rows.get(0).value("new p50 ms")));
        return rows;
    }

    private Results.Row row(Question question, long jobs, HttpConnection connection, double bareMillis)
            throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        Ready varied = ready(question, connection, true);
        warmUp(varied, connection);
        Latencies fresh = ask(varied, connection, seconds);
        fresh.addTo(values, "new ");
        values.put("rounds", (double) fresh.count());
        values.put("x bare", bareMillis == 0 ? 1 : fresh.millis(50) / bareMillis);
        Question same = new Question(question.name(), question.variants().subList(0, 1));
        ask(ready(same, connection, false), connection, seconds).addTo(values, "again ");
        return new Results.Row(Section.QUERIES, question.name(), jobs, values);
    }

    private static Ready ready(Question question, HttpConnection connection, boolean fresh) {
        return new Ready(question.variants().stream()
                .map(paths -> paths.stream()
                        .map(path -> connection.request(path, fresh))
                        .toList())
                .toList());
    }

    private void warmUp(Ready question, HttpConnection connection) throws IOException {
        long end = System.nanoTime() + (long) (seconds * WARM_UP * 1e9);
        int rounds = 0;
        do {
            ask(question.variants().get(rounds++ % question.variants().size()), connection);
        } while (System.nanoTime() < end);
    }

    private static Latencies ask(Ready question, HttpConnection connection, double seconds) throws IOException {
        long[] nanos = new long[MOST_ROUNDS];
        long end = System.nanoTime() + (long) (seconds * 1e9);
        int rounds = 0;
        while (rounds < MOST_ROUNDS && (rounds < FEWEST_ROUNDS || System.nanoTime() < end)) {
            nanos[rounds] =
                    ask(question.variants().get(rounds % question.variants().size()), connection);
            rounds++;
        }
        return new Latencies(Arrays.copyOf(nanos, rounds));
    }

    private static long ask(List<byte[]> requests, HttpConnection connection) throws IOException {
        long began = System.nanoTime();
        for (byte[] request : requests) {
            connection.ask(request);
        }
        return System.nanoTime() - began;
    }

    /** Each user asks one question after the other, beginning with another one. */
    private Results.Row together(List<Question> questions, long jobs, double bareMillis) throws IOException {
        List<Question> quick = questions.stream()
                .filter(question -> !question.name().equals(Question.ALL_FAILED))
                .toList();
        List<Future<List<Long>>> users = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(USERS)) {
            for (int user = 0; user < USERS; user++) {
                int first = user;
                users.add(threads.submit(() -> user(quick, first)));
            }
            for (Future<List<Long>> user : users) {
                nanos.addAll(user.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        Map<String, Double> values = new LinkedHashMap<>();
        Latencies all = new Latencies(nanos.stream().mapToLong(Long::longValue).toArray());
        all.addTo(values, "new ");
        values.put("rounds", (double) all.count());
        values.put("x bare", all.millis(50) / bareMillis);
        return new Results.Row(Section.QUERIES, TOGETHER, jobs, values);
    }

    private List<Long> user(List<Question> questions, int first) throws IOException {
        List<Long> nanos = new ArrayList<>();
        try (HttpConnection connection = server.connect()) {
            List<Ready> ready = questions.stream()
                    .map(question -> ready(question, connection, true))
                    .toList();
            long end = System.nanoTime() + (long) (2 * seconds * 1e9);
            for (int turn = first; System.nanoTime() < end; turn++) {
                List<List<byte[]>> variants = ready.get(turn % ready.size()).variants();
                nanos.add(ask(variants.get(turn % variants.size()), connection));
            }
        }
        return nanos;
    }
}
