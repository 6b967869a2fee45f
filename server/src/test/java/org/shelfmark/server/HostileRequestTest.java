package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.sample.SampleArchive;

/** Whatever is asked, it is answered, and never with a failure of ours. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileRequestTest {
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

    private static void assertAlive() throws IOException, InterruptedException {
        assertThat(server.get("/api/v1/count", BodyHandlers.ofString(StandardCharsets.UTF_8))
                        .body())
                .contains("\"count\":266");
    }

    static Stream<String> extremeRequests() {
        String deep = "(".repeat(2000) + "exit:0" + ")".repeat(2000);
        String not = "NOT%20".repeat(1000) + "exit:0";
        String minus = "-".repeat(3000) + "exit:0";
        String values = "exit:1" + ",2".repeat(3000);
        return Stream.of(
                "count?q=" + deep,
                "count?q=" + not,
                "count?q=" + minus,
                "count?q=" + values,
                "count?q=" + "a%20".repeat(1800),
                "count?q=" + "exit:1%20OR%20".repeat(500) + "exit:2",
                "count?q=batch:" + "*a".repeat(3000),
                "count?q=%22" + "x".repeat(7000),
                "count?q=ended:-999999999999999999d",
                "count?q=ended:%3E9223372036854775807",
                "count?q=memory:%3E9223372036854775807TB",
                "count?q=runtime:%3E1e308h",
                "count?q=id:9223372036854775807.9223372036854775807",
                "count?q=ended:%2B999999999-12-31..2026",
                "count?q=%00",
                "count?q=%EF%BF%BF%FF%FE%C0%80",
                "count?q=%ED%A0%80",
                "jobs?fields=" + "owner,".repeat(1200) + "exit",
                "jobs?fields=*,*,*,*&limit=10000",
                "jobs?sort=owner,owner,owner,owner,owner",
                "jobs?sort=---owner",
                "jobs?limit=10000&cursor=" + "A".repeat(5000),
                "jobs?cursor=bnVsbA",
                "jobs?cursor=W10",
                "facets?by=" + "exit,".repeat(1500) + "exit&top=10000",
                "facets?by=*",
                "facets?by=,,,",
                "jobs/" + "9".repeat(5000) + ".0",
                "jobs/" + "%23".repeat(2000) + "1.0",
                "jobs/..%2F..%2Fetc%2Fpasswd/record",
                "jobs/%2e%2e/record",
                "jobs/1.0/record?source=%22%5C%22%29%20OR%20*",
                "count?" + "q&".repeat(2000));
    }

    @ParameterizedTest
    @MethodSource("extremeRequests")
    void extremeRequest_isTheCallersMistakeAtMost(String request) throws IOException, InterruptedException {
        HttpResponse<String> response = server.get("/api/v1/" + request, BodyHandlers.ofString(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).as(response.body()).isLessThan(500);
        assertAlive();
    }

    static Stream<String> rawRequests() {
        String end = " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n";
        return Stream.of(
                "GET /api/v1/count?q=%zz" + end,
                "GET /api/v1/count?q=%" + end,
                "GET /api/v1/count?q=%u0041" + end,
                "GET /api/v1/count?q=owner:ali\u00e9" + end,
                "GET /api/v1/count?q={}|^`" + end,
                "GET /api/v1/../../etc/passwd" + end,
                "GET //api//v1//count" + end,
                "GET /api/v1/jobs/%2F..%2F/record" + end,
                "GET /api/v1/count;a=b?q=*" + end,
                "GET /api/v1/count?q=" + "x".repeat(100_000) + end,
                "GET http://example.org/api/v1/count" + end,
                "GET /api/v1/count HTTP/1.1\r\nHost: x\r\n\r\n",
                "BREW /api/v1/count" + end,
                "GET /api/v1/count HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /api/v1/count HTTP/1.1\r\nConnection: close\r\n\r\n",
                "hello\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("rawRequests")
    void brokenRequest_isAnsweredOrHungUp(String request) throws IOException, InterruptedException {
        String answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(request.replace("PORT", Integer.toString(server.port()))
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            answer = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        }

        assertThat(answer).doesNotMatch("HTTP/1.. 5(?!05).*");
        assertAlive();
    }
}
