package org.shelfmark.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.server.ApiServer;
import org.shelfmark.server.Archiving;
import org.shelfmark.server.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code serve}: indexes archives and answers over HTTP meanwhile. */
@Command(
        name = "serve",
        description = "Index archives, look for new records every second, and answer over HTTP meanwhile; or, with"
                + " --read-only, answer from an index or a cluster that another process writes. Ends on SIGTERM or Ctrl-C with"
                + " everything committed.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    /** A directory with files of the page, for those who write it: no option, because nobody else needs it. */
    private static final String PAGE_PROPERTY = "shelfmark.page";

    private static final Archiving READ_ONLY =
            Archiving.refused("this server only reads the index (--read-only); ask the one that writes it");
    private static final Archiving CLUSTER_READ_ONLY =
            Archiving.refused("this server only reads the cluster (--read-only); ask one that ships the records");

    private final Console console;
    private final Mapping mapping = Mapping.htcondorJob();

    @Mixin
    private IndexLocation index = new IndexLocation();

    @Parameters(
            arity = "0..*",
            paramLabel = "HISTORY",
            description = "The archives to index. Default: what 'condor_config_val HISTORY' prints.")
    private List<Path> histories = List.of();

    @Mixin
    private IndexingOptions options = new IndexingOptions();

    @Mixin
    private BackendOptions backend = new BackendOptions();

    @Mixin
    private RecordsOption records = new RecordsOption();

    @Mixin
    private ShipRecordsOption shipRecords = new ShipRecordsOption();

    @Mixin
    private ArchivingOptions archiving = new ArchivingOptions();

    @Option(
            names = "--read-only",
            description =
                    "Index nothing: answer from an index that another process may write, with every commit of it.")
    private boolean readOnly;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8642",
            description = "Listen on this port, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port = ServerSettings.DEFAULT_PORT;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Listen on this address. Default: ${DEFAULT-VALUE}; any other lets others see the jobs.")
    private String host = ServerSettings.DEFAULT_HOST;

    @Option(
            names = "--with-secrets",
            description = "Give out secret attributes (environment, credentials) in full records.")
    private boolean withSecrets;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ServerSettings settings = settings();
        Optional<ClusterSettings> named = backend.cluster(console);
        Map<String, URI> recordsFrom = records.bySource(named.isPresent());
        boolean withRecords = shipRecords.isMeant(console, named.isPresent());
        Optional<ClusterBackend> cluster =
                named.map(where -> new ClusterBackend(where, index.layout(console), withRecords));
        OrderlyEnd end = new OrderlyEnd();
        try {
            if (readOnly) {
                refuseWhatNeedsAWriter();
                serve(
                        settings,
                        cluster.isPresent()
                                ? ofCluster(cluster.get(), recordsFrom, Optional::empty)
                                : ofDirectory(Optional::empty),
                        cluster.isPresent() ? CLUSTER_READ_ONLY : READ_ONLY,
                        () -> console.say("reading only; commits of others are picked up"),
                        end);
            } else if (cluster.isPresent()) {
                ship(settings, cluster.get(), recordsFrom, end);
            } else {
                index(settings, end);
            }
        } finally {
            end.closed();
        }
        return ExitCode.DONE;
    }

    /** What is to be indexed; what cannot be used at all is said before anything is opened. */
    private IndexingPlan plan() throws IOException {
        List<Path> archives = histories.isEmpty() ? List.of(CondorConfig.history()) : histories;
        IndexingPlan plan = options.plan(archives, IngestSettings.forFollowing(console.zone()), true);
        plan.sayWhatIsAwaited(console);
        return plan;
    }

    private void index(ServerSettings settings, OrderlyEnd end) throws IOException {
        Optional<ArchivingPlan> rollup = archiving.plan();
        IndexingPlan plan = plan();
        try (Following following = Following.open(index.layout(console), plan, rollup, mapping, console)) {
            serve(
                    settings,
                    ofDirectory(() -> Optional.of(following.activity())),
                    byRequest(rollup, () -> following.archivist().orElseThrow()),
                    following::start,
                    end);
        }
    }

    private static Archiving byRequest(Optional<ArchivingPlan> rollup, Supplier<Archivist> archivist) {
        return rollup.isPresent() && rollup.get().byRequest() ? Archiving.by(archivist.get()) : Archiving.OFF;
    }

    private void ship(ServerSettings settings, ClusterBackend cluster, Map<String, URI> recordsFrom, OrderlyEnd end)
            throws IOException {
        Optional<ArchivingPlan> rollup = archiving.planOfACluster();
        IndexingPlan plan = plan();
        LateFollowing.Opening opening = () -> Following.shipping(cluster, plan, true, rollup, mapping, console);
        try (LateFollowing following = LateFollowing.of(opening, console)) {
            serve(
                    settings,
                    ofCluster(cluster, recordsFrom, () -> Optional.of(following.activity())),
                    byRequest(rollup, following::archivist),
                    following::start,
                    end);
        }
    }

    private ServerSettings settings() {
        ServerSettings settings = new ServerSettings(host, port);
        String page = System.getProperty(PAGE_PROPERTY);
        return page == null ? settings : settings.withPage(Path.of(page));
    }

    private void refuseWhatNeedsAWriter() {
        List<String> given = new ArrayList<>(options.given());
        given.addAll(archiving.given());
        if (shipRecords.isGiven()) {
            given.add(ShipRecordsOption.NAME);
        }
        if (!histories.isEmpty()) {
            given.add(0, "HISTORY");
        }
        if (!given.isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "--read-only indexes nothing: leave out " + String.join(", ", given));
        }
    }

    /** What answers, and what it is called. */
    private record Answering(JobSearch search, String name) {}

    /** Opens what answers. */
    private interface Opening {
        Answering open() throws IOException;
    }

    private SearchSettings how() {
        return SearchSettings.forServer(console.clock(), console.zone(), withSecrets);
    }

    private Opening ofDirectory(Supplier<Optional<Responses.Activity>> activity) {
        IndexLayout layout = index.layout(console);
        return () -> new Answering(
                new IndexSearch(
                        SnapshotSource.open(layout, mapping),
                        ArchiveFileSystem.local(layout.followsLinks()),
                        mapping,
                        how(),
                        activity),
                layout.root().toString());
    }

    private Opening ofCluster(
            ClusterBackend cluster, Map<String, URI> recordsFrom, Supplier<Optional<Responses.Activity>> activity) {
        return () -> new Answering(cluster.served(how(), recordsFrom, !readOnly, activity), cluster.name());
    }

    /** Answers until the process is told to end. */
    private void serve(ServerSettings settings, Opening opening, Archiving byRequest, Runnable begin, OrderlyEnd end)
            throws IOException {
        // before anybody can know that we listen, or a signal right after it would end us in disorder
        end.listen();
        Answering answering = opening.open();
        try (JobSearch search = answering.search();
                ApiServer server = ApiServer.start(settings, search, byRequest, console.clock())) {
            console.say("listening on http://" + host + ":" + server.port() + "/, index '" + answering.name() + "'");
            begin.run();
            end.awaitSignal();
        }
    }
}
