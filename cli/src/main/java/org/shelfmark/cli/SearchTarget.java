package org.shelfmark.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command asks: an index directory, or a server that answers the same. */
final class SearchTarget {
    @Mixin
    private IndexLocation index = new IndexLocation();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Ask a running server instead of the index. Default: $SHELFMARK_SERVER.")
    private @Nullable String server;

    /** A target whose options were read elsewhere. */
    static SearchTarget of(Optional<Path> index, Optional<String> server) {
        SearchTarget target = new SearchTarget();
        index.ifPresent(target.index::give);
        target.server = server.orElse(null);
        return target;
    }

    /** The server to ask; empty where the index is asked. */
    Optional<URI> server(Console console) {
        String url = server != null
                ? server
                : index.isGiven() ? "" : console.environment().getOrDefault("SHELFMARK_SERVER", "");
        return url.isEmpty() ? Optional.empty() : Optional.of(base(url));
    }

    /** The index, where no server is asked. */
    IndexLayout layout(Console console) {
        return index.layout(console);
    }

    JobSearch open(Console console) throws IOException {
        Optional<URI> url = server(console);
        if (url.isPresent()) {
            return new RemoteSearch(url.get());
        }
        Mapping mapping = Mapping.htcondorJob();
        IndexLayout layout = layout(console);
        return new IndexSearch(
                SnapshotSource.open(layout, mapping),
                ArchiveFileSystem.local(layout.followsLinks()),
                mapping,
                SearchSettings.forCommandLine(console.clock(), console.zone()));
    }

    private static URI base(String url) {
        try {
            URI uri = new URI(url.contains("://") ? url : "http://" + url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw notAServer(url);
        }
        throw notAServer(url);
    }

    private static SearchException notAServer(String url) {
        return new SearchException(
                SearchException.Kind.BAD_REQUEST, "--server '" + url + "'; accepted: http://127.0.0.1:8642");
    }
}
