package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** The routes over the sample, byte by byte and member by member. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ApiRoutesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ALL = 266;

    @TempDir
    private static Path directory;

    private static ServedArchive server;
    private static ServedArchive serverWithSecrets;

    @BeforeAll
    static void serveSample() throws IOException {
        Path index = directory.resolve("index");
        ServedArchive.index(index, SampleArchive.find().directory());
        server = ServedArchive.of(index, false);
        serverWithSecrets = ServedArchive.of(index, true);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        serverWithSecrets.close();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return server.get(path, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("").replace("; ", ";");
    }

    private static JsonNode problem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(contentType(response)).startsWith("application/problem+json");
        JsonNode problem = MAPPER.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        return problem;
    }

    @ParameterizedTest
    @CsvSource({
        "count, 'total took_ms timed_out indexed_through count'",
        "jobs, 'total took_ms timed_out indexed_through jobs next_cursor'",
        "jobs/463.0, 'total took_ms timed_out indexed_through job address'",
        "facets?by=exit, 'total took_ms timed_out indexed_through facets'",
        "files, 'total took_ms timed_out indexed_through files quarantined problems'",
        "fields, 'total took_ms timed_out indexed_through fields attributes codes'",
        "status, 'total took_ms timed_out indexed_through index jobs records quarantined gaps index_bytes vault_bytes segments files sources activity allows_archiving time_zone'"
    })
    void answer_isJsonThatBeginsWithTheEnvelope(String route, String members) throws IOException, InterruptedException {
        HttpResponse<String> response = get("/api/v1/" + route);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(contentType(response)).isEqualTo("application/json");
        List<String> found = new ArrayList<>();
        MAPPER.readTree(response.body()).fieldNames().forEachRemaining(found::add);
        assertThat(String.join(" ", found)).isEqualTo(members);
    }

    @Test
    void health_isPlainText() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/healthz");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(contentType(response)).startsWith("text/plain");
        assertThat(response.body()).isEqualTo("ok\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v1",
                "/api/v1/",
                "/api/v2/count",
                "/api/count",
                "/api/v1/jobs/463.0/record/more",
                "/api/v1/jobs/463.0/other",
                "/api/v1/Count",
                "/api/v1/count.json",
                "/healthz/more",
                "/etc/passwd",
                "/api/v1/%6eothing"
            })
    void unknownPath_isNotFound(String path) throws IOException, InterruptedException {
        assertThat(problem(get(path), 404).path("detail").asText()).contains("there is /api/v1/ count, jobs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void otherMethod_isRefused(String method) throws IOException, InterruptedException {
        HttpResponse<String> response =
                server.send(method, "/api/v1/count", BodyHandlers.ofString(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isIn(404, 405);
        assertThat(problem(response, response.statusCode()).path("detail").asText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "count, 'constraint, q'",
        "jobs, 'constraint, cursor, fields, limit, q, sort'",
        "jobs/463.0, source",
        "jobs/463.0/record, 'format, source'",
        "facets, 'by, constraint, prefix, q, sort, top'",
        "history, 'constraint, forwards, ids, limit, owners, scanlimit, since, source'",
        "files, problems",
        "status, none",
        "fields, none"
    })
    void unknownParameter_isRefusedWithTheKnownOnes(String route, String accepted)
            throws IOException, InterruptedException {
        JsonNode problem = problem(get("/api/v1/" + route + "?querry=x"), 400);

        assertThat(problem.path("detail").asText()).isEqualTo("unknown parameter 'querry'; accepted: " + accepted);
        assertThat(problem.path("kind").asText()).isEqualTo("bad_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count?q=a&q=a",
                "jobs?limit=1&limit=2",
                "jobs?sort=&sort=",
                "facets?by=exit&by=owner",
                "files?problems=true&problems=true",
                "jobs/463.0?source=a&source=b",
                "jobs/463.0/record?format=long&format=json"
            })
    void repeatedParameter_isRefused(String request) throws IOException, InterruptedException {
        String name = request.replaceAll(".*[?]([a-z]+)=.*", "$1");

        assertThat(problem(get("/api/v1/" + request), 400).path("detail").asText())
                .isEqualTo("parameter '" + name + "' stands there more than once");
    }

    @ParameterizedTest
    @CsvSource({
        "jobs?limit=x, parameter 'limit' is 'x'; accepted: an integer",
        "jobs?limit=2147483648, parameter 'limit' is '2147483648'; accepted: an integer",
        "jobs?limit=1.5, parameter 'limit' is '1.5'; accepted: an integer",
        "jobs?limit=10001, limit is 10001; accepted: 0 to 10000",
        "facets?by=exit&top=0, top is 0; accepted: 1 to 10000",
        "files?problems=yes, 'parameter ''problems'' is ''yes''; accepted: true, false'"
    })
    void impossibleParameter_isRefusedWithWhatIsAccepted(String request, String detail)
            throws IOException, InterruptedException {
        assertThat(problem(get("/api/v1/" + request), 400).path("detail").asText())
                .isEqualTo(detail);
    }

    @Test
    void queryError_tellsQueryColumnAndSuggestions() throws IOException, InterruptedException {
        JsonNode problem = problem(get("/api/v1/count?q=owner:alice%20batsh:x"), 400);

        assertThat(problem.path("kind").asText()).isEqualTo("bad_query");
        assertThat(problem.path("query").asText()).isEqualTo("owner:alice batsh:x");
        assertThat(problem.path("column").asInt()).isEqualTo(13);
        assertThat(problem.path("suggestions").toString()).isEqualTo("[\"batch\"]");
    }

    @Test
    void queryError_keepsLettersBeyondLatin() throws IOException, InterruptedException {
        JsonNode problem = problem(get("/api/v1/count?q=batch:%E6%89%B9%E6%AC%A1%20batsh:%C3%A4%F0%9F%98%80"), 400);

        assertThat(problem.path("query").asText()).isEqualTo("batch:批次 batsh:ä😀");
    }

    @Test
    void facetOfIds_doesNotSuggestTheNameThatItRefuses() throws IOException, InterruptedException {
        JsonNode problem = problem(get("/api/v1/facets?by=id"), 400);

        assertThat(problem.path("suggestions").toString()).doesNotContain("\"id\"");
    }

    @Test
    void everyRecord_isGivenOutExactly() throws IOException, InterruptedException {
        for (SampleRecord record : SampleArchive.find().records()) {
            HttpResponse<byte[]> response = serverWithSecrets.get(
                    "/api/v1/jobs/ap1.pool.test%23" + record.id() + "/record", BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).as(record.id()).isEqualTo(record.bytes());
            assertThat(response.headers().firstValue("Shelfmark-Id")).contains("ap1.pool.test#" + record.id());
            assertThat(response.headers().firstValueAsLong("Shelfmark-Offset")).hasValue(record.offset());
            assertThat(contentType(response)).isEqualTo("text/plain;charset=utf-8");
        }
    }

    @Test
    void everyRecord_withholdsSecretsAndNothingElse() throws IOException, InterruptedException {
        Set<String> withheld = new HashSet<>();
        for (SampleRecord record : SampleArchive.find().records()) {
            String path = "/api/v1/jobs/" + record.id() + "/record";
            StringBuilder expected = new StringBuilder();
            for (String line : new String(record.bytes(), StandardCharsets.UTF_8).split("(?<=\n)", -1)) {
                if (line.matches("(?s)(Environment|Env|(Last)?PublicClaimId) =.*")) {
                    withheld.add(line.substring(0, line.indexOf(' ')));
                } else {
                    expected.append(line);
                }
            }

            assertThat(get(path).body()).as(record.id()).isEqualTo(expected.toString());
            Iterator<String> members =
                    MAPPER.readTree(get(path + "?format=json").body()).fieldNames();
            assertThat(members).toIterable().doesNotContain("Environment", "Env", "LastPublicClaimId");
        }
        assertThat(withheld).contains("Environment", "LastPublicClaimId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs?fields=Environment", "facets?by=Environment", "jobs?sort=Environment"})
    void secret_isNotGivenOutByAnyOtherWay(String request) throws IOException, InterruptedException {
        for (ServedArchive asked : List.of(server, serverWithSecrets)) {
            HttpResponse<String> response =
                    asked.get("/api/v1/" + request, BodyHandlers.ofString(StandardCharsets.UTF_8));

            assertThat(problem(response, 400).path("kind").asText()).isEqualTo("bad_request");
        }
    }

    @Test
    void secret_isNotSearchable() throws IOException, InterruptedException {
        problem(get("/api/v1/count?q=Environment:*SEED*"), 400);
        assertThat(MAPPER.readTree(get("/api/v1/fields").body())
                        .path("attributes")
                        .toString())
                .doesNotContainIgnoringCase("\"environment\"")
                .doesNotContainIgnoringCase("claimid\"");
    }

    @ParameterizedTest
    @CsvSource({
        "463.0, 200",
        "ap1.pool.test%23463.0, 200",
        "ap1.pool.test%23463.0%231795319267, 200",
        "ap9%23463.0, 404",
        "463.0?source=ap1.pool.test, 200",
        "463.0?source=ap9, 404",
        "463, 400",
        "463., 400",
        "-1.0, 400",
        "463.0%2F, 400",
        "%23463.0, 400",
        "999999999999999999999.0, 400",
        "463.0%00, 400"
    })
    void jobId_isReadWhole(String id, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = get("/api/v1/jobs/" + id);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @Test
    void pages_haveEveryJobOnce() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page <= ALL; page++) {
            JsonNode answer =
                    MAPPER.readTree(get("/api/v1/jobs?limit=50&sort=owner,-exit&fields=owner&cursor=" + cursor)
                            .body());
            answer.path("jobs").forEach(job -> ids.add(job.path("id").asText()));
            assertThat(answer.path("total").asInt()).isEqualTo(ALL);
            if (answer.path("next_cursor").isNull()) {
                break;
            }
            cursor = answer.path("next_cursor").asText();
        }

        assertThat(ids).hasSize(ALL).doesNotHaveDuplicates();
    }

    @Test
    void cursorOfAnotherQuery_isRefused() throws IOException, InterruptedException {
        String cursor = MAPPER.readTree(get("/api/v1/jobs?limit=1").body())
                .path("next_cursor")
                .asText();

        assertThat(problem(get("/api/v1/jobs?q=owner:bob&cursor=" + cursor), 400)
                        .path("detail")
                        .asText())
                .isEqualTo("cursor: it belongs to another query or sort order");
    }
}
