package org.shelfmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ship.IndexShipment;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ship}: moves from an index of this machine to a cluster, or takes the place of a machine that was lost. */
@Command(
        name = "ship",
        description =
                "Bring the jobs of an index to an OpenSearch cluster, also those whose archives are gone, and compare"
                        + " the numbers; or let an empty directory go on in the place of one that was lost. The directory then"
                        + " ships what is appended, with: shelfmark index --follow --backend opensearch ...",
        mixinStandardHelpOptions = true)
final class ShipCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private IndexLocation index = new IndexLocation();

    @Mixin
    private BackendOptions backend = new BackendOptions();

    @Mixin
    private ShipRecordsOption records = new ShipRecordsOption();

    @Option(names = "--from", paramLabel = "DIR", description = "The index to bring there; it is only read.")
    private @Nullable Path from;

    @Option(
            names = "--adopt",
            paramLabel = "NUMBER",
            description = "Go on in the place of this shipper, whose directory was lost, from 0"
                    + " in the order in which they first shipped.")
    private @Nullable Integer adopted;

    ShipCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ClusterBackend cluster = backend.cluster(console)
                .map(settings -> new ClusterBackend(settings, index.layout(console), records.isMeant(console, true)))
                .orElseThrow(() -> refused("ship: no cluster is named; add --opensearch-url URL"));
        if (from != null && adopted != null) {
            throw refused("--from, --adopt: accepted is one of them");
        }
        if (from != null) {
            return ship(new IndexLayout(from), cluster);
        }
        if (adopted == null || adopted < 0) {
            throw refused("ship: accepted: --from DIR, the index to bring there, or --adopt NUMBER, from 0");
        }
        if (records.isGiven()) {
            throw refused(ShipRecordsOption.NAME + ": --adopt ships nothing; give it when the directory goes on");
        }
        cluster.adopt(adopted);
        console.say("'" + index.layout(console).root() + "' goes on as shipper " + adopted);
        return ExitCode.DONE;
    }

    private static SearchException refused(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }

    private int ship(IndexLayout source, ClusterBackend cluster) throws IOException {
        long started = System.nanoTime();
        IndexShipment.Report report = cluster.ship(source, console);
        console.out().println(SearchJson.write(report));
        console.say(String.format(
                Locale.ROOT,
                "%d jobs and %d damaged records shipped in %.1f s; the cluster has %s",
                report.documents().jobs(),
                report.documents().problems(),
                (System.nanoTime() - started) / 1e9,
                report.differences().isEmpty()
                        ? "as many of each archive file"
                        : "other numbers of " + report.differences().size() + " files"));
        return report.differences().isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
    }
}
