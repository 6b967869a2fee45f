package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.search.Responses;
import org.shelfmark.server.Archiving;

/** Archiving in a cluster while archives are shipped there: by a schedule, and by request. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClusterArchivingServeTest {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Path SAMPLE = SampleArchive.find().directory();
    private static final ArchivingPlan OLD = new ArchivingPlan(
            SummarySettings.keeping(List.of()),
            List.of(new ArchiveOrder("", Optional.of(Duration.ofHours(1)), false, false)),
            true);

    @TempDir
    private static Path directory;

    private static ClusterIndex cluster;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void shipSample() {
        cluster = new ClusterIndex("archiving-serve", directory.resolve("index"));
        cluster.ship(SAMPLE);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private LateFollowing shipping() throws IOException {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(stream, stream, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC);
        return LateFollowing.of(
                () -> Following.shipping(
                        cluster.backend(),
                        ClusterIndex.plan(SAMPLE),
                        true,
                        Optional.of(OLD),
                        Mapping.htcondorJob(),
                        console),
                console);
    }

    private static Responses.LastArchiving awaitArchiving(LateFollowing following) {
        long began = System.nanoTime();
        while (following.activity().lastArchiving() == null && System.nanoTime() - began < LONGEST_NANOS) {
            Thread.onSpinWait();
        }
        return Objects.requireNonNull(following.activity().lastArchiving());
    }

    @Test
    void policy_archivesWhatIsOldAndShippedHere_andOrdersAreCarriedOutBeside() throws IOException {
        try (LateFollowing following = shipping();
                TestServer server = new TestServer(cluster.search(false), Archiving.by(following.archivist()))) {
            following.start();
            assertThat(awaitArchiving(following))
                    .isEqualTo(new Responses.LastArchiving("2026-11-23T12:00:00Z", 113, 181, 21, null));

            String[] asked = {"--server", server.url(), "--format", "csv"};
            assertThat(CommandRun.of("count", "*", "--server", server.url()).out())
                    .isEqualTo("266\n");
            assertThat(CommandRun.of(with(asked, "unarchive", "*", "--pin", "1h"))
                            .out())
                    .isEqualTo("submissions,jobs,pinned_until\r\n113,181,2026-11-23T13:00:00Z\r\n");
            assertThat(CommandRun.of("count", "*", "--server", server.url()).out())
                    .isEqualTo("266\n");
            assertThat(CommandRun.of(with(asked, "archive", "*")).out())
                    .contains("archived,,0,0,")
                    .contains("left,pinned until 2026-11-23T13:00:00Z,113,181,");
            CommandRun busy = cluster.run("archive", "*");
            assertThat(busy.code()).isEqualTo(ExitCode.USAGE);
            assertThat(busy.err())
                    .endsWith("; one writer at a time; a server that is running with --allow-archiving can be asked"
                            + " instead: --server URL\n");
        }
        assertThat(said())
                .matches("shelfmark: scheduled archiving: 181 jobs of 113 submissions archived in [^;]*;"
                        + " left alone 21 submissions \\(ap1\\.pool\\.test#[0-9]+, \\.\\.\\.\\): a record is not in the"
                        + " vault\n");
    }

    private static String[] with(String[] last, String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + last.length);
        System.arraycopy(last, 0, all, words.length, last.length);
        return all;
    }

    @Test
    void whileAnotherMachineArchives_theScheduleWaitsAndSaysSo() throws IOException {
        cluster.holdArchiving(77, CommandRun.NOON.instant().plusSeconds(60));
        try (LateFollowing following = shipping()) {
            following.start();
            assertThat(awaitArchiving(following).failure())
                    .startsWith("shipper 77 of the cluster is archiving; when it does not any more, ");
        }
        assertThat(said())
                .startsWith("shelfmark: scheduled archiving failed: shipper 77 of the cluster is archiving; ")
                .hasLineCount(1);
        cluster.holdArchiving(77, CommandRun.NOON.instant());
    }
}
