package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

/** What {@code /openapi.json} says, compared with what the server does. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OpenApiDocumentTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** What makes an answer of routes that do not answer without, and others that are worth a look. */
    private static final List<String> REQUESTS = List.of(
            "/api/v1/count",
            "/api/v1/count?constraint=ExitCode%3D%3D0",
            "/api/v1/jobs?limit=10000&fields=*",
            "/api/v1/jobs?limit=3",
            "/api/v1/jobs?limit=3&constraint=RemoteWallClockTime%3E100",
            "/api/v1/jobs/463.0",
            "/api/v1/facets?by=exit,owner,status,JobStatus,host,ExitBySignal,runtime&top=100",
            "/api/v1/facets?by=exit&constraint=ExitCode%3D%3D0",
            "/api/v1/facets?by=owner&sort=value&prefix=A",
            "/api/v1/stats?of=runtime,memory,ResidentSetSize,ended",
            "/api/v1/stats?of=runtime&by=owner,exit&percentiles=0,50,99.9&top=3",
            "/api/v1/histogram?of=completed&interval=1h&by=status",
            "/api/v1/histogram?of=runtime",
            "/api/v1/histogram?of=memory&interval=log&constraint=ExitCode%3D%3D0",
            "/api/v1/suggest?limit=100",
            "/api/v1/suggest?q=owner:al",
            "/api/v1/constraint?q=owner:alice",
            "/api/v1/constraint?q=source:ap1.pool.test%20-sweep",
            "/api/v1/submissions",
            "/api/v1/submissions?by=batch&limit=2&sort=-failed&constraint=ExitCode%3D%3D0",
            "/api/v1/submissions/463",
            "/api/v1/submissions/ap1.pool.test%23463?owner=alice",
            "/api/v1/files?problems=true",
            "/api/v1/compare?q=is:failed",
            "/api/v1/compare?constraint=ExitCode%3D%3D0&against=is:failed&by=exit,owner",
            "/api/v1/status",
            "/api/v1/fields",
            "POST /api/v1/archive?q=*&older_than=30d",
            "POST /api/v1/unarchive?q=*&pin=7d");

    @TempDir
    private static Path directory;

    private static ServedArchive server;
    private static JsonNode document;

    @BeforeAll
    static void serveSample() throws IOException, InterruptedException {
        Path index = directory.resolve("index");
        ServedArchive.index(index, SampleArchive.find().directory());
        server = ServedArchive.of(index, false, Archiving.by(new ArchivistDouble()));
        document = json("/openapi.json", 200);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Asks; by another method than GET where the path begins with one. */
    private static String get(String request, int status) throws IOException, InterruptedException {
        String path = path(request);
        HttpResponse<String> response = path.equals(request)
                ? server.get(path, BodyHandlers.ofString(StandardCharsets.UTF_8))
                : server.post(path, "", ChangeChecks.HEADER, "test");
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(status);
        return response.body();
    }

    private static String path(String request) {
        return request.substring(request.indexOf('/'));
    }

    private static JsonNode json(String path, int status) throws IOException, InterruptedException {
        return MAPPER.readTree(get(path, status));
    }

    private static JsonNode schema(String path, String status, String mediaType) {
        JsonNode methods = document.path("paths").path(path);
        return methods.path(methods.fieldNames().next())
                .path("responses")
                .path(status)
                .path("content")
                .path(mediaType)
                .path("schema");
    }

    /** The path of the document that a request is for. */
    private static String template(String request) {
        return path(request)
                .replaceFirst("[?].*", "")
                .replaceFirst("/jobs/[^/]+", "/jobs/{id}")
                .replaceFirst("/submissions/[^/]+", "/submissions/{name}");
    }

    @Test
    void everyRoute_isInTheDocument_andTheOtherWayRound() {
        List<String> described = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(described::add);

        assertThat(document.path("openapi").asText()).startsWith("3.1.");
        List<String> answered = new ArrayList<>(server.paths());
        // for people, who need no description of them
        assertThat(answered.removeAll(PageRoutes.DOCUMENTS)).isTrue();
        assertThat(answered.remove(PageRoutes.FILES + "<file>")).isTrue();
        assertThat(answered).isNotEmpty();
        assertThat(described).containsExactlyInAnyOrderElementsOf(answered);
    }

    private static String method(Route route) {
        return switch (route.method()) {
            case Route.Method.Get get -> "get";
            case Route.Method.Post post -> "post";
        };
    }

    @Test
    void everyParameter_isInTheDocument() {
        for (Route route : server.table().routes()) {
            JsonNode described = document.path("paths")
                    .path(route.path())
                    .path(method(route))
                    .path("parameters");

            List<String> names = new ArrayList<>();
            described.forEach(parameter -> {
                names.add(parameter.path("name").asText());
                assertThat(parameter.path("description").asText()).isNotBlank();
                if (parameter.path("in").asText().equals("path")) {
                    assertThat(parameter.path("required").asBoolean()).isTrue();
                }
            });
            assertThat(names)
                    .isEqualTo(route.parameters().stream().map(Parameter::name).toList());
        }
    }

    @Test
    void everyReference_leadsSomewhere_andEveryNameIsUsedOnce() {
        Set<String> operations = new HashSet<>();
        document.path("paths").forEach(path -> {
            assertThat(path).hasSize(1);
            assertThat(operations.add(path.elements().next().path("operationId").asText()))
                    .isTrue();
        });
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references).hasSizeGreaterThan(20);
        for (JsonNode reference : references) {
            assertThat(document.at(reference.asText().substring(1)).isObject())
                    .as(reference.asText())
                    .isTrue();
        }
    }

    @Test
    void everyJsonAnswer_isAsDescribed() throws IOException, InterruptedException {
        Set<String> missing = new TreeSet<>();
        server.table().routes().stream()
                .filter(route -> route.answer() instanceof Answer.Json)
                .map(Route::path)
                .forEach(missing::add);
        for (String request : REQUESTS) {
            JsonNode schema = schema(template(request), "200", "application/json");

            assertThat(new JsonShape(document).faults(json(request, 200), schema))
                    .as(request)
                    .isEmpty();
            missing.remove(template(request));
        }
        assertThat(missing).as("routes without a request in this test").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/count?q=owner:alice%20batsh:x, 400",
        "/api/v1/count?nonsense=1, 400",
        "/api/v1/facets, 400",
        "/api/v1/jobs/999999.0, 404",
        "/api/v1/jobs/463.0%2F, 400",
        "/api/v1/jobs/%FF, 400",
        "/api/v1/nothing, 404"
    })
    void everyProblem_isAsDescribed(String request, int status) throws IOException, InterruptedException {
        JsonNode schema = schema("/api/v1/count", "default", "application/problem+json");

        assertThat(new JsonShape(document).faults(json(request, status), schema))
                .isEmpty();
    }

    /** A request to a route, with what it does not answer without, up to where one more parameter goes. */
    private static String needed(Route route) {
        StringBuilder request =
                new StringBuilder(route.path().replace("{id}", "463.0").replace("{name}", "463")).append('?');
        for (Parameter<?> parameter : route.parameters()) {
            if (parameter.name().equals("by") && !parameter.schema().containsKey("enum")) {
                request.append("by=exit&");
            } else if (parameter.name().equals("of")) {
                request.append("of=runtime&");
            }
        }
        return request.toString();
    }

    @Test
    void range_isWhatIsEnforced() throws IOException, InterruptedException {
        int ranges = 0;
        for (Route route : server.table().routes()) {
            for (Parameter<?> parameter : route.parameters()) {
                if (parameter.schema().get("minimum") instanceof Integer least) {
                    String asked = needed(route) + parameter.name() + "=";
                    ranges++;
                    get(asked + least, 200);
                    get(asked + (least - 1), 400);
                    if (parameter.schema().get("maximum") instanceof Integer most) {
                        get(asked + most, 200);
                        get(asked + (most + 1), 400);
                    }
                }
            }
        }
        assertThat(ranges).isGreaterThanOrEqualTo(4);
    }

    @Test
    void everyRoute_andParameter_isInTheWrittenDocument() throws IOException {
        String written = Files.readString(SampleArchive.find().directory().resolve("../http-api.md"));
        assertThat(PageRoutes.DOCUMENTS).allSatisfy(page -> assertThat(written).contains("`" + page + "`"));
        for (Route route : server.table().routes()) {
            String row = written.lines()
                    .filter(line -> line.startsWith("| `" + route.path() + "` |"))
                    .findFirst()
                    .orElse("");

            assertThat(row).as(route.path()).isNotEmpty();
            assertThat(route.parameters())
                    .filteredOn(parameter -> parameter.place() == Parameter.Place.QUERY)
                    .allSatisfy(parameter -> assertThat(row).contains("`" + parameter.name() + "`"));
        }
    }

    /** The validator of this test is strict, or the tests above say nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"offset\": 1}",
                "[]",
                "null",
                "{\"source\":\"a\",\"file\":\"b\",\"offset\":1,\"time\":null,\"bytes_behind\":1}",
                "{\"source\":\"a\",\"file\":\"b\",\"offset\":1,\"time\":null,\"bytes_behind\":1,\"gaps\":0,\"more\":1}",
                "{\"source\":null,\"file\":\"b\",\"offset\":1,\"time\":null,\"bytes_behind\":1,\"gaps\":0}",
                "{\"source\":\"a\",\"file\":\"b\",\"offset\":1.5,\"time\":null,\"bytes_behind\":1,\"gaps\":0}",
                "{\"source\":\"a\",\"file\":\"b\",\"offset\":\"1\",\"time\":null,\"bytes_behind\":1,\"gaps\":0}",
                "{\"source\":\"a\",\"file\":\"b\",\"offset\":1,\"time\":7,\"bytes_behind\":1,\"gaps\":0}"
            })
    void anotherShape_isRefusedByTheValidator(String json) throws IOException {
        assertThat(new JsonShape(document).faults(MAPPER.readTree(json), "IndexedThrough"))
                .isNotEmpty();
        assertThat(new JsonShape(document)
                        .faults(
                                MAPPER.readTree("{\"source\":\"a\",\"file\":\"b\",\"offset\":1,\"time\":null,"
                                        + "\"bytes_behind\":1,\"gaps\":0}"),
                                "IndexedThrough"))
                .isEmpty();
    }

    /** Two shapes of one name. */
    record Count(long other) {}

    /** A type that no answer has. */
    record Strange(Thread thread) {}

    @Test
    void shapesThatCannotBeTold_areRefused() {
        RecordSchemas schemas = new RecordSchemas();
        schemas.reference(org.shelfmark.search.Responses.Count.class);

        assertThatThrownBy(() -> schemas.reference(Count.class)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> schemas.reference(Strange.class)).isInstanceOf(IllegalStateException.class);
    }
}
