package org.shelfmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.FileNotice;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.mapping.Mapping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code index}: brings archives into the index, or into a cluster. */
@Command(
        name = "index",
        description = "Index job-history archives with their rotated siblings. Goes on where it stopped; a second run"
                + " over unchanged archives changes nothing.",
        mixinStandardHelpOptions = true)
final class IndexCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private IndexLocation index = new IndexLocation();

    @Parameters(
            arity = "1..*",
            paramLabel = "HISTORY",
            description = "A history file (its rotated siblings come with it), a rotated file, or a directory with a"
                    + " file 'history'.")
    private List<Path> histories = List.of();

    @Mixin
    private BackendOptions backend = new BackendOptions();

    @Mixin
    private ShipRecordsOption records = new ShipRecordsOption();

    @Mixin
    private IndexingOptions options = new IndexingOptions();

    @Option(names = "--follow", description = "Go on with what is appended, until SIGTERM or Ctrl-C.")
    private boolean follow;

    IndexCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        IngestSettings cycles =
                follow ? IngestSettings.forFollowing(console.zone()) : IngestSettings.forRun(console.zone());
        IndexingPlan plan = options.plan(histories, cycles, follow);
        Optional<ClusterSettings> named = backend.cluster(console);
        boolean withRecords = records.isMeant(console, named.isPresent());
        Optional<ClusterBackend> cluster =
                named.map(settings -> new ClusterBackend(settings, index.layout(console), withRecords));
        // what cannot be used at all is said before an index is made
        plan.sayWhatIsAwaited(console);
        OrderlyEnd end = new OrderlyEnd();
        if (follow) {
            end.listen();
        }
        try (Following following = open(cluster, plan)) {
            String place = cluster.map(ClusterBackend::name)
                    .orElseGet(() -> index.layout(console).root().toString());
            boolean complete = run(following, plan, place, end);
            if (!follow) {
                following.finishMerges();
                return complete ? ExitCode.DONE : ExitCode.PARTIAL;
            }
            if (!end.isTold()) {
                console.say("following; SIGTERM or Ctrl-C ends it");
                following.start();
                end.awaitSignal();
            }
            return ExitCode.DONE;
        } finally {
            end.closed();
        }
    }

    private Following open(Optional<ClusterBackend> cluster, IndexingPlan plan) throws IOException {
        return cluster.isPresent()
                ? Following.shipping(cluster.get(), plan, follow, Optional.empty(), Mapping.htcondorJob(), console)
                : Following.open(index.layout(console), plan, Mapping.htcondorJob(), console);
    }

    /** Indexes what is there, unless told to end meanwhile; whether all files could be. */
    private boolean run(Following following, IndexingPlan plan, String place, OrderlyEnd end) throws IOException {
        long started = System.nanoTime();
        long records = 0;
        long quarantined = 0;
        Set<FileNotice> notices = new LinkedHashSet<>();
        try (IndexingBar bar = IndexingBar.of(console, plan)) {
            CycleReport report;
            do {
                report = following.cycle(bar);
                records += report.records();
                quarantined += report.quarantined();
                notices.addAll(report.notices());
            } while (report.more() && !end.isTold());
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        boolean complete = true;
        for (FileNotice notice : new ArrayList<>(notices)) {
            console.say("'" + notice.path() + "' " + withoutPath(notice));
            complete &= !notice.failure();
        }
        following.sayNewGaps();
        console.say(String.format(
                java.util.Locale.ROOT,
                "%d records indexed in %.1f s into '%s'%s",
                records,
                seconds,
                place,
                quarantined == 0
                        ? ""
                        : ", " + quarantined + " of them could not be understood (shelfmark files --problems)"));
        return complete;
    }

    private static String withoutPath(FileNotice notice) {
        String prefix = "'" + notice.path() + "' ";
        String colon = "'" + notice.path() + "': ";
        String text = notice.text();
        if (text.startsWith(colon)) {
            return "cannot be indexed: " + text.substring(colon.length());
        }
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
}
