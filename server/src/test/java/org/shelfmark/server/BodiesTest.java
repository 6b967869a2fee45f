package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;

/** Answers that are sent compressed, and answers that are not sent again. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BodiesTest {
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

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static String withoutTook(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replaceFirst("\"took_ms\":\\d+", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/fields",
                "/api/v1/jobs?limit=100",
                "/api/v1/jobs/463.0/record",
                "/api/v1/history",
                "/api/v1/export",
                "/openapi.json",
                "/api"
            })
    void longAnswer_isCompressedWhereThatIsAccepted(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> plain = server.get(path, BodyHandlers.ofByteArray());
        HttpResponse<byte[]> packed =
                server.get(path, "Accept-Encoding", "br, gzip, deflate", BodyHandlers.ofByteArray());

        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(plain, "Vary")).contains("Accept-Encoding");
        assertThat(header(packed, "Vary")).contains("Accept-Encoding");
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        assertThat(withoutTook(unpacked(packed.body()))).isEqualTo(withoutTook(plain.body()));
        assertThat(header(packed, "ETag")).isEqualTo(header(plain, "ETag"));
    }

    @Test
    void shortAnswer_isNotCompressed() throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                server.get("/api/v1/count", "Accept-Encoding", "gzip", BodyHandlers.ofByteArray());

        assertThat(header(response, "Content-Encoding")).isEmpty();
        assertThat(response.body()).isNotEmpty();
    }

    /** The reader has a part of the answer while the writer does not know the rest yet. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void history_isSentAsItIsFound(String encoding) throws IOException, InterruptedException {
        byte[] record = new byte[4 << 20];
        new Random(20_261_125).nextBytes(record);
        CountDownLatch partRead = new CountDownLatch(1);
        JobSearch search = SearchDouble.history(listener -> {
            listener.record(record, 0);
            partRead.await();
            listener.record(record, 0);
        });
        try (ServedArchive streaming = ServedArchive.answeredBy(search)) {
            HttpResponse<InputStream> response =
                    streaming.get("/api/v1/history", "Accept-Encoding", encoding, BodyHandlers.ofInputStream());
            try (InputStream raw = response.body();
                    InputStream body = encoding.equals("gzip") ? new GZIPInputStream(raw) : raw) {
                assertThat(body.readNBytes(1 << 20)).hasSize(1 << 20);
                partRead.countDown();
                byte[] rest = body.readAllBytes();
                assertThat(rest.length).isGreaterThan(7 << 20);
                assertThat(new String(rest, rest.length - 4, 4, StandardCharsets.UTF_8))
                        .isEqualTo("end\n");
            } finally {
                partRead.countDown();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/count?q=exit:0",
                "/api/v1/jobs?limit=100",
                "/api/v1/jobs/463.0",
                "/api/v1/jobs/463.0/record",
                "/api/v1/jobs/463.0/record?format=json",
                "/api/v1/facets?by=exit",
                "/api/v1/compare?q=is:failed",
                "/api/v1/files",
                "/api/v1/status",
                "/api/v1/fields",
                "/openapi.json",
                "/api"
            })
    void answerThatTheClientHas_isNotSentAgain(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> first = server.get(path, BodyHandlers.ofByteArray());
        String tag = header(first, "ETag");
        assertThat(tag).matches("W/\"[A-Za-z0-9_-]{20}\"");
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");

        for (String known : new String[] {tag, tag.substring(2), "\"other\", " + tag + ", W/\"more\"", "*"}) {
            HttpResponse<byte[]> again = server.get(path, "If-None-Match", known, BodyHandlers.ofByteArray());
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
            assertThat(header(again, "Cache-Control")).isEqualTo("no-cache");
            assertThat(header(again, "Vary")).contains("Accept-Encoding");
        }
        for (String other : new String[] {"\"other\"", "", ",", tag.replace("\"", ""), "W/" + tag}) {
            HttpResponse<byte[]> again = server.get(path, "If-None-Match", other, BodyHandlers.ofByteArray());
            assertThat(again.statusCode()).as(other).isEqualTo(200);
            assertThat(again.body()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"no-cache, 1", "'max-age=0, No-Cache', 1", "max-age=0, 2", "no-transform, 2"})
    void keptAnswer_isNotForThoseWhoRefuseIt(String header, long count) throws IOException, InterruptedException {
        try (ServedArchive doubled = ServedArchive.answeredBy(SearchDouble.keeping(
                (method, arguments) -> SearchDouble.count(1, 1), (method, arguments) -> SearchDouble.count(2, 1)))) {
            assertThat(doubled.get("/api/v1/count", BodyHandlers.ofString()).body())
                    .startsWith("{\"total\":2,");
            assertThat(doubled.get("/api/v1/count", "Cache-Control", header, BodyHandlers.ofString())
                            .body())
                    .startsWith("{\"total\":" + count + ",");
        }
    }

    @Test
    void otherQuestions_haveOtherTags() throws IOException, InterruptedException {
        assertThat(header(server.get("/api/v1/jobs?limit=1", BodyHandlers.discarding()), "ETag"))
                .isNotEqualTo(header(server.get("/api/v1/jobs?limit=2", BodyHandlers.discarding()), "ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/count?q=exit:", "/api/v1/jobs/99999.0", "/nothing"})
    void problem_hasNoTag(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.get(path, "If-None-Match", "*", BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isBetween(400, 499);
        assertThat(header(response, "ETag")).isEmpty();
        assertThat(response.body()).isNotEmpty();
    }

    @Test
    void tag_followsTheAnswer_butNotItsDuration() throws IOException, InterruptedException {
        Responses.Source behind = new Responses.Source("ap1", 2, 120, 3, 4096, 17L, 2L, 1, 5);
        Responses.Source more = new Responses.Source("ap1", 2, 120, 3, 4097, 17L, 2L, 1, 5);
        StatusStub stub = new StatusStub(StatusStub.status(null, behind));
        try (ServedArchive changing =
                ServedArchive.answeredBy(stub.search(), 8, Duration.ZERO, Duration.ofSeconds(30))) {
            String tag = header(changing.get("/api/v1/status", BodyHandlers.discarding()), "ETag");
            stub.say(StatusStub.status(null, more));
            assertThat(changing.get("/api/v1/status", "If-None-Match", tag, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            stub.say(StatusStub.status(null, behind));
            assertThat(changing.get("/api/v1/status", "If-None-Match", tag, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"total\":1,\"took_ms\":5,\"count\":1} | {\"total\":1,\"took_ms\":512,\"count\":1} | true",
                "{\"total\":1,\"took_ms\":5,\"count\":1} | {\"total\":1,\"took_ms\":5,\"count\":2} | false",
                "{\"total\":1,\"took_ms\":5} | {\"total\":2,\"took_ms\":5} | false",
                "{\"total\":1,\"took_ms\":5,\"a\":{\"took_ms\":1}} | {\"total\":1,\"took_ms\":5,\"a\":{\"took_ms\":2}} | false",
                "{\"jobs\":[\"..........................................\"],\"took_ms\":1} | {\"jobs\":[\"..........................................\"],\"took_ms\":2} | false",
                "{\"total\":1} | {\"total\":1} | true",
                "{\"total\":1} | {\"total\":2} | false"
            })
    void tag_leavesOutHowLongItTookOnly(String one, String other, boolean same) {
        EntityTag first = EntityTag.ofAnswer(one.getBytes(StandardCharsets.UTF_8));
        EntityTag second = EntityTag.ofAnswer(other.getBytes(StandardCharsets.UTF_8));

        assertThat(first.equals(second)).isEqualTo(same);
    }
}
