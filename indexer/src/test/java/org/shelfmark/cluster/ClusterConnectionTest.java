package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterConnectionTest {
    private static final String NO_ROOM =
            "{\"error\":{\"root_cause\":[{\"reason\":\"the queue is full\"}],\"reason\":\"outer\"}}";

    private static ClusterConnection connection(Duration patience, URI... urls) throws IOException {
        return new ClusterConnection(new ClusterSettings(
                List.of(urls), Optional.empty(), Optional.empty(), ClusterSettings.DEFAULT_PREFIX, patience));
    }

    @Test
    void requestWithoutRoom_isRepeated() throws IOException {
        try (StubCluster stub = new StubCluster()
                        .answers(429, NO_ROOM)
                        .answers(503, NO_ROOM)
                        .answers(200, "{\"a\":1}");
                ClusterConnection cluster = connection(Duration.ofSeconds(30), stub.url())) {
            assertThat(cluster.get("x").path("a").asInt()).isEqualTo(1);
            assertThat(stub.requests()).hasSize(3).allMatch(request -> request.startsWith("GET /x "));
        }
    }

    @Test
    void clusterWithoutRoomForTooLong_isUnavailable() throws IOException {
        try (StubCluster stub = new StubCluster().answers(429, NO_ROOM);
                ClusterConnection cluster = connection(Duration.ofMillis(200), stub.url())) {
            assertThatThrownBy(() -> cluster.get("x"))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessage("the cluster at " + stub.url() + " cannot answer now (status 429): the queue is full");
            assertThat(stub.requests()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void otherNode_answersWhileOneIsAway() throws IOException {
        StubCluster away = new StubCluster().answers(200, "{}");
        URI gone = away.url();
        away.close();
        try (StubCluster there = new StubCluster().answers(200, "{\"b\":2}");
                ClusterConnection cluster = connection(Duration.ofSeconds(30), gone, there.url())) {
            assertThat(cluster.get("x").path("b").asInt()).isEqualTo(2);
            assertThat(cluster.get("y").path("b").asInt()).isEqualTo(2);
            assertThat(there.requests()).hasSize(2);
        }
    }

    @Test
    void noNode_isUnavailable() throws IOException {
        StubCluster away = new StubCluster().answers(200, "{}");
        URI gone = away.url();
        away.close();
        try (ClusterConnection cluster = connection(Duration.ZERO, gone)) {
            assertThatThrownBy(() -> cluster.get("x"))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessageStartingWith("no answer from the cluster at " + gone + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"})
    void nodeThatNeverAnswersToTheEnd_isUnavailableWhenItsTimeIsOver(String beginning) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ClusterConnection cluster = new ClusterConnection(
                        ClusterSettings.of(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                                .patient(Duration.ZERO)
                                .answering(Duration.ofMillis(150)))) {
            List<Socket> accepted = new CopyOnWriteArrayList<>();
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    Socket socket = silent.accept();
                    accepted.add(socket);
                    socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThatThrownBy(() -> cluster.get("x"))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessage("no answer from the cluster at http://127.0.0.1:" + silent.getLocalPort()
                            + ": none within 0.15 s");
            assertThat(thread.isAlive()).isFalse();
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    @Test
    void refusal_isNotRepeatedAndSaysTheInnermostReason() throws IOException {
        try (StubCluster stub = new StubCluster()
                        .answers(
                                400,
                                "{\"error\":{\"type\":\"t\",\"root_cause\":[{\"reason\":\"failed to parse\"}],"
                                        + "\"caused_by\":{\"reason\":\"not a number\"}},\"status\":400}");
                ClusterConnection cluster = connection(Duration.ofSeconds(30), stub.url())) {
            assertThatThrownBy(() -> cluster.get("x"))
                    .isInstanceOfSatisfying(ClusterRefusedException.class, refused -> {
                        assertThat(refused.status()).isEqualTo(400);
                        assertThat(refused.type()).isEqualTo("t");
                    })
                    .hasMessage(
                            "the cluster at " + stub.url() + " refuses (status 400): failed to parse: not a number");
            assertThat(stub.requests()).hasSize(1);
        }
    }

    @Test
    void missingDocument_isMissing() throws IOException {
        try (StubCluster stub = new StubCluster().answers(404, "{\"found\":false}");
                ClusterConnection cluster = connection(Duration.ofSeconds(30), stub.url())) {
            assertThat(cluster.getIfThere("x").isMissingNode()).isTrue();
            assertThat(cluster.delete("x", null).isMissingNode()).isTrue();
        }
    }

    @Test
    void somethingElse_isNoCluster() throws IOException {
        try (StubCluster stub = new StubCluster().answers(200, "<html>hello</html>");
                ClusterConnection cluster = connection(Duration.ofSeconds(30), stub.url())) {
            assertThatThrownBy(() -> cluster.get(""))
                    .hasMessage("what answers at " + stub.url()
                            + " is no OpenSearch cluster: it answered <html>hello</html>");
        }
    }

    @Test
    void credentials_areSentAndNeverShown() throws IOException {
        try (StubCluster stub = new StubCluster().answers(200, "{}")) {
            ClusterSettings settings = new ClusterSettings(
                    List.of(stub.url()),
                    Optional.of(new ClusterSettings.Credentials("shelf", "p:ss")),
                    Optional.empty(),
                    "x",
                    Duration.ZERO);
            try (ClusterConnection cluster = new ClusterConnection(settings)) {
                cluster.get("x");
            }
            assertThat(stub.requests()).singleElement().asString().contains("Basic c2hlbGY6cDpzcw==");
            assertThat(settings.toString()).doesNotContain("p:ss");
        }
    }

    @Test
    void authoritiesThatAreNone_areRefused(@TempDir Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Path other = Files.writeString(directory.resolve("other.pem"), "-----BEGIN CERTIFICATE-----\nxx\n");
        for (Path file : List.of(empty, other)) {
            assertThatThrownBy(() -> new ClusterConnection(new ClusterSettings(
                            List.of(URI.create("https://127.0.0.1:1")),
                            Optional.empty(),
                            Optional.of(file),
                            "x",
                            Duration.ZERO)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("'" + file + "' ");
        }
    }
}
