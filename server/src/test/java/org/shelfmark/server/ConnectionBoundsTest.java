package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.search.HistoryListener;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;

/** What a connection may send, and for how long it may keep still. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConnectionBoundsTest {
    private static final String END = " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n";

    private static ServedArchive server;

    @BeforeAll
    static void serve() {
        server = ServedArchive.answeredBy(SearchDouble.of((method, arguments) -> SearchDouble.count(
                arguments.length > 0 && arguments[0] instanceof Requests.Count count
                        ? count.jobs().query().length()
                        : 0,
                1)));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String answer(String request, int status) throws IOException {
        String answer = server.exchange(request);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("jetty", "\tat ", "server:");
        return answer;
    }

    private static JsonNode problem(String request, int status) throws IOException {
        String answer = answer(request, status);
        assertThat(answer).containsIgnoringCase("Content-Type: application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        return problem;
    }

    @Test
    void longestQuery_arrives_withEveryCharacterEncoded() throws IOException {
        assertThat(answer("GET /api/v1/count?q=" + "%41".repeat(20_000) + END, 200))
                .contains("\"count\":20000");
    }

    @Test
    void longerAddress_isRefusedInWords() throws IOException {
        assertThat(problem("GET /api/v1/count?q=" + "x".repeat(70_000) + END, 414)
                        .path("detail")
                        .asText())
                .isEqualTo("the address is too long; accepted: 65536 bytes together with the headers");
    }

    @Test
    void longerHeaders_areRefusedInWords() throws IOException {
        String headers = "GET /api/v1/count HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "x".repeat(70_000) + "\r\n\r\n";

        assertThat(problem(headers, 431).path("detail").asText())
                .isEqualTo("the headers are too long; accepted: 65536 bytes together with the address");
    }

    @Test
    void moreParameters_areRefusedInWords() throws IOException {
        assertThat(problem("GET /api/v1/count?" + "q&".repeat(100) + "q" + END, 400)
                        .path("detail")
                        .asText())
                .isEqualTo("101 parameters; accepted: 100 at the most");
        assertThat(problem("GET /api/v1/count?" + "q&".repeat(99) + "q" + END, 400)
                        .path("detail")
                        .asText())
                .isEqualTo("parameter 'q' stands there more than once");
    }

    @ParameterizedTest
    @CsvSource({
        "count?q=%zz, '''%zz'' in the address: a % stands before two hexadecimal digits, or as %25'",
        "count?q=a%, '''%'' in the address: a % stands before two hexadecimal digits, or as %25'",
        "count?q=a%4, '''%4'' in the address: a % stands before two hexadecimal digits, or as %25'",
        "count?%FF=1, '''%FF'' in the address is not text; accepted: UTF-8, percent-encoded'",
        "count?q=%ED%A0%80, '''%ED%A0%80'' in the address is not text; accepted: UTF-8, percent-encoded'",
        "count?q=%C0%80, '''%C0%80'' in the address is not text; accepted: UTF-8, percent-encoded'"
    })
    void parameterThatIsNoText_isRefused_andNotLeftOut(String request, String detail) throws IOException {
        assertThat(problem("GET /api/v1/" + request + END, 400).path("detail").asText())
                .isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/jobs/%zz",
                "GET /api/v1/jobs/%FF",
                "GET /api/v1/jobs/%",
                "GET /api/v1/jobs/%C0%80/record",
                "GET /%zz",
                "GET /api/v1/count\0",
                "GET api/v1/count",
                "GET /api/v1/count?q=a b",
                "GET /../../etc/passwd",
                "GET /api/v1/jobs/%u0041"
            })
    void addressThatIsNone_isRefused(String request) throws IOException {
        problem(request + END, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/count HTTP/1.1\r\n\r\n",
                "GET /api/v1/count HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /api/v1/count HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n",
                "GET /api/v1/count HTTP/1.1\r\nHost: 127.0.0.1\r\n: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n"
            })
    void requestThatIsNone_isRefused(String request) throws IOException {
        problem(request, 400);
    }

    @Test
    void upgrade_isRefusedInWords() throws IOException {
        problem(
                String.join(
                        "\r\n",
                        "GET /api/v1/count HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                        "",
                        ""),
                404);
    }

    @Test
    void requestThatDoesNotEnd_isCutOff() throws IOException {
        try (ServedArchive hasty = ServedArchive.answeredBy(
                        SearchDouble.of((method, arguments) -> SearchDouble.count(1, 1)),
                        8,
                        Duration.ZERO,
                        Duration.ofMillis(200));
                Socket socket = hasty.connect()) {
            socket.getOutputStream().write("GET /api/v1/count HTT".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain(" 200 ", " 500 ");
        }
    }

    @Test
    void requestThatComesByteByByte_isCutOff() throws IOException, InterruptedException {
        try (ServedArchive hasty = ServedArchive.answeredBy(
                        SearchDouble.of((method, arguments) -> SearchDouble.count(1, 1)),
                        8,
                        Duration.ZERO,
                        Duration.ofMillis(200));
                Socket socket = hasty.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /api/v1/count HTTP/1.1\r\nX: ".getBytes(StandardCharsets.UTF_8));
            int sent = 0;
            try {
                while (true) {
                    out.write('x');
                    out.flush();
                    sent++;
                    // takes a moment, and shows that others are answered meanwhile
                    assertThat(hasty.get("/healthz", BodyHandlers.ofString()).statusCode())
                            .isEqualTo(200);
                }
            } catch (IOException cutOff) {
                assertThat(sent).isBetween(2, ConnectionBounds.HEAD_BYTES / 2);
            }
        }
    }

    /** Another client, which came later, is cut off before the answer is found. */
    @Test
    void answerThatTakesLonger_isGivenAllTheSame() throws Exception {
        Semaphore entered = new Semaphore(0);
        CountDownLatch found = new CountDownLatch(1);
        JobSearch slow = SearchDouble.of((method, arguments) -> {
            entered.release();
            found.await();
            return method.equals("read") ? null : SearchDouble.count(7, 1);
        });
        try (ServedArchive hasty = ServedArchive.answeredBy(slow, 8, Duration.ZERO, Duration.ofMillis(200))) {
            CompletableFuture<HttpResponse<String>> count = hasty.ask("/api/v1/count");
            CompletableFuture<HttpResponse<String>> history = hasty.ask("/api/v1/history");
            entered.acquire(2);
            try (Socket socket = hasty.connect()) {
                socket.getOutputStream().write("GET /api".getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                socket.getInputStream().readAllBytes();
            } finally {
                found.countDown();
            }

            assertThat(count.get().body()).contains("\"count\":7");
            assertThat(history.get().body()).isEqualTo("end\n");
        }
    }

    @Test
    void answerThatNobodyReads_isCutOff_andGivesItsPlaceBack() throws IOException, InterruptedException {
        byte[] record = new byte[1 << 16];
        CountDownLatch cutOff = new CountDownLatch(1);
        JobSearch endless = SearchDouble.of((method, arguments) -> {
            if (method.equals("count")) {
                return SearchDouble.count(1, 1);
            }
            try {
                while (true) {
                    ((HistoryListener) arguments[1]).record(record, 0);
                }
            } catch (IOException e) {
                cutOff.countDown();
                throw e;
            }
        });
        try (ServedArchive hasty = ServedArchive.answeredBy(endless, 1, Duration.ofMinutes(1), Duration.ofMillis(200));
                Socket socket = hasty.connect()) {
            socket.getOutputStream()
                    .write("GET /api/v1/history HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            cutOff.await();

            assertThat(hasty.exchange("GET /api/v1/count" + END)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void connectionsBeyondTheBound_waitForOthersToEnd() throws IOException {
        List<Socket> open = new ArrayList<>();
        try (ServedArchive full =
                ServedArchive.answeredBy(SearchDouble.of((method, arguments) -> SearchDouble.count(1, 1)))) {
            byte[] health = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < ConnectionBounds.CONNECTIONS; i++) {
                Socket socket = full.connect();
                open.add(socket);
                socket.getOutputStream().write(health);
                socket.getOutputStream().flush();
                assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
            }
            Socket waiting = full.connect();
            open.add(waiting);
            waiting.getOutputStream().write(health);
            waiting.getOutputStream().flush();

            waiting.setSoTimeout(200);
            assertThatThrownBy(() -> waiting.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            waiting.setSoTimeout(20_000);
            open.get(0).close();
            assertThat(waiting.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
