package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options and printed forms of {@code history}, over three small records. */
final class HistoryCommandTest {
    private static final String FIRST = """
            Cmd = "/bin/sleep"
            Args = "60"
            Owner = "alice"
            ProcId = 0
            ClusterId = 7
            QDate = 1795318700
            CompletionDate = 1795318760
            JobStatus = 4
            JobPrio = 0
            ImageSize = 2048
            ExitCode = 0
            RemoteWallClockTime = 60.5
            Env = "SECRET=1"
            MemoryUsage = ((ImageSize + 1023) / 1024)
            *** Offset = 0 ClusterId = 7 ProcId = 0 Owner = "alice" CompletionDate = 1795318760 CurrentTime = 1795318761
            """;
    private static final String SECOND = """
            Cmd = "run.sh"
            Owner = "bob"
            ProcId = 1
            ClusterId = 7
            JobStatus = 3
            Big = 9007199254740993
            List = { 1,"a b",undefined }
            *** Offset = 1 ClusterId = 7 ProcId = 1 Owner = "bob" CompletionDate = -1 CurrentTime = 1795318762
            """;
    private static final String DAMAGED = """
            Owner = "eve
            *** Offset = 2 ClusterId = 8 ProcId = 0 Owner = "eve" CompletionDate = 0 CurrentTime = 1795318763
            """;

    @TempDir
    private Path directory;

    private CommandRun run(String records, String... words) {
        try {
            Path file = Files.writeString(directory.resolve("history"), records, StandardCharsets.UTF_8);
            String[] all = new String[words.length + 3];
            all[0] = "history";
            all[1] = "-file";
            all[2] = file.toString();
            System.arraycopy(words, 0, all, 3, words.length);
            return CommandRun.of(all);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the archive", e);
        }
    }

    private String out(String... words) {
        CommandRun run = run(FIRST + SECOND, words);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        return run.out();
    }

    @Test
    void table_isPrintedNewestFirst() {
        assertThat(out()).isEqualTo("""
                 ID          OWNER            SUBMITTED   RUN_TIME   ST   COMPLETED CMD
                7.1          bob            [?????????]   0+00:00:00 X              run.sh
                7.0          alice          11/22 03:38   0+00:01:00 C  11/22 03:39 sleep 60
                """);
    }

    @Test
    void wideWithANumber_cutsLines() {
        assertThat(out("-wide:90", "-forwards", "-limit", "1").lines().toList().getLast())
                .isEqualTo("7.0          alice          11/22 03:38   0+00:01:00 C  11/22 03:39 sleep 60");
        assertThat(out("-w:20", "7.0").lines().toList().getLast()).isEqualTo("7.0          alice  ");
    }

    @Test
    void wide80_isTheNarrowTable() {
        assertThat(out("-wide:80")).isEqualTo("""
                 ID      OWNER            SUBMITTED     RUN_TIME ST   COMPLETED CMD           \s
                 --- ???? ---\s
                   7.0   alice          11/22 03:38   0+00:01:00 C  11/22 03:39 /bin/sleep 60 \s
                """);
    }

