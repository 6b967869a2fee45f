package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.search.ExportEnd;
import org.shelfmark.search.ExportListener;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ExportRouteTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** What the buffers of client, server and machine between the two may hold at the most. */
    private static final long MOST_AHEAD_BYTES = 24L << 20;

    @TempDir
    private static Path directory;

    private static ServedArchive server;

    @BeforeAll
    static void serveSample() throws IOException {
        Path index = directory.resolve("index");
        ServedArchive.index(index, SampleArchive.find().directory());
        server = ServedArchive.of(index, false);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Writes an export. */
    private interface Writing {
        void write(ExportListener listener) throws Throwable;
    }

    private static JobSearch export(Writing writing) {
        return SearchDouble.of((method, arguments) -> {
            if (!method.equals("export")) {
                throw new UnsupportedOperationException(method);
            }
            writing.write((ExportListener) arguments[1]);
            return null;
        });
    }

    private static ExportEnd end(long count) {
        return new ExportEnd(count, true, false, 0, List.of("id", "Owner"), List.of(), null);
    }

    private static HttpResponse<String> get(ServedArchive asked, String path) throws IOException, InterruptedException {
        return asked.get(path, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Test
    void ndjson_isEveryJobOfThePagesAndACount() throws IOException, InterruptedException {
        HttpResponse<String> response = get(server, "/api/v1/export?q=owner:alice&fields=owner,exit,NumJobStarts");
        JsonNode pages =
                MAPPER.readTree(get(server, "/api/v1/jobs?q=owner:alice&fields=owner,exit,NumJobStarts&limit=10000")
                        .body());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : response.body().lines().toList()) {
            lines.add(MAPPER.readTree(line));
        }
        JsonNode last = lines.removeLast();
        assertThat(lines).hasSize(pages.path("total").asInt());
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).isEqualTo(pages.path("jobs").get(i));
        }
        assertThat(last.path("count").asInt()).isEqualTo(lines.size());
        assertThat(last.path("complete").asBoolean()).isTrue();
        assertThat(last.path("timed_out").asBoolean(true)).isFalse();
        assertThat(last.path("records_missing").asInt(-1)).isZero();
        assertThat(last.path("indexed_through")).isEqualTo(pages.path("indexed_through"));
        assertThat(response.body()).endsWith("}\n");
    }

    @Test
    void csv_hasHeadingRowsAndCount() throws IOException, InterruptedException {
        HttpResponse<String> response =
                get(server, "/api/v1/export?q=cluster:564&constraint=ExitCode%3D%3D0&format=csv&fields=cluster,proc");

        assertThat(response.headers().firstValue("Content-Type").orElse("").replace("; ", ";"))
                .isEqualToIgnoringCase("text/csv;charset=utf-8;header=present");
        List<String> rows = List.of(response.body().split("\r\n", -1));
        assertThat(rows.get(0)).isEqualTo("id,ClusterId,ProcId");
        assertThat(rows.get(rows.size() - 2)).isEqualTo("#count," + (rows.size() - 3) + ",complete");
        assertThat(rows.get(rows.size() - 1)).isEmpty();
        assertThat(rows.subList(1, rows.size() - 2)).isNotEmpty().allMatch(row -> row.matches("ap1[^,]*,564,\\d+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=nosuchname:1",
                "q=owner:",
                "constraint=1+",
                "fields=ownr",
                "fields=Environment",
                "format=xml",
                "limit=5"
            })
    void whatCannotBeMeant_isAProblem(String parameters) throws IOException, InterruptedException {
        HttpResponse<String> response = get(server, "/api/v1/export?" + parameters.replace("+", "%2B"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).doesNotContain("\"count\"");
    }

    @Test
    void failureBeforeTheFirstJobs_isAProblem() throws IOException, InterruptedException {
        try (ServedArchive failing = ServedArchive.answeredBy(export(listener -> {
            listener.begin(List.of("id"));
            throw new SearchException(SearchException.Kind.RECORD_UNREADABLE, "why not");
        }))) {
            HttpResponse<String> response = get(failing, "/api/v1/export?format=csv");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(MAPPER.readTree(response.body()).path("detail").asText()).isEqualTo("why not");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "csv"})
    void failureInTheMiddle_leavesTheLastLineOut(String format) throws IOException, InterruptedException {
        try (ServedArchive failing = ServedArchive.answeredBy(export(listener -> {
            listener.begin(List.of("id", "Owner"));
            listener.job(Map.of("id", "1.0", "Owner", "alice"));
            listener.pause();
            throw new IOException("the disk is gone");
        }))) {
            HttpResponse<InputStream> response =
                    failing.get("/api/v1/export?format=" + format, BodyHandlers.ofInputStream());
            String body = whatComes(response.body());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(body).contains("alice").doesNotContain("count");
            assertThat(get(failing, "/healthz").statusCode()).isEqualTo(200);
        }
    }

    /** As much of a body as there is before it ends or breaks off. */
    private static String whatComes(InputStream body) {
        StringBuilder text = new StringBuilder();
        try (InputStream bytes = body) {
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                text.append((char) next);
            }
        } catch (IOException brokenOff) {
            return text.toString();
        }
        return text.toString();
    }

    @Test
    void slowReader_slowsTheSearchDown() throws Exception {
        String owner = "x".repeat(1000);
        long jobs = 100_000;
        AtomicLong written = new AtomicLong();
        try (ServedArchive streaming = ServedArchive.answeredBy(export(listener -> {
            listener.begin(List.of("id", "Owner"));
            for (long i = 0; i < jobs; i++) {
                listener.job(Map.of("id", i + ".0", "Owner", owner));
                written.incrementAndGet();
            }
            listener.end(end(jobs));
        }))) {
            HttpResponse<InputStream> response = streaming.get("/api/v1/export", BodyHandlers.ofInputStream());
            long read = 0;
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                while (lines.readLine() != null) {
                    assertThat((written.get() - read) * owner.length()).isLessThan(MOST_AHEAD_BYTES);
                    read++;
                }
            }
            assertThat(read).isEqualTo(jobs + 1);
        }
    }

    @Test
    void readerThatGoesAway_endsTheSearch_andFreesItsPlace() throws Exception {
        CompletableFuture<IOException> ended = new CompletableFuture<>();
        JobSearch endless = export(listener -> {
            listener.begin(List.of("id", "Owner"));
            try {
                while (true) {
                    listener.job(Map.of("id", "1.0", "Owner", "x".repeat(1000)));
                }
            } catch (IOException gone) {
                ended.complete(gone);
                throw gone;
            }
        });
        try (ServedArchive streaming = ServedArchive.answeredBy(endless, 1, Duration.ZERO, Duration.ofMinutes(1))) {
            HttpResponse<InputStream> response = streaming.get("/api/v1/export", BodyHandlers.ofInputStream());
            assertThat(get(streaming, "/api/v1/export").statusCode()).isEqualTo(429);

            response.body().close();

            assertThat(ended.get(60, TimeUnit.SECONDS)).isNotNull();
        }
    }
}
