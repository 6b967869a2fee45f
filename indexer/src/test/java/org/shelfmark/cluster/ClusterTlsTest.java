package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster behind TLS with a certificate that the site made itself, as most have. */
class ClusterTlsTest {
    @TempDir
    private Path directory;

    private static HttpsServer server(TlsKey key) throws IOException, GeneralSecurityException {
        HttpsServer server = key.server();
        server.createContext("/", exchange -> {
            byte[] body = "{\"safe\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static ClusterConnection connection(HttpsServer server, Optional<Path> authorities) throws IOException {
        return new ClusterConnection(new ClusterSettings(
                List.of(URI.create("https://127.0.0.1:" + server.getAddress().getPort())),
                Optional.empty(),
                authorities,
                ClusterSettings.DEFAULT_PREFIX,
                Duration.ZERO));
    }

    @Test
    void node_isTrustedWithItsOwnAuthorityOnly() throws IOException, InterruptedException, GeneralSecurityException {
        TlsKey key = TlsKey.of(directory, "node");
        TlsKey stranger = TlsKey.of(directory, "stranger");
        HttpsServer server = server(key);
        try (ClusterConnection trusting = connection(server, Optional.of(key.pem()));
                ClusterConnection suspicious = connection(server, Optional.of(stranger.pem()));
                ClusterConnection ofSystem = connection(server, Optional.empty())) {
            assertThat(trusting.get("x").path("safe").asBoolean()).isTrue();
            for (ClusterConnection cluster : List.of(suspicious, ofSystem)) {
                assertThatThrownBy(() -> cluster.get("x"))
                        .isInstanceOf(ClusterUnavailableException.class)
                        .hasMessageContaining("SSLHandshakeException");
            }
        } finally {
            server.stop(0);
        }
    }
}
