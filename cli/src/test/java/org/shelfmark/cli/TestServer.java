package org.shelfmark.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.server.ApiServer;
import org.shelfmark.server.Archiving;
import org.shelfmark.server.ServerSettings;

/** A server over an index, at the time of {@link CommandRun}, with a client. */
final class TestServer implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JobSearch search;
    private final Archiving archiving;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private ApiServer server;

    TestServer(Path index, boolean withSecrets) throws IOException {
        this(index, withSecrets, Archiving.OFF);
    }

    /** One that may archive. */
    TestServer(Path index, boolean withSecrets, Archiving archiving) throws IOException {
        this(search(index, withSecrets), archiving);
    }

    /** One over a search, which it closes. */
    TestServer(JobSearch search) {
        this(search, Archiving.OFF);
    }

    /** The same that may archive. */
    TestServer(JobSearch search, Archiving archiving) {
        this.search = search;
        this.archiving = archiving;
        this.server = listen(0);
        this.port = server.port();
    }

    /** One that archives in its index when it is asked to. */
    static TestServer archiving(Path index) throws IOException {
        return new TestServer(index, false, Archiving.by(new ArchivistOnDemand(new IndexLayout(index))));
    }

    /** What a server asks. */
    static JobSearch search(Path index, boolean withSecrets) throws IOException {
        Mapping mapping = Mapping.htcondorJob();
        return new IndexSearch(
                SnapshotSource.open(new IndexLayout(index), mapping),
                ArchiveFileSystem.local(),
                mapping,
                new SearchSettings(CommandRun.NOON, ZoneOffset.UTC, withSecrets, PATIENCE));
    }

    private ApiServer listen(int port) {
        return ApiServer.start(
                new ServerSettings(ServerSettings.DEFAULT_HOST, port), search, archiving, CommandRun.NOON);
    }

    /** Goes away, as it does when it is stopped or crashes. */
    void goAway() {
        server.close();
    }

    /** Comes back where it was. */
    void comeBack() {
        server = listen(port);
    }

    /** Where it listens. */
    String url() {
        return "http://" + ServerSettings.DEFAULT_HOST + ":" + port;
    }

    /** Asks for a path with its query. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        search.close();
    }
}
