package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;

/** Comparisons of jobs with other jobs. */
final class ComparisonTest {
    private static final long MONDAY = 1_795_000_000L; // 2026-11-18T11:06:40Z
    private static final long DAY = 86_400;

    @TempDir
    private Path directory;

    private int cluster;

    private String job(String owner, long ended, String... lines) {
        cluster++;
        List<String> all = new ArrayList<>(List.of(lines));
        all.add("Owner = \"" + owner + '"');
        all.add("JobStatus = 4");
        all.add("CompletionDate = " + ended);
        all.add("ClusterId = " + cluster);
        all.add("ProcId = 0");
        all.add("GlobalJobId = \"ap1#" + cluster + ".0#1794900000\"");
        return String.join("\n", all) + "\n" + SmallRecords.banner(cluster, 0);
    }

    private String jobs(int count, String owner, long ended, String... lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(job(owner, ended, lines));
        }
        return text.toString();
    }

    /** 10 of bob's 12 failures on a bad machine, on which 2 jobs went well; 200 went well elsewhere. */
    private SearchShelf badMachine() throws IOException {
        return SearchShelf.of(
                directory,
                jobs(10, "bob", MONDAY, "ExitCode = 1", "LastRemoteHost = \"slot1@e2045\"", "RequestMemory = 512"),
                jobs(2, "bob", MONDAY + DAY, "ExitCode = 1", "LastRemoteHost = \"slot1@e1\"", "RequestMemory = 512"),
                jobs(2, "bob", MONDAY, "ExitCode = 0", "LastRemoteHost = \"slot2@e2045\"", "RequestMemory = 512"),
                jobs(200, "bob", MONDAY, "ExitCode = 0", "LastRemoteHost = \"slot1@e1\"", "RequestMemory = 512"),
                jobs(7, "bob", MONDAY + 3 * DAY, "ExitCode = 0", "LastRemoteHost = \"slot1@e1\""),
                jobs(50, "alice", MONDAY, "ExitCode = 0", "LastRemoteHost = \"slot1@e2045\""));
    }

    private static Comparison against(SearchShelf shelf, String query, String against, String... by)
            throws IOException {
        return shelf.search()
                .compare(new ComparisonRequest(
                        Requests.Selection.of(query), Optional.of(Requests.Selection.of(against)), List.of(by), 20));
    }

    @Test
    void failuresOnOneMachine_areFoundThere() throws IOException {
        try (SearchShelf shelf = badMachine()) {
            Comparison answer = shelf.search().compare(ComparisonRequest.of("owner:bob is:failed"));

            assertThat(answer.total()).isEqualTo(12);
            assertThat(answer.against())
                    .isEqualTo(new Comparison.Against("owner:bob ended:2026-11-18..2026-11-19", null, 202, null));
            assertThat(answer.timedOut()).isFalse();
            Comparison.Finding first = answer.findings().get(0);
            assertThat(first.field()).isEqualTo("host");
            assertThat(first.value()).isEqualTo("e2045");
            assertThat(first.count()).isEqualTo(10);
            assertThat(first.share()).isEqualTo(10 / 12.0);
            assertThat(first.backgroundCount()).isEqualTo(2);
            assertThat(first.backgroundShare()).isEqualTo(2 / 202.0);
            assertThat(first.lift()).isEqualTo((10 / 12.0) / (2 / 202.0));
            assertThat(first.score()).isCloseTo(-Math.log10(first.pValue()), Offset.offset(1e-4));
            assertThat(first.pValue()).isLessThan(1e-9);
            assertThat(answer.findings()).extracting(Comparison.Finding::field).containsExactly("host", "exit");
        }
    }

    /** What only says how jobs failed comes after where and as what they ran, however significant it is. */
    @Test
    void consequencesOfFailing_comeLast() throws IOException {
        try (SearchShelf shelf = badMachine()) {
            List<Comparison.Finding> findings =
                    shelf.search().compare(ComparisonRequest.of("is:failed")).findings();

            assertThat(findings.get(1).field()).isEqualTo("exit");
            assertThat(findings.get(1).lift()).isNull();
            assertThat(findings.get(1).score()).isGreaterThan(findings.get(0).score());
        }
    }

    @Test
    void outcomes_areFindingsLikeOthers_whereTheQueryAsksForNone() throws IOException {
        try (SearchShelf shelf = badMachine()) {
            Comparison answer = against(shelf, "host:e2045 owner:bob", "owner:bob");

            assertThat(answer.findings())
                    .extracting(Comparison.Finding::field, Comparison.Finding::value)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("exit", 1L));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is:failed | status",
                "exit:1 | status,exit,signal",
                "-exit:0 | status,exit,signal",
                "owner:bob OR exit:1 | owner,status,exit,signal",
                "host:e1 | host,site",
                "LastRemoteHost:slot1@e1 | host,site",
                "has:request_memory is:completed | request_memory,status,exit,signal",
                "completed:2026 | status",
                "ran:2026 | ''",
                "id:ap1#1.0 | source,cluster",
                "1.0 | cluster",
                "e1 | ''"
            })
    void whatTheQuerySays_isNotLookedAt(String query, String said) throws IOException {
        try (SearchShelf shelf = badMachine()) {
            List<String> left = new ArrayList<>(ComparedFields.DEFAULT);
            left.removeAll(List.of(said.split(",")));

            assertThat(shelf.search().compare(ComparisonRequest.of(query)).by()).isEqualTo(left);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ExitCode =!= 0 | status,exit,signal",
                "MY.RequestMemory > 100 && ContainerImage =?= undefined | request_memory,image",
                "LastRemoteHost == \"slot1@e1\" | host,site",
                "Nothing =?= undefined | ''"
            })
    void whatTheConstraintSays_isNotLookedAt(String constraint, String said) throws IOException {
        try (SearchShelf shelf = badMachine()) {
            List<String> left = new ArrayList<>(ComparedFields.DEFAULT);
            left.removeAll(List.of(said.split(",")));

            Comparison answer = shelf.search()
                    .compare(new ComparisonRequest(
                            new Requests.Selection("", Optional.of(constraint)), Optional.empty(), List.of(), 20));

            assertThat(answer.by()).isEqualTo(left);
            assertThat(answer.constraint()).isNotNull();
        }
    }

    @Test
    void fieldsThatAreNamed_areLookedAt_whateverTheQuerySays() throws IOException {
        try (SearchShelf shelf = badMachine()) {
            Comparison answer = against(shelf, "is:failed owner:bob", "owner:bob", "ExitCode", "failed", "ExitCode");

            assertThat(answer.by()).containsExactly("ExitCode", "failed");
            assertThat(answer.findings())
                    .extracting(Comparison.Finding::field, Comparison.Finding::value)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("ExitCode", 1L),
                            org.assertj.core.groups.Tuple.tuple("failed", true));
        }
    }

    @Test
    void attributesWithoutField_areCompared() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                jobs(10, "bob", MONDAY, "ExitCode = 1", "MyCalibration = \"v7\""),
                jobs(30, "bob", MONDAY, "ExitCode = 0", "MyCalibration = \"v6\""))) {
            Comparison answer = against(shelf, "is:failed", "*", "mycalibration");

            assertThat(answer.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.value()).isEqualTo("v7"));
        }
    }

    @Test
    void background_neverHoldsTheForeground() throws IOException {
        try (SearchShelf shelf = badMachine()) {
            assertThat(against(shelf, "is:failed", "*").against().total()).isEqualTo(259);
            assertThat(against(shelf, "is:failed", "").against().query()).isEqualTo("*");
            assertThat(against(shelf, "is:failed", "is:failed").against().total())
                    .isZero();
            assertThat(shelf.search()
                            .compare(new ComparisonRequest(
                                    Requests.Selection.of("is:failed"),
                                    Optional.of(
                                            new Requests.Selection("owner:bob", Optional.of("RequestMemory == 512"))),
                                    List.of(),
                                    20))
                            .against())
                    .satisfies(against -> {
                        assertThat(against.query()).isEqualTo("owner:bob");
                        assertThat(against.constraint()).isEqualTo("RequestMemory == 512");
                        assertThat(against.total()).isEqualTo(202);
                        assertThat(against.decided()).isNotNull();
                    });
        }
    }

    @Test
    void emptyForeground_orBackground_findsNothing() throws IOException {
        try (SearchShelf shelf = badMachine()) {
            Comparison nobody = shelf.search().compare(ComparisonRequest.of("owner:nobody"));
            Comparison everything = shelf.search().compare(ComparisonRequest.of("*"));

            assertThat(nobody.total()).isZero();
            assertThat(nobody.against()).isEqualTo(new Comparison.Against("*", null, 271, null));
            assertThat(nobody.findings()).isEmpty();
            assertThat(nobody.valuesTested()).isZero();
            assertThat(everything.total()).isEqualTo(271);
            assertThat(everything.against())
                    .isEqualTo(new Comparison.Against("owner:bob,alice ended:2026-11-18..2026-11-21", null, 0, null));
            assertThat(everything.findings()).isEmpty();
        }
    }

    @Test
    void background_isAQueryThatFindsTheOwnersAgain_whateverTheyAreCalled() throws IOException {
        List<String> owners =
                List.of("bob", "a b", "q\\\"q", "x,y", "true", "*", "back\\\\slash", "(a", "ΣΊΣΥΦΟΣ", "3", "");
        StringBuilder text = new StringBuilder();
        owners.forEach(
                owner -> text.append(job(owner, MONDAY, "ExitCode = 1")).append(job(owner, MONDAY, "ExitCode = 0")));
        text.append(jobs(5, "bystander", MONDAY, "ExitCode = 0"));
        try (SearchShelf shelf = SearchShelf.of(directory, text.toString())) {
            Comparison.Against against =
                    shelf.search().compare(ComparisonRequest.of("is:failed")).against();

            assertThat(against.total()).isEqualTo(owners.size());
            assertThat(shelf.count(against.query())).isEqualTo(2L * owners.size());
            assertThat(shelf.count('(' + against.query() + ") -is:failed")).isEqualTo(owners.size());
        }
    }

    @Test
    void manyOwners_standForAll() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int owner = 0; owner < 101; owner++) {
            text.append(job("user" + owner, MONDAY, "ExitCode = 1"));
        }
        text.append(jobs(5, "bystander", MONDAY, "ExitCode = 0"));
        try (SearchShelf shelf = SearchShelf.of(directory, text.toString())) {
            assertThat(shelf.search().compare(ComparisonRequest.of("is:failed")).against())
                    .isEqualTo(new Comparison.Against("ended:2026-11-18", null, 5, null));
        }
    }

    @Test
    void jobsWithoutOwnerOrEnd_haveEverythingAsBackground() throws IOException {
        String record = """
                ExitCode = %d
                ClusterId = %d
                ProcId = 0
                GlobalJobId = "ap1#%2$d.0#1"
                *** ClusterId = %2$d ProcId = 0
                """;
        try (SearchShelf shelf = SearchShelf.of(directory, record.formatted(1, 1), record.formatted(0, 2))) {
            assertThat(shelf.search().compare(ComparisonRequest.of("is:failed")).against())
                    .isEqualTo(new Comparison.Against("*", null, 1, null));
        }
    }

    @Test
    void days_areThoseOfTheZone() throws IOException {
        try (SearchShelf shelf = badMachine();
                JobSearch search = search(ZoneId.of("Asia/Tokyo"), Duration.ofMinutes(1))) {
            shelf.append("history", job("carol", MONDAY + 10 * 3600, "ExitCode = 1"));
            shelf.index();

            assertThat(search.compare(ComparisonRequest.of("owner:carol"))
                            .against()
                            .query())
                    .isEqualTo("owner:carol ended:2026-11-19");
        }
    }

    @Test
    void comparisonThatTakesTooLong_findsNothing_andSaysSo() throws IOException {
        try (SearchShelf shelf = badMachine();
                JobSearch search = search(ZoneId.of("UTC"), Duration.ofNanos(1))) {
            assertThat(shelf.count("*")).isEqualTo(271);
            Comparison answer = search.compare(ComparisonRequest.of("is:failed"));

            assertThat(answer.timedOut()).isTrue();
            assertThat(answer.findings()).isEmpty();
            assertThat(answer.valuesTested()).isZero();
        }
    }

    private JobSearch search(ZoneId zone, Duration timeout) throws IOException {
        Mapping mapping = Mapping.htcondorJob();
        return new IndexSearch(
                SnapshotSource.open(new IndexLayout(directory.resolve("index")), mapping),
                ArchiveFileSystem.local(),
                mapping,
                new SearchSettings(InstantSource.fixed(SearchShelf.NOW), zone, true, timeout));
    }

    @Test
    void findings_areAsManyAsAskedFor() throws IOException {
        try (SearchShelf shelf = badMachine()) {
            Comparison answer = shelf.search()
                    .compare(new ComparisonRequest(Requests.Selection.of("is:failed"), Optional.empty(), List.of(), 1));

            assertThat(answer.findings()).hasSize(1);
        }
    }

    @Test
    void fieldWithTooManyValues_isLeftOut_orAnErrorWhereItWasNamed() throws IOException {
        StringBuilder text = new StringBuilder(jobs(3, "bob", MONDAY, "ExitCode = 1", "Cmd = \"/bin/x\""));
        for (int i = 0; i < 100_000; i++) {
            text.append(job("bob", MONDAY, "Cmd = \"/bin/" + i + '"'));
        }
        try (SearchShelf shelf = SearchShelf.of(directory, text.toString())) {
            assertThat(shelf.search().compare(ComparisonRequest.of("is:failed")).by())
                    .contains("host")
                    .doesNotContain("cmd", "cluster");
            assertThatThrownBy(() -> against(shelf, "is:failed", "*", "host", "cmd"))
                    .isInstanceOf(SearchException.class)
                    .hasMessage(
                            "by: 'cmd' has more than 100000 different values in these jobs; accepted: up to that many")
                    .extracting(failure -> ((SearchException) failure).kind())
                    .isEqualTo(SearchException.Kind.BAD_REQUEST);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void number_mustBeInRange(int top) {
        assertThatThrownBy(() -> new ComparisonRequest(Requests.Selection.of(""), Optional.empty(), List.of(), top))
                .isInstanceOf(SearchException.class)
                .hasMessage("top is " + top + "; accepted: 1 to 1000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exitt | by: unknown name 'exitt': neither a field nor an attribute of any indexed record; did you mean exit?",
                "globaljobid | by: 'globaljobid' differs from job to job; counts per value would not tell anything",
                "Environment | by: attribute 'Environment' may hold secrets and is not searchable; show prints whole records"
            })
    void namesThatCannotBeCompared_areRefused_alsoWhereThereIsNothingToCompare(String name, String message)
            throws IOException {
        try (SearchShelf shelf = badMachine()) {
            for (String query : List.of("is:failed", "owner:nobody")) {
                assertThatThrownBy(() -> against(shelf, query, "*", name))
                        .isInstanceOf(SearchException.class)
                        .hasMessage(message);
            }
        }
    }

    @Test
    void mistakesInTheBackground_areShownInItsText() throws IOException {
        try (SearchShelf shelf = badMachine()) {
            assertThatThrownBy(() -> against(shelf, "is:failed", "ownr:bob"))
                    .isInstanceOf(SearchException.class)
                    .hasMessageStartingWith("unknown name 'ownr'")
                    .extracting(failure -> ((SearchException) failure).query())
                    .isEqualTo("ownr:bob");
        }
    }
}
