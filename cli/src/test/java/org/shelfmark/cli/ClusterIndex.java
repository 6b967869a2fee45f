package org.shelfmark.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.index.IndexLayout;
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

    /** Archives the submissions of an owner. */
    void archive(String owner) {
        CommandRun run = run("archive", "owner:" + owner, "--min-jobs", "1", "--without-details", "--format", "json");
        if (run.code() != ExitCode.DONE || !run.out().contains("\"left\":0,")) {
            throw new IllegalStateException("not everything is archived: " + run);
        }
    }

    /** What a server asks. */
    JobSearch search(boolean withSecrets) throws IOException {
        return search(withSecrets, Map.of());
    }

    /** The same with records from other servers. */
    JobSearch search(boolean withSecrets, Map<String, URI> recordsFrom) throws IOException {
        return new ClusterBackend(settings, new IndexLayout(index))
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
