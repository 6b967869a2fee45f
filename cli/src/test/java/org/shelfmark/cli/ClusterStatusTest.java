package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;

/** How a cluster is, asked where its archives are and where they are not. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClusterStatusTest {
    @TempDir
    private Path directory;

    private Path active;
    private ClusterIndex cluster;

    @BeforeEach
    void ship(TestInfo test) throws IOException {
        active = Files.createDirectory(directory.resolve("spool")).resolve("history");
        Files.writeString(active, SmallRecords.records(1, 3) + "*** nobody knows what\n");
        String name = test.getTestMethod().orElseThrow().getName();
        cluster = new ClusterIndex("status." + name.toLowerCase(Locale.ROOT), directory.resolve("index"));
        cluster.ship(active);
    }

    private static JsonNode status(ClusterIndex asked) throws IOException {
        CommandRun run = asked.run("status", "--format", "json");
        assertThat(run.err()).isEmpty();
        return new ObjectMapper().readTree(run.out());
    }

    private ClusterIndex elsewhere() {
        return cluster.from(directory.resolve("elsewhere"));
    }

    /** Another machine, with a history of its own at the same path. */
    private void moveToAnotherMachine() throws IOException {
        Files.move(active.getParent(), directory.resolve("moved"));
        Files.createDirectory(active.getParent());
        Files.writeString(active, SmallRecords.records(70, 4));
        Files.writeString(active.resolveSibling("history.20261122T034148"), SmallRecords.records(80, 1));
    }

    @Test
    void jobsAndSizes_areThoseOfTheCluster() throws IOException {
        JsonNode status = status(elsewhere());

        assertThat(status.path("index").asText()).isEqualTo(cluster.name());
        assertThat(status.path("total").asLong()).isEqualTo(3);
        assertThat(status.path("jobs").asLong()).isEqualTo(3);
        assertThat(status.path("records").asLong()).isEqualTo(4);
        assertThat(status.path("quarantined").asLong()).isEqualTo(1);
        assertThat(status.path("index_bytes").asLong()).isGreaterThan(1_000);
        assertThat(status.path("segments").asInt()).isPositive();
        assertThat(status.path("files").path("active").asInt()).isEqualTo(1);
    }

    @Test
    void shipping_isSaidOfEachSource() throws IOException {
        JsonNode source = status(elsewhere()).path("sources").path(0);

        assertThat(source.path("source").asText()).isEqualTo("ap1.pool.test");
        assertThat(source.path("last_shipped_at").asText()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(elsewhere().run("status", "--format", "csv").out())
                .startsWith(
                        "source,files,records,quarantined,bytes_behind,lag_seconds,estimated_records_behind,gaps,"
                                + "estimated_records_lost,last_shipped_at\r\nap1.pool.test,1,4,1,0,0,0,0,0,2026-11-23T12:00:00Z\r\n");
        assertThat(elsewhere().run("status").out())
                .contains("index", cluster.name())
                .contains("last_shipped_at");
    }

    @Test
    void whatIsAppended_isBehindWhereTheArchiveIs() throws IOException {
        String more = SmallRecords.records(10, 1);
        Files.writeString(active, more, StandardOpenOption.APPEND);

        for (ClusterIndex asked : new ClusterIndex[] {cluster, elsewhere()}) {
            assertThat(status(asked)
                            .path("sources")
                            .path(0)
                            .path("bytes_behind")
                            .asLong())
                    .isEqualTo(more.length());
        }
    }

    @Test
    void archivesOfAnotherMachine_areAsTheirShipperSaid() throws IOException {
        moveToAnotherMachine();
        JsonNode status = status(elsewhere());

        assertThat(status.path("sources").path(0).path("bytes_behind").asLong()).isZero();
        assertThat(status.path("indexed_through").path(0).path("bytes_behind").asLong())
                .isZero();
        assertThat(elsewhere().run("show", "70.0").err()).isEqualTo("shelfmark: no job 70.0\n");
        assertThat(elsewhere().run("show", "80.0").err()).isEqualTo("shelfmark: no job 80.0\n");
        assertThat(elsewhere().run("show", "1.0").err())
                .startsWith("shelfmark: the record of ap1.pool.test#1.0 is not at byte ")
                .contains("--records-from ap1.pool.test=URL");
    }

    @Test
    void newFilesOfThisMachine_areBehindWhereItShips() throws IOException {
        String more = SmallRecords.records(10, 2);
        Files.move(active, active.resolveSibling("history.20261122T034148"));
        Files.writeString(active, more);

        assertThat(status(cluster)
                        .path("indexed_through")
                        .path(0)
                        .path("bytes_behind")
                        .asLong())
                .isEqualTo(more.length());
        assertThat(cluster.run("show", "10.0").code()).isEqualTo(ExitCode.DONE);
        assertThat(elsewhere().run("show", "10.0").err()).isEqualTo("shelfmark: no job 10.0\n");
    }
}
