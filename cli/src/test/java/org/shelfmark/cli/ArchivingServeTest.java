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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.VaultSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.search.Responses;

/** Archiving while archives are followed: by a schedule, and by request. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ArchivingServeTest {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Path SAMPLE = SampleArchive.find().directory();

    @TempDir
    private Path directory;

    private Path index;

    @BeforeEach
    void indexSample() {
        index = directory.resolve("index");
        CommandRun.indexSample(index);
    }

    private String count() {
        return CommandRun.of("count", "*", "--index", index.toString()).out();
    }

    @Test
    void policy_archivesWhatIsOld_saysSoOnce_andOrdersAreCarriedOutBeside() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(stream, stream, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC);
        IndexingPlan plan = new IndexingPlan(
                new ArchiveRequest(List.of(SAMPLE), Optional.empty()),
                IngestSettings.forFollowing(ZoneOffset.UTC),
                VaultSettings.DEFAULT,
                false);
        ArchivingPlan archiving = new ArchivingPlan(
                SummarySettings.keeping(List.of()),
                List.of(new ArchiveOrder("", Optional.of(Duration.ofHours(1)), false, false)),
                true);
        UnarchiveReport back;
        try (Following following =
                Following.open(new IndexLayout(index), plan, Optional.of(archiving), Mapping.htcondorJob(), console)) {
            following.start();
            long began = System.nanoTime();
            while (err.size() == 0 && System.nanoTime() - began < LONGEST_NANOS) {
                Thread.onSpinWait();
            }
            Responses.LastArchiving last =
                    Objects.requireNonNull(following.activity().lastArchiving());
            assertThat(last).isEqualTo(new Responses.LastArchiving("2026-11-23T12:00:00Z", 113, 181, 21, null));
            back = following.archivist().orElseThrow().unarchive(new UnarchiveOrder("*", Optional.empty(), true));
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("shelfmark: scheduled archiving: 181 jobs of 113 submissions archived in 0s;"
                        + " left alone 21 submissions (ap1.pool.test#558, ...): a record is not in the vault\n");
        assertThat(back.submissions()).isEqualTo(113);
        assertThat(back.jobs()).isEqualTo(181);
        assertThat(count()).isEqualTo("266\n");
    }

    @Test
    void server_archivesByRequestWhereThatIsAllowed() throws IOException, InterruptedException {
        try (ServeProcess serve = new ServeProcess(index, SAMPLE, "--allow-archiving")) {
            String url = "http://127.0.0.1:" + serve.port();

            CommandRun archived = CommandRun.of("archive", "owner:dave", "--server", url, "--format", "csv");
            assertThat(archived.code()).as(archived.err()).isEqualTo(ExitCode.DONE);
            assertThat(archived.out()).contains("\r\narchived,,");
            assertThat(serve.count("owner:dave")).isEqualTo(94);
            CommandRun back = CommandRun.of("unarchive", "*", "--server", url, "--pin", "1h", "--format", "csv");
            assertThat(back.code()).as(back.err()).isEqualTo(ExitCode.DONE);
            assertThat(serve.count("*")).isEqualTo(266);
            assertThat(serve.terminate()).isZero();
        }
        assertThat(count()).isEqualTo("266\n");
    }

    @Test
    void serverThatOnlyReads_refusesAndSaysWhomToAsk() throws IOException, InterruptedException {
        try (ServeProcess serve = new ServeProcess(index, "--read-only")) {
            String url = "http://127.0.0.1:" + serve.port();

            assertThat(CommandRun.of("archive", "*", "--server", url))
                    .isEqualTo(new CommandRun(
                            ExitCode.USAGE,
                            "",
                            "shelfmark: the server at " + url + " refuses: this server only reads the index"
                                    + " (--read-only); ask the one that writes it\n"));
            assertThat(serve.terminate()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--read-only --allow-archiving, --read-only indexes nothing: leave out --allow-archiving",
        "--read-only --archive-older-than 30d --keep a, '--read-only indexes nothing: leave out --archive-older-than, --keep'",
        "--keep a --located true, '--keep, --located: nothing is archived; give --archive-older-than, --max-index or --allow-archiving, too'",
        "--allow-archiving --output-files ), '--output-files '')'' is no ClassAd expression: found \")\" at position 0, expected a value, an attribute name or \"(\"'"
    })
    void optionsThatContradict_areRefused(String words, String said) {
        List<String> arguments = new java.util.ArrayList<>(List.of("serve", "--index", index.toString()));
        arguments.addAll(List.of(words.split(" ", -1)));
        if (!words.contains("--read-only")) {
            arguments.add(SAMPLE.toString());
        }

        assertThat(CommandRun.of(arguments.toArray(String[]::new)))
                .isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: " + said + "\n"));
    }
}
