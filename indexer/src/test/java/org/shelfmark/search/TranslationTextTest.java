package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.archive.SmallRecords;

/** The words of translated queries. */
@TestInstance(Lifecycle.PER_CLASS)
final class TranslationTextTest {
    private static final String EXACT = """
        => true
        * => true
        owner:alice exit:0 => Owner == "alice" && ExitCode == 0
        owner:alice,bob => Owner == "alice" || Owner == "bob"
        owner:alice OR exit:0 => Owner == "alice" || ExitCode == 0
        (owner:alice OR owner:bob) exit:>0 => (Owner == "alice" || Owner == "bob") && ExitCode > 0
        -exit:0 => (ExitCode == 0) =!= true
        -(owner:alice exit:0) => (Owner == "alice" && ExitCode == 0) =!= true
        --exit:0 => (ExitCode == 0) =?= true
        -has:HoldReason => HoldReason =?= undefined
        has:HoldReason => HoldReason =!= undefined
        holdreason:* => HoldReason =!= undefined
        exit:1..127 => ExitCode >= 1 && ExitCode <= 127
        exit:..5 => ExitCode <= 5
        cluster:9007199254740993 => isReal(ClusterId) ? false : ClusterId == 9007199254740993
        memory:>=4GB => MemoryUsage >= 4096
        disk:<1MB => (DiskUsage_RAW ?: DiskUsage) < 1024
        runtime:1h30m..2h => RemoteWallClockTime >= 5400 && RemoteWallClockTime <= 7200
        runtime:1.5 => RemoteWallClockTime == 1.5
        completed:2026-11-22 => CompletionDate >= 1795305600 && CompletionDate <= 1795391999
        completed:>-7d => CompletionDate > 1794795200
        started:<now-1h => JobStartDate > 0 && JobStartDate < 1795396400
        has:completed => CompletionDate > 0
        -has:completed => (CompletionDate > 0) =!= true
        ended:>-7d => (CompletionDate > 0) =?= true ? CompletionDate > 1794795200 : EnteredCurrentStatus > 1794795200
        batch:"night run" => JobBatchName == "night run"
        batch:"a\\"b" => JobBatchName == "a\\"b"
        batch:"a\\\\" => regexp("^a\\x5C$", JobBatchName, "i")
        batch:*sweep-1 => regexp("sweep-1$", JobBatchName, "i")
        batch:a.b*c => regexp("^a\\.b.*c$", JobBatchName, "i")
        batch:a\\*b => JobBatchName == "a*b"
        batch:a\\** => regexp("^a\\*", JobBatchName, "i")
        batch:?x => regexp("^[^\\x80-\\xBF][\\x80-\\xBF]*x$", JobBatchName, "i")
        batch:** => isString(JobBatchName)
        batch:Été => regexp("^(?:é|É)t(?:é|É)$", JobBatchName, "i")
        ExitBySignal:true => ExitBySignal =?= true
        -ExitBySignal:true => ExitBySignal =!= true
        status:completed => JobStatus == 4
        has:status => JobStatus =!= undefined
        universe:docker => JobUniverse == 5 && (WantDocker =?= true || dockerimage =!= undefined)
        is:failed => ExitBySignal =?= true || ExitCode != 0
        is:ok => JobStatus == 4 && ExitCode == 0 && ExitBySignal =!= true
        host:e2045.example => regexp("(^|@)e2045\\.example$", LastRemoteHost, "i")
        host:e2* => regexp("(^|@)e2[^@]*$", LastRemoteHost, "i")
        host:*.example => regexp("\\.example$", LastRemoteHost, "i")
        host:a@b => false
        has:host => LastRemoteHost != ""
        slot:slot1@e2 => LastRemoteHost == "slot1@e2"
        schedd:ap1 => regexp("^ap1#", GlobalJobId, "i")
        has:schedd => regexp("^[^#]+#", GlobalJobId, "i")
        queue_time:>1h => JobStartDate > 0 && QDate > 0 && (JobStartDate - QDate) > 3600
        memory_efficiency:<10 => RequestMemory > 0 && (100.0 * MemoryUsage / RequestMemory) < 10
        1234.5 => ClusterId == 1234 && ProcId == 5
        id:1234 => ClusterId == 1234
        dag:8 => DAGManJobId == 8
        args:"-n 3" => (Args ?: Arguments) == "-n 3"
        Arguments:x => arguments == "x"
        mine:3 => mine == 3
        mine:>3 => mine > 3
        mixed:3 => isString(mixed) ? mixed == "3" : mixed == 3
        mixed:1 => isString(mixed) ? mixed == "1" : !isBoolean(mixed) && mixed == 1
        mixed:3 OR mine:3 => (isString(mixed) ? mixed == "3" : mixed == 3) =?= true || mine == 3
        mixed:>2 OR mine:3 => (mixed > 2) =?= true || mine == 3
        is:removed mine:"3" => JobStatus == 3 && mine == "3"
        """;

