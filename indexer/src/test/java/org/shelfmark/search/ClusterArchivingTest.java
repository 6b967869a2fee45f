package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.CutCluster;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;

/** Archiving in a cluster does what it does in an index of this machine, and no question sees it under way. */
class ClusterArchivingTest {
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
    private static final int SUBMISSIONS = 12;
    private static final SummarySettings PLAIN = SummarySettings.keeping(List.of());
    private static final Set<String> BY_RUN =
            Set.of("took_ms", "indexed_through", "constraint", "next_cursor", "index", "index_bytes", "segments");

    @TempDir
    Path directory;

    static LongStream seeds() {
        long first = Long.getLong("shelfmark.firstSeed", 1);
        return LongStream.range(first, first + (THOROUGH ? 60 : 1));
    }

    private static void write(ClusterTwins twins, Random random, OddJobs jobs, int count, int first)
            throws IOException {
        for (int i = 0; i < count; i++) {
            int cluster = 1 + random.nextInt(SUBMISSIONS);
            twins.append(random.nextInt(3) > 0 ? "ap1" : "ap2", jobs.record(cluster, first + i, first + i));
        }
        for (String source : ArchivedSpool.SOURCES) {
            if (random.nextInt(3) > 0) {
                twins.rotate(source);
            }
        }
        twins.index();
    }

