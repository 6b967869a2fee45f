package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.FollowStatistics;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.RecordStamp;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.RollupPolicy;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.SearchSettings;

/** What is printed of gaps and of indexing, byte by byte; at noon of 23 November 2026. */
final class GapOutputTest {
    private static final String ROTATED = "history.20261122T034000";

    @TempDir
    private Path directory;

    private Path index;
    private Path rotated;

    @BeforeEach
    void indexArchiveWithGaps() throws IOException {
        index = directory.resolve("index");
        rotated = Files.createDirectory(directory.resolve("spool")).resolve(ROTATED);
        Files.writeString(rotated, SmallRecords.records(1, 3));
        Files.writeString(rotated.resolveSibling("history"), SmallRecords.records(4, 2));
        CommandRun.index(index, rotated.resolveSibling("history"));
        try (JobIndexWriter writer =
                JobIndexWriter.open(new IndexLayout(index), Mapping.htcondorJob(), WriterSettings.DEFAULT)) {
            ArchiveFile file = writer.registry().file(1).orElseThrow();
            Gap whole = new Gap(
                    700,
                    OptionalLong.of(900),
                    OptionalLong.of(2),
                    new RecordStamp("3.0", 1_795_318_003L),
                    1_795_390_000L,
                    "it was \"cut\", twice");
            Gap unseen = new Gap(
                    900, OptionalLong.empty(), OptionalLong.empty(), RecordStamp.UNKNOWN, 1_795_390_001L, "gone");
            writer.commit(writer.registry().with(file.withGap(whole).withGap(unseen)), writer.positions());
        }
    }

    private CommandRun run(String command) {
        return CommandRun.of((command + " --index " + index).split(" ", -1));
    }

    private static String squeezed(String text) {
        return text.replaceAll(" {2,}", "  ");
    }

    @Test
    void gaps_areATable() {
        assertThat(squeezed(run("files --gaps").out()))
                .isEqualTo(
                        "source  path  former_paths  from  to  estimated_records  job_before  time_before  job_after  time_after  noticed  reason\n"
                                + "ap1.pool.test  " + rotated
                                + "  700  900  2  3.0  2026-11-22T03:26:43Z  4.0  2026-11-22T03:26:44Z"
                                + "  2026-11-22T23:26:40Z  it was \"cut\", twice\n"
                                + "ap1.pool.test  " + rotated
                                + "  900  ?  ?  4.0  2026-11-22T03:26:44Z  2026-11-22T23:26:41Z  gone\n");
    }

    @Test
    void gaps_areRows() {
        assertThat(run("files --gaps --format csv").out())
                .isEqualTo(
                        "source,path,former_paths,from,to,estimated_records,job_before,time_before,job_after,time_after,noticed,reason\r\n"
                                + "ap1.pool.test," + rotated
                                + ",,700,900,2,3.0,2026-11-22T03:26:43Z,4.0,2026-11-22T03:26:44Z,2026-11-22T23:26:40Z,\"it was"
                                + " \"\"cut\"\", twice\"\r\n"
                                + "ap1.pool.test," + rotated
                                + ",,900,,,,,4.0,2026-11-22T03:26:44Z,2026-11-22T23:26:41Z,gone\r\n");
        assertThat(run("files --gaps --format jsonl").out().lines())
                .element(1)
                .isEqualTo("{\"source\":\"ap1.pool.test\",\"path\":\"" + rotated
                        + "\",\"former_paths\":\"\",\"from\":900,\"to\":null,\"estimated_records\":null,\"job_before\":\"\","
                        + "\"time_before\":null,\"job_after\":\"4.0\",\"time_after\":\"2026-11-22T03:26:44Z\","
                        + "\"noticed\":\"2026-11-22T23:26:41Z\",\"reason\":\"gone\"}");
    }

    @Test
    void gaps_areTheSameFromAServer() throws IOException {
        try (TestServer server = new TestServer(index, false)) {
            for (String format : List.of("table", "csv", "jsonl")) {
                assertThat(CommandRun.of("files", "--gaps", "--format", format, "--server", server.url()))
                        .isEqualTo(run("files --gaps --format " + format));
            }
        }
    }

