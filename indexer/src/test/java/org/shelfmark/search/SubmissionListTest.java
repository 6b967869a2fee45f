package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;
import org.shelfmark.search.SubmissionRequests.Grouping;

class SubmissionListTest {
    /** Sums may differ in the last digits, by the order of adding. */
    private static final Comparator<Double> ABOUT =
            (one, other) -> Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)) ? 0 : 1;

    @TempDir
    private Path directory;

    private static Submissions list(SearchShelf shelf, String query, Grouping by, String sort) throws IOException {
        return shelf.search()
                .submissions(new SubmissionRequests.Submissions(
                        Requests.Selection.of(query), by, sort, Requests.MAX_LIMIT, Optional.empty()));
    }

    /** Compares the whole list with what the records add up to. */
    static void compare(SearchShelf shelf, List<SampleRecord> records, Grouping by, String about) throws IOException {
        Map<String, List<SampleRecord>> expected = PlainSubmissions.groups(records, by);
        Submissions found = list(shelf, "", by, "");

        assertThat(found.jobs()).as(about).isEqualTo(records.size());
        assertThat(found.without())
                .as(about)
                .isEqualTo(records.size()
                        - expected.values().stream().mapToInt(List::size).sum());
        assertThat(found.submissions().stream().map(PlainSubmissions::key))
                .as(about)
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(found.total()).isEqualTo(expected.size());
        assertThat(found.nextCursor()).isNull();
        for (Submissions.Submission submission : found.submissions()) {
            String key = PlainSubmissions.key(submission);
            assertThat(submission.totals())
                    .as("%s of %s", key, about)
                    .usingRecursiveComparison()
                    .withComparatorForType(ABOUT, Double.class)
                    .isEqualTo(PlainSubmissions.totals(expected.getOrDefault(key, List.of())));
            assertThat(shelf.count(submission.query()))
                    .as("'%s' of %s", submission.query(), about)
                    .isEqualTo(submission.totals().jobs());
        }
    }

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void sample_asItsRecordsAddUp(Grouping by) throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            compare(shelf, SampleArchive.find().records(), by, "the sample");
        }
    }

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void randomArchive_asItsRecordsAddUp_alsoAfterRotation(Grouping by) throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Path directoryOfSeed = directory.resolve("random");
        try (SearchShelf shelf = new SearchShelf(directoryOfSeed)) {
            shelf.append("history", RandomSubmissions.records(random, 150, 0));
            shelf.index();
            compare(shelf, SampleRecord.readAll(shelf.file("history")), by, "seed " + seed);

            Path rotated = shelf.file("history.20261122T033939");
            Files.move(shelf.file("history"), rotated);
            shelf.append("history", RandomSubmissions.records(random, 100, 150));
            shelf.index();
            shelf.append("history", RandomSubmissions.records(random, 50, 250));
            shelf.index();
            List<SampleRecord> all = new ArrayList<>(SampleRecord.readAll(rotated));
            all.addAll(SampleRecord.readAll(shelf.file("history")));
            compare(shelf, all, by, "seed " + seed);
        }
    }

    @Test
    void selection_isWithinTheSubmissions_andInTheirQueries() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            for (String query :
                    List.of("exit:1 OR signal:9", "owner:alice", "is:failed -owner:bob", "cmd:*(no* OR exit:0")) {
                Submissions found = list(shelf, query, Grouping.CLUSTER, "");

                assertThat(found.jobs()).isEqualTo(shelf.count(query));
                long jobs = 0;
                for (Submissions.Submission submission : found.submissions()) {
                    assertThat(shelf.count(submission.query()))
                            .as(submission.query())
                            .isEqualTo(submission.totals().jobs());
                    jobs += submission.totals().jobs();
                }
                assertThat(jobs + found.without()).isEqualTo(found.jobs());
            }
        }
    }

    @Test
    void constraint_selectsToo() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            Requests.Selection jobs = new Requests.Selection("", Optional.of("ExitCode > 0"));
            Submissions found = shelf.search()
                    .submissions(
                            new SubmissionRequests.Submissions(jobs, Grouping.CLUSTER, "", 10_000, Optional.empty()));

            assertThat(found.jobs()).isPositive().isEqualTo(shelf.count("exit:>0"));
            assertThat(found.constraint()).isNotNull();
            assertThat(found.submissions())
                    .allSatisfy(submission -> assertThat(submission.totals().failed())
                            .isEqualTo(submission.totals().jobs()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jobs",
                "-jobs",
                "-failed",
                "cpu_efficiency",
                "-cpu_efficiency_percent",
                "submitted",
                "-started",
                "ended",
                "-core_hours",
                "exit_unknown",
                "+holds"
            })
    void pages_areTheWholeList_inOrder(String sort) throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("history", RandomSubmissions.records(new Random(7), 300, 0));
            shelf.index();
            List<Submissions.Submission> whole =
                    list(shelf, "", Grouping.CLUSTER, sort).submissions();
            List<Submissions.Submission> paged = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                Submissions page = shelf.search()
                        .submissions(new SubmissionRequests.Submissions(
                                Requests.Selection.of(""), Grouping.CLUSTER, sort, 7, cursor));
                paged.addAll(page.submissions());
                cursor = Optional.ofNullable(page.nextCursor());
            } while (cursor.isPresent());

            assertThat(paged).hasSizeGreaterThan(50).containsExactlyElementsOf(whole);
        }
    }

    @Test
    void order_isByTheTotal_missingOnesLast() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("history", RandomSubmissions.records(new Random(8), 300, 0));
            shelf.index();

            assertThat(list(shelf, "", Grouping.CLUSTER, "-jobs").submissions())
                    .isSortedAccordingTo(Comparator.comparingLong(
                            (Submissions.Submission each) -> -each.totals().jobs()));
            assertThat(list(shelf, "", Grouping.CLUSTER, "").submissions())
                    .isSortedAccordingTo(Comparator.comparing(
                            (Submissions.Submission each) ->
                                    String.valueOf(each.totals().lastEnded()),
                            Comparator.reverseOrder()));
            for (String sort : List.of("cpu_efficiency", "-cpu_efficiency")) {
                List<Double> efficiencies = list(shelf, "", Grouping.CLUSTER, sort).submissions().stream()
                        .map(each -> each.totals().cpuEfficiencyPercent())
                        .toList();
                Comparator<Double> ascending = Comparator.naturalOrder();
                Comparator<Double> order =
                        Comparator.nullsLast(sort.startsWith("-") ? ascending.reversed() : ascending);
                assertThat(efficiencies).contains((Double) null).isSortedAccordingTo(order);
            }
        }
    }

    @Test
    void lastPage_hasNoCursor_andAnEmptyOneHasNone() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0), SmallRecords.record(2, 0))) {
            Requests.Selection all = Requests.Selection.of("");
            JobSearch search = shelf.search();

            assertThat(search.submissions(
                                    new SubmissionRequests.Submissions(all, Grouping.CLUSTER, "", 2, Optional.empty()))
                            .nextCursor())
                    .isNull();
            Submissions none = search.submissions(
                    new SubmissionRequests.Submissions(all, Grouping.CLUSTER, "", 0, Optional.empty()));
            assertThat(none.total()).isEqualTo(2);
            assertThat(none.submissions()).isEmpty();
            assertThat(none.nextCursor()).isNull();
            assertThat(list(shelf, "exit:9", Grouping.CLUSTER, "").submissions())
                    .isEmpty();
        }
    }

    @Test
    void zeroCases_areZeroOrNothing() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory, "Owner = \"bob\"\nClusterId = 5\nProcId = 0\nJobStatus = 3\n" + SmallRecords.banner(5, 0))) {
            Submissions.Submission only =
                    list(shelf, "", Grouping.CLUSTER, "").submissions().get(0);

            assertThat(only)
                    .isEqualTo(new Submissions.Submission(
                            only.source() + "#5",
                            only.source(),
                            "bob",
                            5L,
                            null,
                            null,
                            null,
                            only.query(),
                            new Submissions.SubmissionTotals(
                                    1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, null, null, null, 0, 0, 0, 0, null)));
        }
    }

    @Test
    void batchAndCommand_areThoseOfTheLowestId() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(5, 3, "JobBatchName = \"three\"", "Cmd = \"/bin/three\""),
                SmallRecords.record(5, 1, "JobBatchName = \"one\"", "Cmd = \"/bin/one\""),
                SmallRecords.record(5, 2, "JobBatchName = \"two\"", "Cmd = \"/bin/two\""))) {
            Submissions.Submission only =
                    list(shelf, "", Grouping.CLUSTER, "").submissions().get(0);

            assertThat(only.batch()).isEqualTo("one");
            assertThat(only.cmd()).isEqualTo("/bin/one");
        }
    }

    @Test
    void hostileNames_areFoundByTheirQueries() throws IOException {
        List<String> names = List.of(
                "a \"quoted\" one",
                "all*",
                "wh?t",
                "back\\slash",
                "ends in \\",
                "source#12",
                "ap1#12",
                "(open",
                "close)",
                "a,b",
                "x OR y",
                "-minus",
                "owner:alice",
                "true",
                "12",
                "0x10",
                "1..3",
                ">5",
                "[a TO b]",
                " blank ",
                "new\nline",
                "tab\there",
                "<script>",
                "%41",
                "ünï",
                "*",
                "\"",
                "a:b\"c");
        StringBuilder text = new StringBuilder();
        int cluster = 0;
        for (String name : names) {
            cluster++;
            text.append(SmallRecords.record(cluster, 0, "JobBatchName = \"" + name.replace("\"", "\\\"") + '"'));
        }
        try (SearchShelf shelf = SearchShelf.of(directory, text.toString())) {
            Submissions found = list(shelf, "", Grouping.BATCH, "");

            Map<String, Long> counted = new HashMap<>();
            for (Submissions.Submission submission : found.submissions()) {
                counted.put(String.valueOf(submission.batch()), shelf.count(submission.query()));
            }
            assertThat(counted.values()).containsOnly(1L);
            assertThat(counted).hasSize(names.size());
        }
    }

    @Test
    void sourcesAndOwners_keepEqualNumbersApart() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("one/history", SmallRecords.record(5, 0));
            shelf.append("two/history", SmallRecords.record(5, 1) + SmallRecords.record(5, 0));
            shelf.append("two/history", SmallRecords.record(5, 2).replace("alice", "bob"));
            shelf.index(shelf.file("one"), "ap one");
            shelf.index(shelf.file("two"), "ap#2");

            assertThat(list(shelf, "", Grouping.CLUSTER, "-jobs").submissions().stream()
                            .map(each -> each.name() + " " + each.owner() + " "
                                    + each.totals().jobs()))
                    .containsExactly("ap#2#5 alice 2", "ap one#5 alice 1", "ap#2#5 bob 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "-", "jobs,failed", "cmd"})
    void unknownOrder_isRefused(String sort) throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0))) {
            assertThatThrownBy(() -> list(shelf, "", Grouping.CLUSTER, sort))
                    .isInstanceOf(SearchException.class)
                    .hasMessageStartingWith("sort by '" + sort.replaceFirst("^-", "")
                            + "': submissions have no such total; accepted: last_ended, first_submitted,");
        }
    }

    @Test
    void otherCursor_isRefused() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0), SmallRecords.record(2, 0))) {
            JobSearch search = shelf.search();
            Requests.Selection all = Requests.Selection.of("");
            String cursor = String.valueOf(search.submissions(
                            new SubmissionRequests.Submissions(all, Grouping.CLUSTER, "", 1, Optional.empty()))
                    .nextCursor());

            assertThatThrownBy(() -> search.submissions(
                            new SubmissionRequests.Submissions(all, Grouping.CLUSTER, "jobs", 1, Optional.of(cursor))))
                    .hasMessage("cursor: it belongs to another query, grouping or sort order");
            assertThatThrownBy(() -> search.submissions(
                            new SubmissionRequests.Submissions(all, Grouping.DAG, "", 1, Optional.of(cursor))))
                    .hasMessage("cursor: it belongs to another query, grouping or sort order");
            String known = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            for (String damaged : List.of("%", "", "e30", known.replace("number", "nomber"))) {
                String text = damaged.startsWith("{")
                        ? Base64.getUrlEncoder().encodeToString(damaged.getBytes(StandardCharsets.UTF_8))
                        : damaged;
                assertThatThrownBy(() -> search.submissions(
                                new SubmissionRequests.Submissions(all, Grouping.CLUSTER, "", 1, Optional.of(text))))
                        .isInstanceOf(SearchException.class)
                        .hasMessage("cursor: not one that a page of submissions gave out");
            }
        }
    }

    @Test
    void limitOutOfRange_isRefused() {
        assertThatThrownBy(() -> new SubmissionRequests.Submissions(
                        Requests.Selection.of(""), Grouping.CLUSTER, "", 10_001, Optional.empty()))
                .hasMessage("limit is 10001; accepted: 0 to 10000");
        assertThatThrownBy(() -> Grouping.of("owner")).hasMessage("by is 'owner'; accepted: cluster, batch, dag");
    }
}
