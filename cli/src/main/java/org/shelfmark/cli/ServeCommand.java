package org.shelfmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
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
                + " --read-only, answer from an index that another process writes. Ends on SIGTERM or Ctrl-C with"
                + " everything committed.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    /** A directory with files of the page, for those who write it: no option, because nobody else needs it. */
    private static final String PAGE_PROPERTY = "shelfmark.page";

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
        if (readOnly) {
            refuseWhatNeedsAWriter();
            OrderlyEnd end = new OrderlyEnd();
            try {
                serve(
                        settings,
                        Optional::empty,
                        Archiving.refused("this server only reads the index (--read-only); ask the one that writes it"),
                        () -> console.say("reading only; commits of others are picked up"),
                        end);
            } finally {
                end.closed();
            }
            return ExitCode.DONE;
        }
        List<Path> archives = histories.isEmpty() ? List.of(CondorConfig.history()) : histories;
        IndexingPlan plan = options.plan(archives, IngestSettings.forFollowing(console.zone()), true);
        Optional<ArchivingPlan> rollup = archiving.plan();
        // what cannot be used at all is said before anything is opened
        plan.sayWhatIsAwaited(console);
        OrderlyEnd end = new OrderlyEnd();
        try (Following following = Following.open(index.layout(console), plan, rollup, mapping, console)) {
            Archiving byRequest = rollup.filter(ArchivingPlan::byRequest)
                    .flatMap(allowed -> following.archivist())
                    .map(Archiving::by)
                    .orElse(Archiving.OFF);
            serve(settings, () -> Optional.of(following.activity()), byRequest, following::start, end);
        } finally {
            end.closed();
        }
        return ExitCode.DONE;
    }

    private ServerSettings settings() {
        ServerSettings settings = new ServerSettings(host, port);
        String page = System.getProperty(PAGE_PROPERTY);
        return page == null ? settings : settings.withPage(Path.of(page));
    }

    private void refuseWhatNeedsAWriter() {
        List<String> given = new ArrayList<>(options.given());
        given.addAll(archiving.given());
        if (!histories.isEmpty()) {
            given.add(0, "HISTORY");
        }
        if (!given.isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "--read-only indexes nothing: leave out " + String.join(", ", given));
        }
    }

    /** Answers until the process is told to end. */
    private void serve(
            ServerSettings settings,
            Supplier<Optional<Responses.Activity>> activity,
            Archiving byRequest,
            Runnable begin,
            OrderlyEnd end)
            throws IOException {
        IndexLayout layout = index.layout(console);
        // before anybody can know that we listen, or a signal right after it would end us in disorder
        end.listen();
        try (IndexSearch search = new IndexSearch(
                        SnapshotSource.open(layout, mapping),
                        ArchiveFileSystem.local(layout.followsLinks()),
                        mapping,
                        SearchSettings.forServer(console.clock(), console.zone(), withSecrets),
                        activity);
                ApiServer server = ApiServer.start(settings, search, byRequest, console.clock())) {
            console.say("listening on http://" + host + ":" + server.port() + "/, index '" + layout.root() + "'");
            begin.run();
            end.awaitSignal();
        }
    }
}
