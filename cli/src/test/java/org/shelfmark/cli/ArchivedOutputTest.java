package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;

/** What commands print of an index in which submissions are archived, beside what they print of the same jobs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ArchivedOutputTest {
    private static final String UNDECIDABLE = "shelfmark: 68 archived jobs cannot be decided: the query needs what"
            + " summaries do not keep (docs/archiving.md)\n";

    @TempDir
    private static Path directory;

    private static Path live;
    private static Path archived;

    @BeforeAll
    static void indexSample() {
        live = directory.resolve("live");
        CommandRun.indexSample(live);
        archived = ArchivedIndex.of(
                directory.resolve("archived"), SampleArchive.find().directory());
    }

    private static CommandRun run(Path index, String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
        words.add("--index");
        words.add(index.toString());
        return CommandRun.of(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count *",
                "count owner:alice",
                "count owner:alice exit:0",
                "count -exit:0",
                "count is:failed OR owner:bob",
                "count owner:alice batch:nightly -is:ok",
                "count host:ap1.pool.test has:ExitCode",
                "facets --by owner,exit,status,host,batch,cmd,universe,JobStatus,ExitBySignal --top 1000",
                "facets --by exit owner:alice --sort value",
                "facets --by cluster is:failed --top 1000",
                "histogram --of completed --interval 1d",
                "histogram --of completed --interval 1h --by owner",
                "histogram --of ended --interval 1h owner:alice",
                "stats --of holds,starts,request_cpus --by owner,exit --percentiles 0,50,100"
            })
    void keptColumns_haveTheSameFiguresBeforeAndAfter(String line) {
        for (String format : List.of("table", "csv")) {
            String command = line.startsWith("count") ? line : line + " --format " + format;
            CommandRun before = run(live, command);

            assertThat(before.code()).as(before.err()).isEqualTo(ExitCode.DONE);
            assertThat(before.out()).isNotEmpty();
            assertThat(run(archived, command)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "facets --by exit args:x",
                "stats --of runtime args:x",
                "histogram --of completed --interval 1d args:x",
                "submissions args:x",
            })
    void questionOfWhatIsDropped_isPartial_andSaysOfHowManyJobs(String line) {
        for (String format : List.of("table", "json", "jsonl", "csv")) {
            CommandRun run = run(archived, line + " --format " + format);

            assertThat(run.code()).as(line).isEqualTo(ExitCode.PARTIAL);
            assertThat(run.err()).isEqualTo(UNDECIDABLE);
        }
        assertThat(run(archived, "count args:x")).isEqualTo(new CommandRun(ExitCode.PARTIAL, "0\n", UNDECIDABLE));
    }

    @Test
    void valuesThatAreNotKept_haveARowOfTheirOwn() {
        assertThat(run(archived, "facets --by MyInt owner:alice"))
                .isEqualTo(new CommandRun(
                        ExitCode.PARTIAL,
                        """
                              MyInt  jobs  share
                        (not known)    68  100 %
                        """,
                        "shelfmark: 'MyInt' of 68 archived jobs is not known: summaries do not keep it"
                                + " (docs/archiving.md)\n"));
        CommandRun histogram = run(archived, "histogram --of MyInt --interval 10 owner:alice");
        assertThat(histogram.code()).isEqualTo(ExitCode.PARTIAL);
        assertThat(histogram.out()).containsPattern("\\(not known\\) +68\n");
        assertThat(histogram.err()).contains("'MyInt' of 68 archived jobs is not known");
        CommandRun stats = run(archived, "stats --of MyInt --by Arguments");
        assertThat(stats.code()).isIn(ExitCode.PARTIAL, ExitCode.USAGE);
    }

    @Test
    void submissions_sayHowManyOfTheirJobsAreArchived() {
        List<String> lines = run(archived, "submissions cluster:463 OR cluster:605")
                .out()
                .lines()
                .map(line -> line.replaceAll(" {2,}", "|"))
                .toList();

        assertThat(lines.get(0)).endsWith("|last ended|archived|what");
        assertThat(lines.get(1)).startsWith("ap1.pool.test#605|carol|").contains("|0|weekly");
        assertThat(lines.get(2)).startsWith("ap1.pool.test#463|alice|12|").endsWith("|12|/bin/true");
        assertThat(run(archived, "submissions cluster:463 --format csv").out()).endsWith(",0.0,12\r\n");
        assertThat(run(live, "submissions cluster:463 --format csv").out()).endsWith(",0.0,\r\n");
    }

    @Test
    void search_listsArchivedSubmissionsBelowLiveJobs_andSaysHowToHaveTheirJobs() {
        String talk = "shelfmark: 12 matching jobs are archived; shelfmark unarchive with the same query brings their"
                + " submissions back\n";

        CommandRun both = run(archived, "search cluster:463 OR cluster:605");
        assertThat(both.code()).isEqualTo(ExitCode.DONE);
        assertThat(both.err()).isEqualTo(talk);
        assertThat(both.out())
                .startsWith("id ")
                .contains("ap1.pool.test#605.0  carol")
                .endsWith("""

                        archived           owner  jobs  last ended           procs
                        ap1.pool.test#463  alice    12  2026-11-22 03:50:51  0-11
                        """);
        assertThat(run(archived, "search cluster:463").out()).startsWith("archived  ");
        assertThat(run(archived, "search cluster:463 --format csv").err()).isEqualTo(talk);
        assertThat(run(archived, "search cluster:463 --format json").out())
                .contains("\"archived\":{\"jobs\":12,\"submissions\":[{\"name\":\"ap1.pool.test#463\",");
        assertThat(run(archived, "search 463.3").out()).contains("ap1.pool.test#463  alice     1");
        CommandRun undecidable = run(archived, "search cluster:463 args:x");
        assertThat(undecidable.code()).isEqualTo(ExitCode.PARTIAL);
        assertThat(undecidable.out()).isEqualTo("""
                archived           owner  jobs  not decidable  last ended           procs
                ap1.pool.test#463  alice     0             12  2026-11-22 03:50:51  0-11
                """);
        assertThat(undecidable.err()).isEqualTo(UNDECIDABLE.replace("68", "12"));
    }

    @Test
    void everyJob_isPartialWhereSomeAreArchived() {
        assertThat(run(archived, "search --all cluster:463"))
                .isEqualTo(new CommandRun(
                        ExitCode.PARTIAL,
                        "",
                        "shelfmark: 12 matching jobs are archived; shelfmark unarchive with the same query brings their"
                                + " submissions back\n"));
        assertThat(run(archived, "search --all cluster:605").code()).isEqualTo(ExitCode.DONE);
        assertThat(run(archived, "search --all owner:carol args:x"))
                .isEqualTo(run(live, "search --all owner:carol args:x"));
    }

    @Test
    void comparison_saysThatArchivedJobsAreLeftOut() {
        CommandRun run = run(archived, "compare owner:alice");

        assertThat(run.code()).isEqualTo(ExitCode.PARTIAL);
        assertThat(run.err()).isEqualTo("""
                shelfmark: no live job matches, so there is nothing to compare
                shelfmark: only live jobs are compared: 68 archived jobs are left out (docs/archiving.md)
                """);
    }

    @Test
    void status_saysHowManyJobsAreArchived() {
        assertThat(run(archived, "status").out())
                .contains("\njobs                 266\narchived of them     68, of 40 submissions\n");
        assertThat(run(live, "status").out()).doesNotContain("archived of them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history",
                "history -limit 7",
                "history -forwards -limit 200 -long",
                "history alice -af ClusterId ProcId",
                "history 463",
                "history 463.5 605 -long",
                "history -constraint ExitCode=!=0 -json",
                "history -constraint regexp(\"x\",Args)||RemoteWallClockTime>100 -af:j Args",
                "history -scanlimit 40 -constraint Owner==\"alice\" -af:j Owner",
                "history -since 463.4 -af:j QDate"
            })
    void history_isTheSameBeforeAndAfter(String line) {
        CommandRun before = run(live, line);

        assertThat(before.code()).as(before.err()).isEqualTo(ExitCode.DONE);
        assertThat(before.out()).isNotEmpty();
        assertThat(run(archived, line)).isEqualTo(before);
    }

    @Test
    void recordOfAnArchivedJob_isShown() {
        assertThat(run(archived, "show 463.0")).isEqualTo(run(live, "show 463.0"));
    }

    @Test
    void report_hasASectionAboutArchivedJobs() {
        CommandRun run = run(archived, "report 463");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("""

                Archived
                jobs               12
                located            12
                last located       2026-11-22 03:50:51
                delivered          0 files, 0 B
                pending            0 files, 0 B
                ap1.pool.test#463  0-11
                """);
        assertThat(run(live, "report 463").out()).doesNotContain("Archived");
    }
}
