package org.shelfmark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.VaultSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchSettings;

/** Jobs in the cluster that tests share, under a name of their own. */
final class ClusterIndex {
    private final ClusterSettings settings;
    private final Path index;

    /**
     * Nothing is there yet.
     *
     * @param prefix of the test
     * @param index the directory of the shipper
     */
    ClusterIndex(String prefix, Path index) {
        this.settings = ClusterSettings.of(TestCluster.shared().url()).prefixed(prefix);
        this.index = index;
    }

    /** The same cluster, asked from a machine that ships nothing, or from another directory. */
    ClusterIndex from(Path other) {
        return new ClusterIndex(settings.prefix(), other);
    }

    /** The options of a command that asks it, or ships to it. */
    String[] options() {
        return new String[] {
            "--opensearch-url", settings.shown(), "--opensearch-prefix", settings.prefix(), "--index", index.toString()
        };
    }

    /** The same before other words. */
    CommandRun run(String command, String... words) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(options()));
        arguments.addAll(List.of(words));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** Indexes an archive into it. */
    void ship(Path history) {
        CommandRun run = run("index", history.toString());
        if (run.code() != ExitCode.DONE) {
            throw new IllegalStateException("the archive cannot be shipped: " + run.err());
        }
    }

    /** As commands open it. */
    ClusterBackend backend() {
        return new ClusterBackend(settings, new IndexLayout(index));
    }

    /** What a process is told that goes on shipping archives. */
    static IndexingPlan plan(Path... histories) {
        return new IndexingPlan(
                new ArchiveRequest(List.of(histories), Optional.empty()),
                IngestSettings.forFollowing(ZoneOffset.UTC),
                VaultSettings.DEFAULT,
                false);
    }

    /** Archives the submissions of an owner as a server does that goes on shipping archives. */
    void archiveServing(String owner, Path... histories) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        ArchivingPlan byRequest = new ArchivingPlan(SummarySettings.keeping(List.of()), List.of(), true);
        try (Following following = Following.shipping(
                backend(),
                plan(histories),
                true,
                Optional.of(byRequest),
                Mapping.htcondorJob(),
                new Console(nowhere, nowhere, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC))) {
            following.start();
            ArchiveReport report = following
                    .archivist()
                    .orElseThrow()
                    .archive(new ArchiveOrder("owner:" + owner, Optional.empty(), false, true));
            if (report.left() > 0) {
                throw new IllegalStateException("not everything is archived: " + report);
            }
        }
    }

    /** Has a shipper hold the cluster as if it were archiving. */
    void holdArchiving(int shipper, Instant until) {
        String held = "{\"holder\":" + shipper + ",\"held_until\":" + until.getEpochSecond() + "}";
        TestCluster.shared()
                .send(
                        "POST",
                        "/" + settings.prefix() + "-format/_update/archiving?refresh=true",
                        "{\"doc_as_upsert\":true,\"doc\":" + held + "}");
    }

    /** What a server asks. */
    JobSearch search(boolean withSecrets) throws IOException {
        return search(withSecrets, Map.of());
    }

    /** The same with records from other servers. */
    JobSearch search(boolean withSecrets, Map<String, URI> recordsFrom) throws IOException {
        return backend()
                .served(
                        new SearchSettings(CommandRun.NOON, ZoneOffset.UTC, withSecrets, Duration.ofSeconds(30)),
                        recordsFrom,
                        false,
                        Optional::empty);
    }

    /** How answers call it. */
    String name() {
        return settings.indexName();
    }

    /** Its address. */
    String url() {
        return settings.shown();
    }
}
