package org.shelfmark.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command asks: an index directory, a cluster, or a server; they answer the same. */
final class SearchTarget {
    @Mixin
    private IndexLocation index = new IndexLocation();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Ask a running server instead of the index. Default: $SHELFMARK_SERVER.")
    private @Nullable String server;

    @Mixin
    private BackendOptions backend = new BackendOptions();

    @Mixin
    private RecordsOption records = new RecordsOption();

    /** A target whose options were read elsewhere. */
    static SearchTarget of(Optional<Path> index, Optional<String> server, BackendOptions backend) {
        SearchTarget target = new SearchTarget();
        index.ifPresent(target.index::give);
        target.server = server.orElse(null);
        target.backend = backend;
        return target;
    }

    /** The server to ask; empty where index or cluster are asked. */
    Optional<URI> server(Console console) {
        if (server != null && !backend.given().isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "--server asks a server, which knows where its jobs are: leave out "
                            + String.join(", ", backend.given()));
        }
        boolean isElsewhere = index.isGiven() || !backend.given().isEmpty();
        String url = server != null
                ? server
                : isElsewhere ? "" : console.environment().getOrDefault("SHELFMARK_SERVER", "");
        return url.isEmpty() ? Optional.empty() : Optional.of(ServerConnection.base("--server '" + url + "'", url));
    }

    /** The cluster to ask; empty where the index or a server is asked. */
    Optional<ClusterSettings> cluster(Console console) {
        return server(console).isPresent() ? Optional.empty() : backend.cluster(console);
    }

    /** The index, where no server is asked. */
    IndexLayout layout(Console console) {
        return index.layout(console);
    }

    JobSearch open(Console console) throws IOException {
        Optional<URI> url = server(console);
        Optional<ClusterSettings> cluster = cluster(console);
        Map<String, URI> recordsFrom = records.bySource(cluster.isPresent());
        if (url.isPresent()) {
            return new RemoteSearch(url.get());
        }
        SearchSettings settings = SearchSettings.forCommandLine(console.clock(), console.zone());
        IndexLayout layout = layout(console);
        if (cluster.isPresent()) {
            return new ClusterBackend(cluster.get(), layout).search(settings, recordsFrom);
        }
        Mapping mapping = Mapping.htcondorJob();
        return new IndexSearch(
                SnapshotSource.open(layout, mapping),
                ArchiveFileSystem.local(layout.followsLinks()),
                mapping,
                settings);
    }
}
