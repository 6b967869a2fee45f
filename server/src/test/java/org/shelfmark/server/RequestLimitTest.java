package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shelfmark.search.JobSearch;

/** How many requests are worked on at once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RequestLimitTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String COUNT = "/api/v1/count";

    private final Semaphore entered = new Semaphore(0);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Counts and histories last until they are released; the status is known at once. */
    private final JobSearch search = SearchDouble.of((method, arguments) -> {
        if (method.equals("status")) {
            return StatusStub.status(null);
        }
        entered.release();
        released.await();
        return method.equals("count") ? SearchDouble.count(1, 1) : null;
    });

    private static HttpResponse<String> get(ServedArchive server, String path)
            throws IOException, InterruptedException {
        return server.get(path, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Test
    void requestsBeyondTheLimit_areRefused_untilOneEnds() throws Exception {
        try (ServedArchive server = ServedArchive.answeredBy(search, 2, Duration.ZERO, LONG)) {
            List<CompletableFuture<HttpResponse<String>>> worked =
                    List.of(server.ask(COUNT), server.ask("/api/v1/history"));
            entered.acquire(2);

            HttpResponse<String> refused = get(server, COUNT);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            ObjectMapper mapper = new ObjectMapper();
            JsonNode problem = mapper.readTree(refused.body());
            JsonNode document = mapper.readTree(get(server, "/openapi.json").body());
            assertThat(new JsonShape(document).faults(problem, "ProblemDetails"))
                    .isEmpty();
            assertThat(problem.path("kind").asText()).isEqualTo("too_many_requests");
            assertThat(problem.path("title").asText()).isEqualTo("too many requests");
            assertThat(problem.path("detail").asText())
                    .isEqualTo("the server works on 2 requests at once, and none of them ended in time;"
                            + " ask again in a second");
            for (String path : List.of("/healthz", "/readyz", "/metrics", "/api")) {
                assertThat(get(server, path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(ExpositionText.parse(get(server, "/metrics").body())
                            .value("shelfmark_http_refused_requests_total"))
                    .contains(1.0);

            released.countDown();
            for (CompletableFuture<HttpResponse<String>> one : worked) {
                assertThat(one.get().statusCode()).isEqualTo(200);
            }
            assertThat(get(server, COUNT).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void failedRequests_giveTheirPlaceBack() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        JobSearch failing = SearchDouble.of((method, arguments) -> {
            return switch (asked.getAndIncrement() % 3) {
                case 0 -> throw new IOException("disk on fire");
                case 1 -> throw new StackOverflowError("disk on fire");
                default -> SearchDouble.count(1, 1);
            };
        });
        try (ServedArchive server = ServedArchive.answeredBy(failing, 1, Duration.ZERO, LONG)) {
            for (int i = 0; i < 9; i++) {
                assertThat(get(server, COUNT).statusCode()).isEqualTo(i % 3 == 2 ? 200 : 500);
                assertThat(get(server, COUNT + "?nonsense=1").statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void waitingRequests_getTheirTurn_inTheirOrder() throws Exception {
        RequestLimit limit = new RequestLimit(1, LONG, () -> {
            throw new AssertionError("nobody is refused here");
        });
        Context untouched = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("a request that is not refused is not answered here: " + method);
                });
        List<Integer> order = new ArrayList<>();
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            all.add(requests.submit(() -> {
                limit.around(context -> {
                            entered.release();
                            released.await();
                        })
                        .handle(untouched);
                return null;
            }));
            entered.acquire();
            for (int i = 0; i < 4; i++) {
                int number = i;
                all.add(requests.submit(() -> {
                    limit.around(context -> order.add(number)).handle(untouched);
                    return null;
                }));
                while (limit.waiting() <= number) {
                    Thread.onSpinWait();
                }
            }
            assertThat(order).isEmpty();

            released.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    @Test
    void defaults_areAsDocumented() {
        ServerSettings settings = new ServerSettings("localhost", 0);

        assertThat(settings.requestsAtOnce())
                .isEqualTo(Math.max(8, 4 * Runtime.getRuntime().availableProcessors()));
        assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.idle()).isEqualTo(Duration.ofSeconds(30));
    }
}
