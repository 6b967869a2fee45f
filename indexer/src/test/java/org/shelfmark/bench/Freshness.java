package org.shelfmark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.schedd.ScheddRecords;
import org.shelfmark.schedd.ScheddWriter;

/** How soon a record that was appended is counted by a server that follows its file. */
final class Freshness {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long POLL_NANOS = 5_000_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long ROTATE_BYTES = 20_971_520;
    private static final int ROTATIONS = 1000;

    private final Path launcher;
    private final Path directory;

    Freshness(Path launcher, Path directory) {
        this.launcher = launcher;
        this.directory = directory;
    }

    /** A count that was larger than the one before it. */
    private record Growth(long count, long nanos) {}

    /** Appends at some rates to one served directory. */
    List<Results.Row> measure(SampleArchive sample, long jobs, double seconds) throws IOException {
        Path spool = Files.createDirectories(directory.resolve("spool"));
        List<Results.Row> rows = new ArrayList<>();
        try (ScheddWriter writer = new ScheddWriter(spool, new ScheddRecords(sample), ROTATE_BYTES, ROTATIONS);
                BenchServer server = BenchServer.start(
                        launcher,
                        directory.resolve("index"),
                        "",
                        writer.active().toString());
                HttpConnection counting = server.connect()) {
            for (int rate : List.of(50, 1000)) {
                int records = Math.max(50, (int) (rate * seconds * (rate < 100 ? 5 : 2)));
                rows.add(appended(writer, counting, records, rate, jobs));
            }
        }
        return rows;
    }

    private static Results.Row appended(
            ScheddWriter writer, HttpConnection connection, int records, int rate, long jobs) throws IOException {
        Counting counting = new Counting(connection, writer.written());
        Thread thread = Thread.ofPlatform().daemon().start(counting);
        long[] whole = new long[records];
        int first = writer.written() + 1;
        long began = System.nanoTime();
        for (int i = 0; i < records; i++) {
            LockSupport.parkNanos(began + i * 1_000_000_000L / rate - System.nanoTime());
            writer.record();
            whole[i] = System.nanoTime();
        }
        counting.last = writer.written();
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(LONGEST_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("records", (double) records);
        Latencies visible = counting.latencies(whole, first);
        visible.addTo(values, "");
        values.put("longest ms", visible.millis(100));
        values.put("one answer ms", counting.answers().millis(50));
        return new Results.Row(Section.FRESHNESS, "appended at " + rate + "/s", jobs, values);
    }

    /** Asks for the count again and again until it is what it must become. */
    private static final class Counting implements Runnable {
        private final HttpConnection connection;
        private final List<Growth> growth = new ArrayList<>();
        private final List<Long> answers = new ArrayList<>();
        private long count;
        private volatile long last = Long.MAX_VALUE;
        private volatile @Nullable IOException failure;
        private volatile boolean done;

        Counting(HttpConnection connection, long count) {
            this.connection = connection;
            this.count = count;
        }

        @Override
        public void run() {
            try {
                while (count < last) {
                    long began = System.nanoTime();
                    long now = JSON.readTree(connection.get("/api/v1/count"))
                            .get("count")
                            .asLong();
                    long answered = System.nanoTime();
                    answers.add(answered - began);
                    if (now > count) {
                        growth.add(new Growth(now, answered));
                        count = now;
                    }
                    LockSupport.parkNanos(began + POLL_NANOS - System.nanoTime());
                }
                done = true;
            } catch (IOException e) {
                failure = e;
            }
        }

        /** How long each count took; to be asked for after {@link #latencies}. */
        Latencies answers() {
            return new Latencies(answers.stream().mapToLong(Long::longValue).toArray());
        }

        Latencies latencies(long[] whole, int first) throws IOException {
            IOException failed = failure;
            if (failed != null) {
                throw failed;
            }
            if (!done) {
                throw new IOException("of " + last + " appended records not all are counted after a minute");
            }
            long[] nanos = new long[whole.length];
            int at = 0;
            for (int i = 0; i < whole.length; i++) {
                while (growth.get(at).count() < first + i) {
                    at++;
                }
                nanos[i] = growth.get(at).nanos() - whole[i];
            }
            return new Latencies(nanos);
        }
    }
}
