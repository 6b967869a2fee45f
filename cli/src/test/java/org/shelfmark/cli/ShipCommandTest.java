package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.search.SearchJson;

class ShipCommandTest {
    @TempDir
    private Path directory;

    private static void assertRefused(CommandRun run, String message) {
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("shelfmark: " + message + "\n");
    }

    @Test
    void indexOfThisMachine_isInTheClusterAndFollowingGoesOn() throws IOException {
        Path archive = Files.createDirectory(directory.resolve("archive"));
        SampleArchive.find().copyTo(archive);
        Path embedded = directory.resolve("embedded");
        CommandRun.index(embedded, archive);
        ClusterIndex cluster = new ClusterIndex("ship-command", directory.resolve("shipper"));

        CommandRun shipped = cluster.run("ship", "--from", embedded.toString());

        assertThat(shipped.code()).isEqualTo(ExitCode.DONE);
        assertThat(SearchJson.read(shipped.out(), JsonNode.class).toString())
                .isEqualTo("{\"shipper\":0,\"documents\":{\"jobs\":266,\"problems\":0},\"differences\":[]}");
        assertThat(shipped.err())
                .matches(
                        "shelfmark: 266 jobs and 0 damaged records shipped in [0-9.]+ s; the cluster has as many of each"
                                + " archive file\n");
        for (String query : new String[] {"*", "owner:alice exit:0", "cmd:*sleep*", "runtime:>10s"}) {
            assertThat(cluster.run("count", query).out())
                    .isEqualTo(CommandRun.of("count", "--index", embedded.toString(), query)
                            .out());
        }
        CommandRun followed = cluster.run("index", archive.toString());
        assertThat(followed.err()).startsWith("shelfmark: 0 records indexed in ");
        assertRefused(
                cluster.run("ship", "--from", embedded.toString()),
                "'" + directory.resolve("shipper")
                        + "' has shipped archives already; name an empty directory with --index");
    }

    @Test
    void lostDirectory_isAdopted() throws IOException {
        Path archive = Files.createDirectory(directory.resolve("archive"));
        SampleArchive.find().copyTo(archive);
        ClusterIndex lost = new ClusterIndex("ship-adopt", directory.resolve("lost"));
        lost.ship(archive);
        ClusterIndex next = lost.from(directory.resolve("next"));

        CommandRun adopted = next.run("ship", "--adopt", "0");

        assertThat(adopted.code()).isEqualTo(ExitCode.DONE);
        assertThat(adopted.err()).isEqualTo("shelfmark: '" + directory.resolve("next") + "' goes on as shipper 0\n");
        assertThat(next.run("index", archive.toString()).err()).startsWith("shelfmark: 0 records indexed in ");
        assertThat(next.run("count", "*").out()).isEqualTo("266\n");
    }

    @Test
    void whatCannotBeShipped_isRefused() {
        ClusterIndex cluster = new ClusterIndex("ship-refused", directory.resolve("shipper"));

        assertRefused(
                CommandRun.of("ship", "--index", directory.toString(), "--from", "x"),
                "ship: no cluster is named; add --opensearch-url URL");
        assertRefused(
                cluster.run("ship"), "ship: accepted: --from DIR, the index to bring there, or --adopt NUMBER, from 0");
        assertRefused(cluster.run("ship", "--from", "x", "--adopt", "0"), "--from, --adopt: accepted is one of them");
        assertRefused(
                cluster.run("ship", "--adopt", "-1"),
                "ship: accepted: --from DIR, the index to bring there, or --adopt NUMBER, from 0");
        Path missing = directory.resolve("missing");
        assertThat(cluster.run("ship", "--from", missing.toString()).err())
                .startsWith("shelfmark: no index in '" + missing + "'");
    }
}