    /** Questions of all kinds, by what they are. */
    private static Map<String, SummarizedShelf.Question> questions(Random random, OddJobs jobs, int count) {
        Map<String, SummarizedShelf.Question> questions = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String query = jobs.query(random.nextInt(3));
            Requests.Selection meant = Requests.Selection.of(query);
            String one = OddJobs.pick(random, OddJobs.NAMES);
            String other = OddJobs.pick(random, OddJobs.NAMES);
            questions.put("count " + query, search -> search.count(new Requests.Count(query)));
            questions.put(
                    "facets " + query + " " + one + " " + other,
                    search -> search.facets(new Requests.Facets(query, List.of(one, other), 20)));
            questions.put(
                    "stats " + query + " " + one + " " + other,
                    search -> search.stats(new FigureRequests.Stats(
                            meant, List.of(one), List.of(other), FigureRequests.Stats.DEFAULT_PERCENTILES, 20)));
            questions.put(
                    "histogram " + query,
                    search ->
                            search.histogram(new FigureRequests.Histogram(meant, "ended", "1d", Optional.of(one), 5)));
            questions.put(
                    "submissions " + query,
                    search -> search.submissions(new SubmissionRequests.Submissions(
                            meant, SubmissionRequests.Grouping.CLUSTER, "-jobs", 50, Optional.empty())));
            int number = 1 + random.nextInt(SUBMISSIONS);
            questions.put(
                    "report " + number,
                    search -> search.report(new SubmissionRequests.Report(
                            Integer.toString(number),
                            SubmissionRequests.Grouping.CLUSTER,
                            Optional.empty(),
                            Optional.of("ap1"))));
            String id = number + "." + random.nextInt(150);
            questions.put("job " + id, search -> search.job(new Requests.OneJob(id, Optional.of("ap1"))));
            questions.put(
                    "jobs " + query,
                    search -> search.jobs(new Requests.Jobs(query, "", 20, Optional.empty(), List.of("id", one))));
        }
        return questions;
    }

    private static JsonNode answer(JobSearch search, SummarizedShelf.Question question) throws IOException {
        JsonNode answer = TwinShelf.answer(search, question);
        if (answer instanceof ObjectNode object) {
            object.remove(BY_RUN);
        }
        return answer;
    }

    private static void assertSame(
            String as, Map<String, SummarizedShelf.Question> questions, JobSearch expected, JobSearch actual)
            throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, SummarizedShelf.Question> question : questions.entrySet()) {
            List<String> differences = SummarizedShelf.differences(
                    answer(expected, question.getValue()), answer(actual, question.getValue()));
            // sums of fractions are as near as doubles are
            differences.removeIf(text -> text.contains("_hours"));
            if (!differences.isEmpty()) {
                wrong.add(question.getKey() + ": " + differences);
            }
        }
        assertThat(wrong).as(as).isEmpty();
    }

    private static ArchiveOrder archive(String query, boolean withoutDetails) {
        return new ArchiveOrder(query, Optional.empty(), false, withoutDetails);
    }

    /** What was done, without what sizes and times it took. */
    private static String said(ArchiveReport report) {
        return report.submissions() + " " + report.jobs() + " " + report.extended() + " " + report.left() + " "
                + report.reasons().stream()
                        .map(left -> left.reason() + " " + left.submissions() + " " + left.jobs())
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomOrders_sameAnswersAsEmbedded(long seed) throws IOException {
        Random random = new Random(seed);
        System.out.println("seed " + seed);
        ZoneId zone = seed % 2 == 0 ? ZoneOffset.UTC : ZoneId.of("Asia/Kathmandu");
        OddJobs jobs = new OddJobs(random, List.of(8, 3, 40, 1_000).get((int) (seed % 4)));
        try (ClusterTwins twins = new ClusterTwins(directory, "archiving-model-" + seed, zone)) {
            write(twins, random, jobs, 120, 0);
            for (int part = 0; part < 4; part++) {
                String query = random.nextBoolean() ? "*" : "cluster:>" + random.nextInt(SUBMISSIONS);
                SummarySettings how =
                        SummarySettings.keeping(random.nextBoolean() ? List.of() : List.of("Label", "request_memory"));
                ArchiveOrder order = archive(query, random.nextBoolean());
                String as = "seed " + seed + ", part " + part + ", " + order;
                ArchiveReport here = twins.orderEmbedded(how, archivist -> archivist.archive(order));
                ArchiveReport there = twins.orderInCluster(how, archivist -> archivist.archive(order));
                assertThat(said(there)).as(as).isEqualTo(said(here));
                assertSame(as, questions(random, jobs, 12), twins.embedded(), twins.inCluster());
                assertThat(wrong(twins.inCluster(), twins, seed + part, as))
                        .isEqualTo(wrong(twins.embedded(), twins, seed + part, as));
                write(twins, random, jobs, 30, 120 + 30 * part);
                assertSame(as + ", late", questions(random, jobs, 4), twins.embedded(), twins.inCluster());
                if (random.nextInt(3) == 0) {
                    UnarchiveOrder back = new UnarchiveOrder(
                            "cluster:<" + (1 + random.nextInt(SUBMISSIONS)), Optional.of(Duration.ofDays(1)), false);
                    UnarchiveReport backHere = twins.orderEmbedded(how, archivist -> archivist.unarchive(back));
                    UnarchiveReport backThere = twins.orderInCluster(how, archivist -> archivist.unarchive(back));
                    assertThat(backThere.jobs()).as(as).isEqualTo(backHere.jobs());
                    assertThat(backThere.submissions()).as(as).isEqualTo(backHere.submissions());
                    assertThat(backThere.pinnedUntil()).isEqualTo(backHere.pinnedUntil());
                    assertSame(as + ", " + back, questions(random, jobs, 4), twins.embedded(), twins.inCluster());
                }
            }
        }
    }

    /** What is not as if all were live; of reports that summaries cannot tell, that is said. */
    private static List<String> wrong(JobSearch search, ClusterTwins twins, long seed, String as) throws IOException {
        TwinComparison comparison = new TwinComparison(twins.live(), search, false, new Random(seed), as);
        comparison.compare(THOROUGH ? 12 : 4);
        return comparison.wrong();
    }

    @Test
    void archivedAndBroughtBack_documentsAreAsTheyWere() throws IOException {
        Random random = new Random(7);
        OddJobs jobs = new OddJobs(random, 8);
        try (ClusterTwins twins = new ClusterTwins(directory, "archiving-back", ZoneOffset.UTC)) {
            write(twins, random, jobs, 100, 0);
            List<String> before = twins.documents();

            ArchiveReport archived = twins.orderInCluster(PLAIN, archivist -> archivist.archive(archive("*", true)));

            assertThat(archived.jobs()).isGreaterThan(50);
            assertThat(twins.documents()).hasSize((int) (before.size() - archived.jobs()));
            assertThat(twins.summaries()).isEqualTo(archived.submissions());

            UnarchiveReport back = twins.orderInCluster(
                    PLAIN, archivist -> archivist.unarchive(new UnarchiveOrder("", Optional.empty(), false)));

            assertThat(back.jobs()).isEqualTo(archived.jobs());
            assertThat(twins.documents()).isEqualTo(before);
            assertThat(twins.summaries()).isZero();
        }
    }

    @Test
    void recordsOfAnotherMachine_areLeftToIt() throws IOException {
        Random random = new Random(3);
        OddJobs jobs = new OddJobs(random, 1_000);
        try (ClusterTwins twins = new ClusterTwins(directory, "archiving-elsewhere", ZoneOffset.UTC)) {
            write(twins, random, jobs, 20, 0);

            ArchiveReport left = twins.orderElsewhere(archivist -> archivist.archive(archive("*", true)));

            assertThat(left.submissions()).isZero();
            assertThat(left.reasons())
                    .extracting(ArchiveReport.Left::reason)
                    .containsExactly("a record is in an archive that another machine ships: archive it there");

            long archived = twins.orderInCluster(PLAIN, archivist -> archivist.archive(archive("*", true)))
                    .submissions();

            assertThatThrownBy(() -> twins.orderElsewhere(
                            archivist -> archivist.unarchive(new UnarchiveOrder("*", Optional.empty(), false))))
                    .isInstanceOf(RollupException.class)
                    .hasMessageMatching("the record of ap1#\\d+\\.\\d+ cannot be had: it is in an archive that another"
                            + " machine ships \\(shipper 0\\); bring it back there");
            assertThat(twins.summaries()).isEqualTo(archived);
        }
    }

    @Test
    void sizeOfACluster_isRefused() throws IOException {
        try (ClusterTwins twins = new ClusterTwins(directory, "archiving-size", ZoneOffset.UTC)) {
            assertThatThrownBy(() -> twins.orderInCluster(PLAIN, archivist -> archivist.archive(ArchiveOrder.toFit(1))))
                    .isInstanceOf(RollupException.class)
                    .hasMessage("a cluster has no size that archiving keeps to; accepted: an index of this machine");
        }
    }

    @Test
    void dryRuns_sayWhatWouldHappenAndChangeNothing() throws IOException {
        Random random = new Random(9);
        OddJobs jobs = new OddJobs(random, 1_000);
        try (ClusterTwins twins = new ClusterTwins(directory, "archiving-dry", ZoneOffset.UTC)) {
            write(twins, random, jobs, 40, 0);
            List<String> before = twins.documents();

            ArchiveReport dry = twins.orderInCluster(
                    PLAIN, archivist -> archivist.archive(new ArchiveOrder("*", Optional.empty(), true, true)));

            assertThat(dry.jobs()).isPositive();
            assertThat(twins.documents()).isEqualTo(before);
            ArchiveReport archived = twins.orderInCluster(PLAIN, archivist -> archivist.archive(archive("*", true)));
            assertThat(said(archived)).isEqualTo(said(dry));

            UnarchiveReport back = twins.orderInCluster(
                    PLAIN, archivist -> archivist.unarchive(new UnarchiveOrder("*", Optional.empty(), true)));

            assertThat(back.jobs()).isEqualTo(archived.jobs());
            assertThat(twins.summaries()).isEqualTo(archived.submissions());
        }
    }

    /** Orders that end at every change that they make to the cluster, and questions before each. */
    @ParameterizedTest
    @MethodSource("orders")
    void everyStep_questionsSeeNothing_andTheNextOrderEndsIt(String name, boolean isArchiving, boolean isCarriedOut)
            throws IOException {
        Random random = new Random(11);
        OddJobs jobs = new OddJobs(random, 1_000);
        try (ClusterTwins twins = new ClusterTwins(directory, "archiving-steps-" + name, ZoneOffset.UTC)) {
            write(twins, random, jobs, 40, 0);
            twins.orderInCluster(PLAIN, archivist -> archivist.archive(archive("cluster:<6", true)));
            // late jobs of what is archived
            write(twins, random, jobs, 20, 40);
            Map<String, SummarizedShelf.Question> questions = kept();
            Map<String, JsonNode> before = answers(questions, twins.inCluster());
            int cuts = 0;
            for (int cutAt = 1; ; cutAt++) {
                boolean isCut;
                try (CutCluster cut = new CutCluster(
                        twins.cluster().url(),
                        request -> assertStill("before " + request, before, answers(questions, twins.inCluster())),
                        cutAt,
                        isCarriedOut)) {
                    ClusterSettings through = ClusterSettings.of(cut.url())
                            .prefixed(twins.settings().prefix())
                            .patient(Duration.ofMillis(10));
                    try {
                        order(twins, through, isArchiving);
                    } catch (IOException | RuntimeException died) {
                        assertThat(cut.isCut()).as(String.valueOf(died)).isTrue();
                    }
                    isCut = cut.isCut();
                    assertThat(cut.failure()).as("cut at " + cutAt).isEmpty();
                }
                assertStill("cut at " + cutAt, before, answers(questions, twins.inCluster()));
                order(twins, twins.settings(), isArchiving);
                assertStill("ended after " + cutAt, before, answers(questions, twins.inCluster()));
                if (isArchiving) {
                    assertThat(twins.documents().stream().filter(job -> !job.contains("-problems ")))
                            .isEmpty();
                } else {
                    assertThat(twins.summaries()).isZero();
                }
                order(twins, twins.settings(), !isArchiving);
                if (!isCut) {
                    break;
                }
                cuts++;
            }
            System.out.println(name + ": " + cuts + " steps");
            assertThat(cuts).isGreaterThan(6);
        }
    }

    static List<Arguments> orders() {
        List<Arguments> orders = new ArrayList<>(
                List.of(Arguments.of("archive-behind", true, true), Arguments.of("back-before", false, false)));
        if (THOROUGH) {
            orders.add(Arguments.of("archive-before", true, false));
            orders.add(Arguments.of("back-behind", false, true));
        }
        return orders;
    }

    private static void order(ClusterTwins twins, ClusterSettings through, boolean isArchiving) throws IOException {
        twins.orderInCluster(
                through,
                PLAIN,
                100,
                archivist -> isArchiving
                        ? archivist.archive(archive("*", true))
                        : archivist.unarchive(new UnarchiveOrder("*", Optional.empty(), false)));
    }

    /** Questions that summaries answer exactly. */
    private static Map<String, SummarizedShelf.Question> kept() {
        Map<String, SummarizedShelf.Question> questions = new LinkedHashMap<>();
        questions.put("count", search -> search.count(new Requests.Count("*")));
        questions.put("failed", search -> search.count(new Requests.Count("is:failed cluster:<8")));
        questions.put(
                "facets", search -> search.facets(new Requests.Facets("*", List.of("status", "owner", "exit"), 20)));
        questions.put(
                "histogram",
                search -> search.histogram(
                        new FigureRequests.Histogram(Requests.Selection.of("*"), "ended", "1d", Optional.empty(), 5)));
        questions.put(
                "submissions",
                search -> search.submissions(new SubmissionRequests.Submissions(
                        Requests.Selection.of("*"),
                        SubmissionRequests.Grouping.CLUSTER,
                        "-jobs",
                        100,
                        Optional.empty())));
        return questions;
    }

    private static Map<String, JsonNode> answers(Map<String, SummarizedShelf.Question> questions, JobSearch search)
            throws IOException {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (Map.Entry<String, SummarizedShelf.Question> question : questions.entrySet()) {
            JsonNode answer = answer(search, question.getValue());
            for (JsonNode submission : answer.path("submissions")) {
                // spelling is that of the first job, and sums of fractions are as near as doubles are
                ((ObjectNode) submission).remove(List.of("owner", "cmd", "batch", "query", "archived"));
                ObjectNode totals = (ObjectNode) submission.path("totals");
                totals.properties().removeIf(total -> total.getKey().endsWith("_hours"));
            }
            answers.put(question.getKey(), answer);
        }
        return answers;
    }

    private static void assertStill(String as, Map<String, JsonNode> before, Map<String, JsonNode> now) {
        List<String> differences = new ArrayList<>();
        before.forEach(
                (question, answer) -> SummarizedShelf.differences(answer, Objects.requireNonNull(now.get(question)))
                        .forEach(difference -> differences.add(question + ": " + difference)));
        assertThat(differences).as(as).isEmpty();
    }

    /** Everything is archived between two requests of one question. */
    @Test
    void archivedWhileAQuestionIsAnswered_isAnsweredOnceMore() throws IOException {
        Random random = new Random(5);
        OddJobs jobs = new OddJobs(random, 1_000);
        try (ClusterTwins twins = new ClusterTwins(directory, "archiving-meanwhile", ZoneOffset.UTC)) {
            write(twins, random, jobs, 60, 0);
            URI url = twins.cluster().url();
            boolean[] isArchived = new boolean[1];
            for (Map.Entry<String, SummarizedShelf.Question> question : kept().entrySet()) {
                JsonNode before = answers(Map.of("", question.getValue()), twins.inCluster())
                        .get("");
                try (CutCluster between = CutCluster.atSearches(url, () -> {
                            boolean isArchiving = !isArchived[0];
                            isArchived[0] = isArchiving;
                            order(twins, twins.settings(), isArchiving);
                        });
                        JobSearch search = twins.search(between.url())) {
                    assertThat(answers(Map.of("", question.getValue()), search).get(""))
                            .as(question.getKey())
                            .isEqualTo(before);
                    assertThat(between.failure()).isEmpty();
                }
            }
        }
    }
}
