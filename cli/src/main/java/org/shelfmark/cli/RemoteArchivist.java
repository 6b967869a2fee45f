package org.shelfmark.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;

/** Archives by asking a server, which does it by its own settings. */
final class RemoteArchivist implements Archivist, Closeable {
    private final ServerConnection server;

    RemoteArchivist(URI base) {
        this.server = new ServerConnection(base);
    }

    @Override
    public ArchiveReport archive(ArchiveOrder order) throws IOException {
        Map<String, String> parameters = parameters(order.query(), order.dryRun());
        parameters.put("older_than", text(order.olderThan()));
        return server.post("archive", parameters, ArchiveReport.class);
    }

    @Override
    public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
        Map<String, String> parameters = parameters(order.query(), order.dryRun());
        parameters.put("pin", text(order.pin()));
        return server.post("unarchive", parameters, UnarchiveReport.class);
    }

    private static Map<String, String> parameters(String query, boolean dryRun) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", query);
        parameters.put("dry_run", Boolean.toString(dryRun));
        return parameters;
    }

    private static String text(Optional<Duration> time) {
        return time.map(length -> new TimeSpan(length).parameter()).orElse("");
    }

    @Override
    public void close() {
        server.close();
    }
}
