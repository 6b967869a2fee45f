package org.shelfmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.FollowSettings;
import org.shelfmark.ingest.Follower;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.server.ApiServer;
import org.shelfmark.server.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code serve}: indexes archives and answers over HTTP meanwhile. */
@Command(
        name = "serve",
        description = "Index archives, look for new records every second, and answer over HTTP meanwhile. Ends on"
                + " SIGTERM or Ctrl-C with everything committed.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private IndexLocation index = new IndexLocation();

    @Parameters(
            arity = "0..*",
            paramLabel = "HISTORY",
            description = "The archives to index. Default: what 'condor_config_val HISTORY' prints.")
    private List<Path> histories = List.of();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Name of the access point. Default: the schedd in the first record's GlobalJobId.")
    private @Nullable String source;

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
        List<Path> archives = histories.isEmpty() ? List.of(CondorConfig.history()) : histories;
        // what cannot be used at all is said before anything is opened
        List<ArchiveSet> unused = ArchiveSet.discover(ArchiveFileSystem.local(), archives, true);
        ServerSettings settings = new ServerSettings(host, port);
        Mapping mapping = Mapping.htcondorJob();
        IndexLayout layout = index.layout(console);
        OrderlyEnd end = new OrderlyEnd();
        try (JobIndexWriter writer = JobIndexWriter.open(layout, mapping, WriterSettings.DEFAULT);
                Ingester ingester = new Ingester(
                        writer,
                        ArchiveFileSystem.local(),
                        mapping,
                        console.clock(),
                        IngestSettings.forFollowing(console.zone()),
                        null,
                        OptionalLong.empty());
                IndexSearch search = new IndexSearch(
                        SnapshotSource.open(layout, mapping),
                        ArchiveFileSystem.local(),
                        mapping,
                        SearchSettings.forServer(console.clock(), console.zone(), withSecrets));
                ApiServer server = ApiServer.start(settings, search);
                Follower follower = new Follower(
                        ingester,
                        new ArchiveRequest(archives, Optional.ofNullable(source), true),
                        FollowSettings.DEFAULT,
                        console.clock(),
                        new CycleTalk(console))) {
            console.say("listening on http://" + host + ":" + server.port() + "/, index '" + layout.root() + "'");
            follower.start();
            end.awaitSignal();
        } finally {
            end.closed();
        }
        return ExitCode.DONE;
    }
}
