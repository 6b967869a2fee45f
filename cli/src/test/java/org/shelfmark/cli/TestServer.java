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
import org.shelfmark.search.SearchSettings;
import org.shelfmark.server.ApiServer;
import org.shelfmark.server.Archiving;
import org.shelfmark.server.ServerSettings;

/** A server over an index, at the time of {@link CommandRun}, with a client. */
final class TestServer implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final IndexSearch search;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(Path index, boolean withSecrets) throws IOException {
        this(index, withSecrets, Archiving.OFF);
    }

    /** One that may archive. */
    TestServer(Path index, boolean withSecrets, Archiving archiving) throws IOException {
        Mapping mapping = Mapping.htcondorJob();
        search = new IndexSearch(
                SnapshotSource.open(new IndexLayout(index), mapping),
                ArchiveFileSystem.local(),
                mapping,
                new SearchSettings(CommandRun.NOON, ZoneOffset.UTC, withSecrets, PATIENCE));
        server =
                ApiServer.start(new ServerSettings(ServerSettings.DEFAULT_HOST, 0), search, archiving, CommandRun.NOON);
    }

    /** Where it listens. */
    String url() {
        return "http://" + ServerSettings.DEFAULT_HOST + ":" + server.port();
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
