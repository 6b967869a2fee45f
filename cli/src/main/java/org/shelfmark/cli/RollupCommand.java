package org.shelfmark.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands have in common that archive submissions or bring them back. */
abstract class RollupCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SearchTarget target = new SearchTarget();

    @Mixin
    private OrderWords words = new OrderWords();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table, json, jsonl or csv. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TABLE;

    RollupCommand(Console console) {
        this.console = console;
    }

    final Console console() {
        return console;
    }

    final OutputFormat format() {
        return format;
    }

    final OrderWords words() {
        return words;
    }

    /** What it is called. */
    abstract String name();

    /** Refuses what cannot be meant. */
    abstract void check();

    /** What summaries keep that are made in an index of ours. */
    abstract SummarySettings settings();

    /** The options that mean nothing to a server. */
    abstract List<String> optionsOfAnIndex();

    /** Gives the order, and prints what became of it. */
    abstract void order(Archivist archivist) throws IOException;

    @Override
    public final Integer call() throws IOException {
        check();
        Optional<URI> server = target.server(console);
        Optional<ClusterSettings> cluster = target.cluster(console);
        if (cluster.isPresent()) {
            ClusterBackend backend =
                    new ClusterBackend(cluster.get(), target.layout(console), ShipRecordsOption.isSet(console));
            try (IndexArchivist archivist = backend.orders(name(), settings(), console)) {
                order(archivist);
            }
            return ExitCode.DONE;
        }
        if (server.isEmpty()) {
            try (IndexArchivist archivist = IndexArchivist.open(target.layout(console), settings(), console)) {
                order(archivist);
            }
            return ExitCode.DONE;
        }
        if (!optionsOfAnIndex().isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    String.join(", ", optionsOfAnIndex())
                            + ": a server archives by the settings it was started with; leave it out, or give --index");
        }
        try (RemoteArchivist archivist = new RemoteArchivist(server.get())) {
            order(archivist);
        }
        return ExitCode.DONE;
    }
}
