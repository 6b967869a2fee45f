package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shelfmark.search.Responses;

/** {@code /readyz} at 2026-11-23T12:00:00Z. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReadinessTest {
    private final StatusStub stub = new StatusStub(StatusStub.status(null));

    private static Responses.LastError error(String since, boolean stillFailing) {
        return new Responses.LastError(since, "2026-11-23T11:59:59Z", "no space left", stillFailing);
    }

    private HttpResponse<String> asked() throws IOException, InterruptedException {
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            HttpResponse<String> health = server.get("/healthz", BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(health.statusCode()).isEqualTo(200);
            return server.get("/readyz", BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    private void assertReady() throws IOException, InterruptedException {
        HttpResponse<String> response = asked();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ready\n");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }

    private void assertNotReady(String detail) throws IOException, InterruptedException {
        HttpResponse<String> response = asked();
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(response.body());
        assertThat(problem.path("detail").asText()).isEqualTo(detail);
        assertThat(problem.path("title").asText()).isEqualTo("not available");
    }

    @Test
    void nobodyFollows_isReadyWhileTheIndexCanBeRead() throws IOException, InterruptedException {
        assertReady();

        stub.fail(new IOException("disk on fire"));
        assertNotReady("the index cannot be read: disk on fire");
    }

    @Test
    void beforeTheFirstCycle_isNotReady() throws IOException, InterruptedException {
        stub.say(StatusStub.status(StatusStub.activity(0, 0, null)));
        assertNotReady("the first indexing cycle has not succeeded yet");

        stub.say(StatusStub.status(StatusStub.activity(2, 2, error("2026-11-23T11:59:58Z", true))));
        assertNotReady("the first indexing cycle has not succeeded yet; the last one failed: no space left");

        stub.say(StatusStub.status(StatusStub.activity(3, 2, error("2026-11-23T11:00:00Z", false))));
        assertReady();
    }

    @Test
    void failure_isToleratedForAMinute() throws IOException, InterruptedException {
        stub.say(StatusStub.status(StatusStub.activity(9, 2, error("2026-11-23T11:59:00Z", true))));
        assertReady();

        stub.say(StatusStub.status(StatusStub.activity(9, 2, error("2026-11-23T11:58:59Z", true))));
        assertNotReady("indexing has failed since 2026-11-23T11:58:59Z: no space left");
    }
}
