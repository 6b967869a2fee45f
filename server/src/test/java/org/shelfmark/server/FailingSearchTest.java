package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.search.SearchException;

/** Failures of the search behind the routes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FailingSearchTest {
    /** Fails as it is told, whatever it is asked. */
    private static JsonNode problem(Throwable failure, String route, int status)
            throws IOException, InterruptedException {
        try (ServedArchive server = ServedArchive.answeredBy(SearchDouble.of((method, arguments) -> {
            throw failure;
        }))) {
            HttpResponse<String> response = server.get(route, BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(server.get("/healthz", BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            return new ObjectMapper().readTree(response.body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 400, the request cannot be understood",
        "BAD_QUERY, 400, the request cannot be understood",
        "NOT_FOUND, 404, not found",
        "AMBIGUOUS, 409, conflict",
        "RECORD_CHANGED, 409, conflict",
        "RECORD_GONE, 410, gone",
        "RECORD_UNREADABLE, 503, not available",
        "TIMED_OUT, 503, not available",
        "UNAVAILABLE, 503, not available"
    })
    void kind_hasItsStatus(SearchException.Kind kind, int status, String title)
            throws IOException, InterruptedException {
        JsonNode problem = problem(new SearchException(kind, "why not"), "/api/v1/jobs/1.0/record", status);

        assertThat(problem.path("title").asText()).isEqualTo(title);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isEqualTo("why not");
        assertThat(problem.path("kind").asText()).isEqualToIgnoringCase(kind.name());
        assertThat(problem.has("column")).isFalse();
        assertThat(problem.has("candidates")).isFalse();
        assertThat(problem.has("suggestions")).isFalse();
    }

    @Test
    void ambiguousJob_hasCandidates() throws IOException, InterruptedException {
        JsonNode problem = problem(
                new SearchException(SearchException.Kind.AMBIGUOUS, "which?", List.of("a#1.0", "b#1.0")),
                "/api/v1/jobs/1.0",
                409);

        assertThat(problem.path("candidates").toString()).isEqualTo("[\"a#1.0\",\"b#1.0\"]");
    }

    @Test
    void brokenQuery_hasQueryColumnAndSuggestions() throws IOException, InterruptedException {
        JsonNode problem = problem(
                new SearchException(SearchException.Kind.BAD_QUERY, "no", 3, "a \"b\"", List.of("c")),
                "/api/v1/count",
                400);

        assertThat(problem.path("query").asText()).isEqualTo("a \"b\"");
        assertThat(problem.path("column").asInt()).isEqualTo(3);
        assertThat(problem.path("suggestions").toString()).isEqualTo("[\"c\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/count",
        "/api/v1/jobs",
        "/api/v1/jobs/1.0",
        "/api/v1/jobs/1.0/record",
        "/api/v1/facets?by=exit",
        "/api/v1/compare?q=is:failed",
        "/api/v1/history",
        "/api/v1/files",
        "/api/v1/status",
        "/api/v1/fields"
    })
    void ourFailure_is500WithWords(String route) throws IOException, InterruptedException {
        for (Throwable failure : List.of(
                new IOException("disk on fire"),
                new IllegalStateException("disk on fire"),
                new AssertionError("disk on fire"),
                new StackOverflowError("disk on fire"),
                new NoClassDefFoundError("disk on fire"))) {
            JsonNode problem = problem(failure, route, 500);

            assertThat(problem.path("title").asText()).isEqualTo("the server failed");
            assertThat(problem.path("detail").asText()).isEqualTo("we failed: " + failure);
        }
    }

    @Test
    void requestThatFillsTheMemory_isRefusedAndTheServerGoesOn() throws IOException, InterruptedException {
        JsonNode problem = problem(new OutOfMemoryError("Java heap space"), "/api/v1/count", 503);

        assertThat(problem.path("kind").asText()).isEqualTo("out_of_memory");
        assertThat(problem.path("detail").asText())
                .isEqualTo(
                        "the request needs more memory than the server has now; ask for less, or give the server more"
                                + " (docs/running-beside-a-schedd.md)");
        assertThat(problem(new IOException("disk on fire"), "/api/v1/count", 500)
                        .path("detail")
                        .asText())
                .startsWith("we failed");
    }
}
