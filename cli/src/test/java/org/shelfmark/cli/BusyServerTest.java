package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BusyServerTest {
    @ParameterizedTest
    @ValueSource(strings = {"count", "search --all"})
    void serverThatHasNoRoomForARequest_saysSo(String words) throws IOException {
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        busy.start();
        try {
            String url = "http://127.0.0.1:" + busy.getAddress().getPort();

            CommandRun run = CommandRun.in(Map.of("SHELFMARK_SERVER", url), words.split(" "));

            assertThat(run)
                    .isEqualTo(new CommandRun(
                            ExitCode.UNREACHABLE,
                            "",
                            "shelfmark: the server at " + url + " is busy with other requests; ask again in 7 s\n"));
        } finally {
            busy.stop(0);
        }
    }
}
