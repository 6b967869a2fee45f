package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster behind TLS with a certificate that the site made itself, as most have. */
class ClusterTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Path log = directory.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }

    /** A key for 127.0.0.1, signed by itself; its certificate stands in a file beside it. */
    private KeyStore key(String name) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                "node",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "node",
                "-file",
                pem(name).toString(),
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(store)) {
            keys.load(stored, PASSWORD.toCharArray());
        }
        return keys;
    }

    private Path pem(String name) {
        return directory.resolve(name + ".pem");
    }

    private static HttpsServer server(KeyStore keys) throws IOException, GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
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
        KeyStore keys = key("node");
        KeyStore unused = key("stranger");
        HttpsServer server = server(keys);
        try (ClusterConnection trusting = connection(server, Optional.of(pem("node")));
                ClusterConnection suspicious = connection(server, Optional.of(pem("stranger")));
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