    private static final String WIDER = """
        id:ap1#1234.5 => ClusterId == 1234 && ProcId == 5 => 1 id:ap1#1234.5
        owner:alice source:ap1 => Owner == "alice" => 13 source:ap1
        owner:alice -source:ap1 => Owner == "alice" => 14 source:ap1
        source:ap1 => true => 1 source:ap1
        source:ap1 OR owner:bob => true => 1 source:ap1
        owner:bob night => Owner == "bob" && regexp("\\bnight\\b", JOINED, "i") => 11 night
        -night => regexp("(^|[ /])night([ /]|$)", JOINED, "i") =!= true => 2 night
        night* => regexp("\\bnight", JOINED, "i") => 1 night*
        Odd:*Memory* => regexp("Memory", odd, "i") =?= true || regexp("Memory", unparse(odd), "i") => 1 Odd:*Memory*
        -Odd:*Memory* => true => 2 Odd:*Memory*
        has:Odd => unparse(odd) != "" => 1 has:Odd
        Odd:>5 => odd > 5 => 1 Odd:>5
        Many:{* => regexp("^\\{", many, "i") =?= true || isList(many) || isClassAd(many) || isAbstime(many) || isReltime(many) => 1 Many:{*
        """;

    private static final String JOINED =
            "join(\" \", JobBatchName, DAGNodeName, JobDescription, ExitReason, RemoveReason,"
                    + " HoldReason, LastHoldReason, VacateReason, Cmd, Iwd, Args, Arguments)";

    private SearchShelf shelf;

    @BeforeAll
    void index(@TempDir Path directory) throws IOException {
        shelf = SearchShelf.of(
                directory,
                record(
                        1,
                        "Mine = 3\nMixed = 3\nOdd = TARGET.Memory > 5\nMany = { 1,2 }\nDockerImage = \"x\"\nArguments = \"x\""),
                record(2, "Mine = 4\nMixed = \"3\"\nMany = \"x\""),
                record(3, "Mixed = true"));
    }

    private static String record(int cluster, String lines) {
        return "Owner = \"alice\"\nExitCode = 0\nJobStatus = 4\n" + lines + "\nClusterId = " + cluster
                + "\nProcId = 0\n" + SmallRecords.banner(cluster, 0);
    }

    @AfterAll
    void close() throws IOException {
        shelf.close();
    }

    static Stream<List<String>> exact() {
        return EXACT.lines().map(line -> List.of(line.split(" ?=> ", 2)));
    }

    static Stream<List<String>> wider() {
        return WIDER.replace("JOINED", JOINED).lines().map(line -> List.of(line.split(" => ", 3)));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void query_becomesThisExpression(List<String> row) throws IOException {
        Translation translation = translation(row.get(0));
        assertThat(translation.constraint()).isEqualTo(row.get(1));
        assertThat(translation.notes()).isEmpty();
        assertThat(translation.exact()).isTrue();
        TranslatedQueriesTest.assertSameOrMore(shelf, row.get(0), row.get(0));
    }

    @ParameterizedTest
    @MethodSource("wider")
    void queryThatNoExpressionMeans_becomesAWiderOneWithANote(List<String> row) throws IOException {
        Translation translation = translation(row.get(0));
        assertThat(translation.constraint()).isEqualTo(row.get(1));
        assertThat(translation.exact()).isFalse();
        assertThat(translation.notes())
                .extracting(note -> note.column() + " " + note.part())
                .containsExactly(row.get(2));
        assertThat(translation.notes())
                .allSatisfy(note -> assertThat(note.reason()).isNotEmpty());
        TranslatedQueriesTest.assertSameOrMore(shelf, row.get(0), row.get(0));
    }

    private Translation translation(String query) throws IOException {
        return shelf.search().translate(new Requests.Translate(query));
    }

    @Test
    void longPart_isCutInItsNote() throws IOException {
        Translation translation = translation("source:" + "x".repeat(100));
        assertThat(translation.notes().getFirst().part()).isEqualTo("source:" + "x".repeat(53) + "...");
    }
}
