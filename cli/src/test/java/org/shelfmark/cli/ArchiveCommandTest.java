package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.server.Archiving;

/** {@code archive} and {@code unarchive}: what they order, print, say and refuse. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ArchiveCommandTest {
    private static final int ALL = 266;

    @TempDir
    private Path directory;

    private final ArchivistDouble archivist = new ArchivistDouble();
    private Path index;

    @BeforeEach
    void indexSample() {
        index = directory.resolve("index");
        CommandRun.indexSample(index);
    }

    private static String[] words(String line) {
        return line.split(" ", -1);
    }

    private CommandRun onIndex(String line) {
        List<String> words = new ArrayList<>(List.of(words(line)));
        words.add("--index");
        words.add(index.toString());
        return CommandRun.of(words.toArray(String[]::new));
    }

    private CommandRun onServer(String line) throws IOException {
        try (TestServer server = new TestServer(index, false, Archiving.by(archivist))) {
            CommandRun run = CommandRun.in(Map.of("SHELFMARK_SERVER", server.url()), words(line));
            return new CommandRun(run.code(), run.out(), run.err().replace(server.url(), "URL"));
        }
    }

    @Test
    void dryRun_printsWhatWouldHappen_andWhyTheOthersAreLeftAlone() throws IOException {
        assertThat(onServer("archive owner:alice -exit:0 --older-than 30d --dry-run"))
                .isEqualTo(new CommandRun(ExitCode.DONE, """
                        submissions   12
                        jobs          3,400
                        index before  1.2 GB
                        index after   about 295.64 MB

                        left alone because                  submissions   jobs  first
                        only some of its jobs match                   2  1,041  ap40#1234
                        a record is ?[31mnot, in the vault            1      5  ap40#1250
                        """, """
                        shelfmark: 3,400 jobs of 12 submissions would be archived in 1m02s; 3 submissions left alone
                        shelfmark: nothing was changed: this was a dry run
                        """));
        assertThat(archivist.orders)
                .containsExactly(
                        new ArchiveOrder("owner:alice -exit:0", Optional.of(Duration.ofDays(30)), true, false));
    }

    @Test
    void archive_printsWhatWasDone() throws IOException {
        CommandRun run = onServer("archive *");

        assertThat(run.out()).startsWith("""
                submissions      12
                jobs             3,400
                archived before  2
                index before     1.2 GB
                index after      295.64 MB

                """);
        assertThat(run.err())
                .isEqualTo("shelfmark: 3,400 jobs of 12 submissions archived in 1m02s; 3 submissions left alone\n");
        assertThat(archivist.orders).containsExactly(new ArchiveOrder("*", Optional.empty(), false, false));
    }

    /** As CSV ends them. */
    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    @Test
    void archive_forPrograms_hasARowForEachOutcome_orTheReport() throws IOException {
        assertThat(onServer("archive --older-than 1h30m --format csv").out())
                .isEqualTo(lines(
                        "outcome,reason,submissions,jobs,first",
                        "archived,,12,3400,",
                        "left,only some of its jobs match,2,1041,ap40#1234",
                        "left,\"a record is \u001b[31mnot, in the vault\",1,5,ap40#1250"));
        for (String format : List.of("json", "jsonl")) {
            assertThat(onServer("archive --older-than 90m --dry-run --format " + format)
                            .out())
                    .startsWith("{\"dry_run\":true,\"submissions\":12,\"jobs\":3400,\"extended\":0,"
                            + "\"bytes_before\":1288490188,\"bytes_after\":310000000,\"left\":3,\"reasons\":[{")
                    .endsWith("],\"took_ms\":61500}\n");
        }
        assertThat(archivist.orders)
                .allSatisfy(
                        order -> assertThat(((ArchiveOrder) order).olderThan()).contains(Duration.ofMinutes(90)));
    }

    @Test
    void unarchive_printsWhatCameBack() throws IOException {
        assertThat(onServer("unarchive cluster:1234 --pin 7d"))
                .isEqualTo(new CommandRun(
                        ExitCode.DONE, """
                submissions   jobs  pinned_until
                          1  3,400  2026-11-30 12:00:00
                """, "shelfmark: 3,400 jobs of 1 submission brought back in 0.57s\n"));
        assertThat(onServer("unarchive cluster:1234 --dry-run").err()).isEqualTo("""
                shelfmark: 3,400 jobs of 1 submission would be brought back in 0.57s
                shelfmark: nothing was changed: this was a dry run
                """);
        assertThat(onServer("unarchive * --format csv").out())
                .isEqualTo("submissions,jobs,pinned_until\r\n1,3400,\r\n");
        assertThat(onServer("unarchive * --pin 12h --format json").out())
                .isEqualTo("{\"dry_run\":false,\"submissions\":1,\"jobs\":3400,"
                        + "\"pinned_until\":\"2026-11-30T12:00:00Z\",\"took_ms\":570}\n");
        assertThat(archivist.orders)
                .containsExactly(
                        new UnarchiveOrder("cluster:1234", Optional.of(Duration.ofDays(7)), false),
                        new UnarchiveOrder("cluster:1234", Optional.empty(), true),
                        new UnarchiveOrder("*", Optional.empty(), false),
                        new UnarchiveOrder("*", Optional.of(Duration.ofHours(12)), false));
    }

    @ParameterizedTest
    @CsvSource({
        "archive, 'nothing says what to archive; accepted: a query, --older-than 30d or both; archive ''*'' archives every submission'",
        "archive --dry-run, 'nothing says what to archive; accepted: a query, --older-than 30d or both; archive ''*'' archives every submission'",
        "unarchive, 'nothing says what to bring back; accepted: a query such as cluster:1234; unarchive ''*'' brings every submission back'",
        "unarchive --pin 7d, 'nothing says what to bring back; accepted: a query such as cluster:1234; unarchive ''*'' brings every submission back'",
        "archive * --located (, '--located ''('' is no ClassAd expression: found end of text at position 1, expected a value, an attribute name or \"(\"'",
        "archive * --oldr, 'unknown option ''--oldr''; --help lists the options'",
        "archive foo:bar, 'query, column 1: unknown name ''foo'': neither a field nor an attribute of any indexed record; ''shelfmark fields'' lists the fields, quotes search for text with a colon'"
    })
    void impossibleOrder_isRefused_andNothingIsChanged(String line, String said) {
        assertThat(onIndex(line)).isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: " + said + "\n"));
        assertThat(onIndex("count *").out()).isEqualTo(ALL + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "0d", "-1d", "30x", "", "99999d", "d"})
    void timeThatIsNone_isRefused(String time) {
        String said = "'" + time + "'; accepted: a time with a unit (s, m, h, d or w), for example 30d or 1h30m\n"
                + "shelfmark: --help says what is accepted\n";

        assertThat(CommandRun.of("archive", "*", "--older-than", time))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE, "", "shelfmark: Invalid value for option '--older-than': " + said));
        assertThat(CommandRun.of("unarchive", "*", "--pin", time))
                .isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: Invalid value for option '--pin': " + said));
    }

    @ParameterizedTest
    @CsvSource({
        "archive * --keep Site, --keep",
        "archive * --without-details, --without-details",
        "archive * --keep Site --located true --output-files 1 --output-bytes 2 --without-details, '--keep, --located, --output-files, --output-bytes, --without-details'"
    })
    void whatOnlyAnIndexCanDo_isNotAskedOfAServer(String line, String options) throws IOException {
        assertThat(onServer(line))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE,
                        "",
                        "shelfmark: " + options
                                + ": a server archives by the settings it was started with; leave it out, or give"
                                + " --index\n"));
        assertThat(archivist.orders).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_ORDER, 2, '''BAD_ORDER'' fails'",
        "RECORD_GONE, 1, '''RECORD_GONE'' fails'",
        "BUSY, 3, 'the server at URL is busy: ''BUSY'' fails'"
    })
    void orderThatIsNotCarriedOut_hasTheCodeOfItsReason(String query, int code, String said) throws IOException {
        for (String command : List.of("archive ", "unarchive ")) {
            assertThat(onServer(command + query)).isEqualTo(new CommandRun(code, "", "shelfmark: " + said + "\n"));
        }
    }

    @Test
    void serverThatDoesNotArchive_saysHowItWould() throws IOException {
        try (TestServer server = new TestServer(index, false)) {
            assertThat(CommandRun.of("archive", "*", "--server", server.url()))
                    .isEqualTo(new CommandRun(
                            ExitCode.USAGE,
                            "",
                            "shelfmark: the server at " + server.url()
                                    + " refuses: this server does not archive; start it with --allow-archiving\n"));
        }
    }

    @Test
    void indexThatAnotherProcessWrites_isNotArchived() throws IOException {
        try (JobIndexWriter writes =
                JobIndexWriter.open(new IndexLayout(index), Mapping.htcondorJob(), WriterSettings.DEFAULT)) {
            assertThat(writes.root()).isEqualTo(index);
            CommandRun run = onIndex("archive *");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("shelfmark: the index in '" + index + "' is being written by another process")
                    .endsWith("; one writer at a time; a server that is running with --allow-archiving can be asked"
                            + " instead: --server URL\n");
        }
    }

    @Test
    void withoutAnIndex_noneIsMade() {
        Path nothing = directory.resolve("nothing");

        CommandRun run = CommandRun.of("archive", "*", "--index", nothing.toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("shelfmark: no index in '" + nothing + "'");
        assertThat(nothing).doesNotExist();
    }

    @Test
    void submissions_areArchivedAndBroughtBack_byTheCommands() {
        String records = onIndex("search --all --format jsonl").out();

        assertThat(onIndex("archive * --dry-run --without-details").code()).isEqualTo(ExitCode.DONE);
        assertThat(onIndex("search --all --format jsonl").out()).isEqualTo(records);
        assertThat(onIndex("archive * --min-jobs 1 --without-details").err())
                .isEqualTo("shelfmark: 266 jobs of 134 submissions archived in 0s\n");
        assertThat(onIndex("search --all --format jsonl").out()).isEmpty();
        assertThat(onIndex("unarchive * --pin 7d").err())
                .isEqualTo("shelfmark: 266 jobs of 134 submissions brought back in 0s\n");
        assertThat(onIndex("search --all --format jsonl").out()).isEqualTo(records);
        assertThat(onIndex("archive * --min-jobs 1 --without-details --format csv")
                        .out())
                .isEqualTo(lines(
                        "outcome,reason,submissions,jobs,first",
                        "archived,,0,0,",
                        "left,pinned until 2026-11-30T12:00:00Z,134,266,ap1.pool.test#30"));
    }
}