    /** Lines are separated by a bar here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "-af;bob 1 undefined|alice 0 0|",
                "-af:V;\"bob\" 1 undefined|\"alice\" 0 0|",
                "-af:,;bob, 1, undefined|alice, 0, 0|",
                "-af:t;bob\t1\tundefined|alice\t0\t0|",
                "-af:n;bob| 1| undefined|alice| 0| 0|",
                "-af:g;|bob1undefined||alice00|",
                "-af:j;7.1 bob 1 undefined|7.0 alice 0 0|",
                "-af:l;Owner = bob ProcId = 1 ExitCode = undefined|Owner = alice ProcId = 0 ExitCode = 0|",
                "-af:r;\"bob\" 1 undefined|\"alice\" 0 0|",
                "-af:o;\"bob\" 1 undefined|\"alice\" 0 0|",
                "-af:h;Owner ProcId ExitCode|bob   1      undefined|alice 0      0        |",
                "-af:jh; ID Owner ProcId ExitCode|7.1 bob   1      undefined|7.0 alice 0      0        |",
                "-af:jl;ID = 7.1 Owner = bob ProcId = 1 ExitCode = undefined|ID = 7.0 Owner = alice ProcId = 0 ExitCode = 0|",
                "-autof;bob 1 undefined|alice 0 0|"
            })
    void autoFormat_printsLikeThis(String option, String expected) {
        assertThat(out(option, "Owner", "ProcId", "ExitCode")).isEqualTo(expected.replace('|', '\n'));
    }

    @Test
    void autoFormatTimes_areDurationsAndDates() {
        assertThat(out("7.0", "-af:T", "RemoteWallClockTime")).isEqualTo("  0+00:01:00\n");
        assertThat(out("7.0", "-af:Y", "QDate")).isEqualTo("11/22 03:38\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "%d;RemoteWallClockTime;60",
                "%5d|;ClusterId;    7|",
                "%-5d|;ClusterId;7    |",
                "%05d;ClusterId;00007",
                "%x;ImageSize;800",
                "%.2f;RemoteWallClockTime;60.50",
                "%e;RemoteWallClockTime;6.050000e+01",
                "%g;RemoteWallClockTime;60.5",
                "%s;Owner;alice",
                "%s;MemoryUsage;((ImageSize + 1023) / 1024)",
                "%v;MemoryUsage;2",
                "%V;Owner;\"alice\"",
                "%r;MemoryUsage;((ImageSize + 1023) / 1024)",
                "%T;RemoteWallClockTime;  0+00:01:00",
                "%Y;QDate;11/22 03:38",
                "%c;ClusterId + 58;A",
                "x%dy;Missing;",
                "%4d;Owner;'    '",
                "100%%;Owner;100%%",
                "%d%%;ClusterId;7%",
                "a\\tb;Owner;a\tb"
            })
    void format_printsLikeThis(String format, String asked, String expected) {
        assertThat(out("7.0", "-format", format, asked)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void formatWithoutLength_takesTheLow32Bits() {
        assertThat(out("7.1", "-format", "%d ", "Big", "-format", "%lld", "Big"))
                .isEqualTo("1 9007199254740993");
    }

    @Test
    void longForm_isSortedAndShowsSecrets() {
        assertThat(out("-long", "-forwards", "-limit", "1"))
                .startsWith("Args = \"60\"\nClusterId = 7\nCmd = \"/bin/sleep\"\n")
                .contains("\nEnv = \"SECRET=1\"\n")
                .contains("\nMemoryUsage = ((ImageSize + 1023) / 1024)\n")
                .endsWith("RemoteWallClockTime = 60.5\n\n");
    }

    @Test
    void jsonForms_markExpressions() {
        assertThat(out("-jsonl", "-attributes", "memoryusage,ProcId", "7.0"))
                .isEqualTo("{\"MemoryUsage\": \"\\/Expr(((ImageSize + 1023) / 1024))\\/\",\"ProcId\": 0}\n");
        assertThat(out("-json", "-at", "List,ProcId")).isEqualTo("""
                        [
                        {
                          "List": [
                            1,
                            "a b",
                            null
                          ],
                          "ProcId": 1
                        }
                        ,
                        {
                          "ProcId": 0
                        }
                        ]
                        """);
    }

    @Test
    void xml_isWrittenLikeThis() {
        assertThat(out("-xml", "-attributes", "List,MemoryUsage")).isEqualTo("""
                        <?xml version="1.0"?>
                        <!DOCTYPE classads SYSTEM "classads.dtd">
                        <classads>

                        <c>
                            <a n="List"><l><i>1</i><s>a b</s><un/></l></a>
                        </c>

                        <c>
                            <a n="MemoryUsage"><e>((ImageSize + 1023) / 1024)</e></a>
                        </c>

                        </classads>

                        """);
    }

    @Test
    void printFormatFile_isObeyedWithWhere() throws IOException {
        Path file = Files.writeString(directory.resolve("table.pf"), """
                # a comment
                SELECT FIELDSUFFIX ";"
                  Owner AS "WHO" WIDTH -4
                  ClusterId AS ID NOSUFFIX WIDTH AUTO PRINTAS JOB_ID
                  ExitCode AS EXIT PRINTF %4d OR ?
                  ImageSize AS SIZE PRINTAS READABLE_KB
                WHERE ExitCode =!= undefined
                AND ProcId == 0
                SUMMARY NONE
                """);

        assertThat(out("-print-format", file.toString()))
                .isEqualTo("WHO ; ID EXIT; SIZE\nalic; 7.0   0; 2.0 MB\n".replace("7.0   0", "7.0    0"));
    }

    @Test
    void bytesThatAreNoUtf8_comeOutAsTheyWentIn() throws IOException {
        byte[] archive = "Owner = \"caf\u00e9\"\nClusterId = 1\nProcId = 0\n*** Offset = 0 ClusterId = 1\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("latin"), archive);

        CommandRun run =
                CommandRun.of("history", "-file", file.toString(), "-af", "size(Owner)", "strcat(Owner,\"!\")");

        // decoded from UTF-8 by the test, the lone byte is one replacement char
        assertThat(run.out()).isEqualTo("4 caf\uFFFD!\n");
    }

    @Test
    void damagedRecord_isWarnedOfWhereItStands() {
        assertThat(run(FIRST + DAMAGED + SECOND, "-af", "ProcId"))
                .isEqualTo(new CommandRun(
                        ExitCode.DONE, "1\n\t*** Warning: Bad history file; skipping malformed ad(s)\n0\n", ""));
    }

    @Test
    void tornRecord_isNone() {
        assertThat(run(FIRST + SECOND.substring(0, SECOND.length() - 10), "-af", "ProcId")
                        .out())
                .isEqualTo("0\n");
    }

    @Test
    void syntaxError_isShownWithItsPlaceAndNothingIsPrinted() {
        CommandRun run = run(FIRST, "-constraint", "Owner = = 3");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("constraint is no ClassAd expression")
                .contains("  Owner = = 3\n")
                .contains("^");
    }

    @Test
    void missingFile_isAnErrorBehindTheHeader() {
        CommandRun run =
                CommandRun.of("history", "-file", directory.resolve("none").toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).startsWith(" ID ");
        assertThat(run.err()).contains("no such file");
    }

    @Test
    void nothingToSearch_isNoError() {
        assertThat(CommandRun.of("history", "-search", directory.resolve("none").toString(), "-json"))
                .isEqualTo(new CommandRun(ExitCode.DONE, "[\n]\n", ""));
    }

    @Test
    void unknownOption_isAnsweredWithTheUsage() {
        CommandRun run = run(FIRST, "-totals");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).startsWith("Usage: shelfmark history");
        assertThat(run.err()).isEqualTo("shelfmark: unknown option '-totals'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-help", "-h", "--help"})
    void help_isPrinted(String word) {
        assertThat(CommandRun.of("history", word).out()).startsWith("Usage: shelfmark history");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-userlog",
                "-u",
                "-extract",
                "-ex",
                "-epochs",
                "-ep:d",
                "-startd",
                "-sta",
                "-daemon:schedd",
                "-transfer-history",
                "-tr:i",
                "-directory",
                "-dir",
                "-pool",
                "-p",
                "-type",
                "-ty",
                "-inherit",
                "-stream-results:false"
            })
    void unsupportedOption_isRefusedByName(String word) {
        CommandRun run = run(FIRST, word, "X");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(" is not supported: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-forw -af ProcId;0 1",
                "-nob -af ProcId;0 1",
                "-b -af ProcId;1 0",
                "-lim 1 -af ProcId;1",
                "-m 1 -af ProcId;1",
                "-scan 1 -af ProcId;1",
                "-c ProcId==0 -af ProcId;0",
                "-co ProcId==0 -af ProcId;0",
                "-sinc 7.0 -af ProcId;1",
                "-com 1795318760 -af ProcId;1",
                "-loc -sch -no-librarian -debug -diag -af ProcId;1 0",
                "bob -af ProcId;1",
                "BOB -af ProcId;1",
                "7.1 alice -af ProcId;1",
                "alice 7.1 bob -af ProcId;1",
                "7 -af ProcId;1 0",
                "--limit 1 -af ProcId;1",
                "--constraint ProcId==0 -af ProcId;0"
            })
    void abbreviations_areUnderstood(String words, String procs) {
        assertThat(out(words.split(" ", -1)).lines()).containsExactly(procs.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lim", "--af", "-a", "-jso", "-xm", "-no", "-sc", "-d", "-no-librarianx", "--autoformat"})
    void tooShortOrTooLong_isUnknown(String word) {
        assertThat(run(FIRST, word, "ProcId").err()).isEqualTo("shelfmark: unknown option '" + word + "'\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-since 1 -forwards;cannot stand together",
                "-forwards -since 1;cannot stand together",
                "-local -name S;cannot stand together",
                "-xml -json;only one of",
                "-file other;given twice",
                "-limit;needs a number",
                "-format %d;needs a format",
                "-attributes -long;needs a list",
                "-since 3.5x;neither a job id",
                "-since \"x\";the constant",
                "-af 1+;no attribute or expression",
                "-print-format /nowhere;cannot be read",
                "--index /tmp;do not go with"
            })
    void contradiction_isSaid(String words, String expected) {
        CommandRun run = run(FIRST, words.split(" ", -1));

        assertThat(run.err()).contains(expected);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void indexThatIsNotThere_isSaid() {
        CommandRun run = CommandRun.of("history", "--index", "/nonexistent/index", "-limit", "1");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("/nonexistent/index");
    }
}