    @Test
    void files_sayThatThereAreGaps() {
        CommandRun run = run("files");

        assertThat(run.err())
                .isEqualTo("shelfmark: 2 gaps where records were gone before they could be read; --gaps lists them\n");
        assertThat(squeezed(run.out()).lines()).element(1).asString().contains("  3  0  2  2026-11-22T03:26:41Z  ");
        assertThat(run("files --gaps").err()).isEmpty();
        assertThat(run("files --format csv").err()).isEmpty();
    }

    @Test
    void status_countsGaps() {
        assertThat(squeezed(run("status").out()))
                .contains("\ngaps  2\n")
                .endsWith("\n" + "source  files  records  quarantined  bytes_behind  lag_seconds"
                        + "  estimated_records_behind  gaps  estimated_records_lost\n"
                        + "ap1.pool.test  2  5  0  0  0  0  2  2\n");
    }

    @Test
    void everyAnswer_countsGaps() {
        assertThat(run("count --format json").out()).contains("\"bytes_behind\":0,\"gaps\":2}]");
    }

    @Test
    void problemsAndGaps_areTwoLists() {
        assertThat(run("files --gaps --problems"))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE, "", "shelfmark: --problems and --gaps are two lists; ask for one of them\n"));
    }

    /** The status of an index beside an indexing that archived submissions. */
    private String statusTable(Optional<RollupPolicy.Run> lastArchiving) throws IOException {
        Instant start = Instant.parse("2026-11-23T11:00:00Z");
        FollowStatistics.Summary summary = new FollowStatistics.Summary(
                start,
                12,
                3,
                2,
                1,
                true,
                400,
                4,
                50 << 10,
                1.23456,
                0.5,
                0,
                Duration.ofSeconds(6),
                Duration.ofMillis(3250),
                Duration.ofMillis(125),
                Optional.of(start.plusSeconds(60)),
                Optional.empty(),
                Optional.of(new FollowStatistics.Failure(
                        start.plusSeconds(10), start.plusSeconds(20), "no space left", true)),
                7);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Console console = new Console(stream, stream, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC);
        try (IndexSearch search = new IndexSearch(
                SnapshotSource.open(new IndexLayout(index), Mapping.htcondorJob()),
                ArchiveFileSystem.local(),
                Mapping.htcondorJob(),
                SearchSettings.forCommandLine(CommandRun.NOON, ZoneOffset.UTC),
                () -> Optional.of(ActivityForm.of(summary, lastArchiving)))) {
            new StatusCommand(console).ask(search);
        }

        return squeezed(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void activity_isInTheTableOfTheStatus() throws IOException {
        assertThat(statusTable(Optional.empty())).contains("""

                indexing since  2026-11-23T11:00:00Z
                records since then  400, 4 of them not understood, 50 KB
                records per second  1.24 in 1m, 0.5 in 5m, 0 in 15m
                cycles  12, 3 committed something, 2 failed, 1 reached their limit
                seconds per cycle  0.5, at the most 3.25
                last cycle  2026-11-23T11:01:00Z
                last commit  none yet
                last error  2026-11-23T11:00:20Z no space left (failing since 2026-11-23T11:00:10Z)
                files held open  7
                """);
    }

    @Test
    void scheduledArchiving_isInTheTableOfTheStatus() throws IOException {
        Instant at = Instant.parse("2026-11-23T11:30:00Z");
        List<RollupPolicy.Pass> passes = List.of(
                new RollupPolicy.Pass(
                        ArchiveOrder.toFit(1 << 20), new ArchiveReport(false, 2, 10, 0, 9, 8, 1, List.of(), 5)),
                new RollupPolicy.Pass(
                        ArchiveOrder.toFit(1 << 10), new ArchiveReport(false, 1, 5, 0, 8, 7, 3, List.of(), 5)));

        assertThat(statusTable(Optional.of(new RollupPolicy.Run(at, passes, Optional.empty()))))
                .contains("\nfiles held open  7\nlast archiving  2026-11-23T11:30:00Z 15 jobs of 3 submissions, 3"
                        + " submissions left alone\n");
        assertThat(statusTable(Optional.of(new RollupPolicy.Run(at, List.of(), Optional.of("no space left")))))
                .contains("\nlast archiving  2026-11-23T11:30:00Z failed: no space left\n");
    }
}
