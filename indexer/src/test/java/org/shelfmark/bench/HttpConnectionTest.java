package org.shelfmark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpConnectionTest {
    private static final String LONG = "text ".repeat(50_000);

    private final List<String> cacheControls = new CopyOnWriteArrayList<>();
    private HttpServer server = started();

    private HttpServer started() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code /sized} has a length, {@code /chunked} comes in pieces, everything else is not there. */
    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            cacheControls.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cache-Control")));
            String path = exchange.getRequestURI().getPath();
            boolean known = path.equals("/sized") || path.equals("/chunked");
            byte[] body = (known ? LONG + path : "no " + path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, path.equals("/chunked") ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HttpConnection connect() throws IOException {
        return new HttpConnection(server.getAddress().getPort());
    }

    @Test
    void answers_ofBothForms_areReadWholeOnOneConnection() throws IOException {
        try (HttpConnection connection = connect()) {
            assertThat(connection.get("/sized")).isEqualTo(LONG + "/sized");
            assertThat(connection.get("/chunked")).isEqualTo(LONG + "/chunked");
            assertThat(connection.get("/sized")).isEqualTo(LONG + "/sized");
        }
    }

    @Test
    void freshRequest_asksForNothingKept() throws IOException {
        try (HttpConnection connection = connect()) {
            connection.ask(connection.request("/sized", true));
            connection.ask(connection.request("/sized", false));
        }

        assertThat(cacheControls).containsExactly("no-cache", "null");
    }

    @Test
    void answerThatIsNoSuccess_isAFailureWithItsText() throws IOException {
        try (HttpConnection connection = connect()) {
            assertThatThrownBy(() -> connection.get("/missing"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("status 404 for GET /missing HTTP/1.1: no /missing");
        }
    }
}
