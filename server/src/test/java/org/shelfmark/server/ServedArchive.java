package org.shelfmark.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchSettings;

/** A server on a free port of loopback, with a client. */
final class ServedArchive implements Closeable {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JobSearch search;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServedArchive(JobSearch search, Archiving archiving, ServerSettings settings) {
        this.search = search;
        this.server = ApiServer.start(settings, search, archiving, NOON);
    }

    /** Serves what a search answers; closes it with the server. */
    static ServedArchive answeredBy(JobSearch search) {
        return answeredBy(search, Archiving.OFF);
    }

    /** The same of a server that may archive. */
    static ServedArchive answeredBy(JobSearch search, Archiving archiving) {
        return new ServedArchive(search, archiving, new ServerSettings(ServerSettings.DEFAULT_HOST, 0));
    }

    /** The same, where others than this machine could ask, too. */
    static ServedArchive listeningOn(String host, JobSearch search, Archiving archiving) {
        return new ServedArchive(search, archiving, new ServerSettings(host, 0));
    }

    /** The same, with bounds of its own. */
    static ServedArchive answeredBy(JobSearch search, int requestsAtOnce, Duration patience, Duration idle) {
        return new ServedArchive(
                search,
                Archiving.OFF,
                new ServerSettings(ServerSettings.DEFAULT_HOST, 0, requestsAtOnce, patience, idle, Optional.empty()));
    }

    /** The same with files of the page from a directory. */
    static ServedArchive answeredBy(JobSearch search, Path page) {
        return new ServedArchive(
                search, Archiving.OFF, new ServerSettings(ServerSettings.DEFAULT_HOST, 0).withPage(page));
    }

    /** Serves an index. */
    static ServedArchive of(Path index, boolean withSecrets) throws IOException {
        return of(index, withSecrets, Archiving.OFF);
    }

    /** The same of a server that may archive. */
    static ServedArchive of(Path index, boolean withSecrets, Archiving archiving) throws IOException {
        Mapping mapping = Mapping.htcondorJob();
        return answeredBy(
                new IndexSearch(
                        SnapshotSource.open(new IndexLayout(index), mapping),
                        ArchiveFileSystem.local(),
                        mapping,
                        new SearchSettings(NOON, ZoneOffset.UTC, withSecrets, PATIENCE)),
                archiving);
    }

    /** Indexes archives into a directory. */
    static void index(Path index, Path... histories) throws IOException {
        Mapping mapping = Mapping.htcondorJob();
        IngestProgress silent = (records, bytes) -> {};
        try (JobIndexWriter writer = JobIndexWriter.open(new IndexLayout(index), mapping, WriterSettings.DEFAULT);
                Ingester ingester = new Ingester(
                        writer,
                        ArchiveFileSystem.local(),
                        mapping,
                        NOON,
                        IngestSettings.forRun(java.time.ZoneOffset.UTC),
                        null,
                        java.util.OptionalLong.empty())) {
            ArchiveRequest request = new ArchiveRequest(List.of(histories), Optional.empty());
            boolean more = true;
            while (more) {
                more = ingester.cycle(request, silent).more();
            }
        }
    }

    /** The routes of the server as they are declared. */
    RouteTable table() {
        return server.table();
    }

    /** The paths that the server would answer. */
    List<String> paths() {
        return server.paths();
    }

    int port() {
        return server.port();
    }

    /** Asks for a path with its query. */
    <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> form) throws IOException, InterruptedException {
        return send("GET", path, form);
    }

    /** Sends a request without a body, with headers and their values. */
    <T> HttpResponse<T> send(String method, String path, HttpResponse.BodyHandler<T> form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.noBody());
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), form);
    }

    /** Sends a body, with headers and their values. */
    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Asks with a header. */
    <T> HttpResponse<T> get(String path, String header, String value, HttpResponse.BodyHandler<T> form)
            throws IOException, InterruptedException {
        return client.send(request(path).header(header, value).build(), form);
    }

    /** Asks, and does not wait for the answer. */
    CompletableFuture<HttpResponse<String>> ask(String path) {
        return client.sendAsync(request(path).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + ServerSettings.DEFAULT_HOST + ":" + port() + path))
                .timeout(PATIENCE);
    }

    /** A connection of its own. Reading from it gives up after a while. */
    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** Sends bytes as they are, ends sending, and reads what comes back; {@code PORT} becomes the port. */
    String exchange(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(bytes.replace("PORT", Integer.toString(port())).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        search.close();
    }
}
