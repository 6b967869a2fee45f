package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.cluster.CutCluster;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.SummarySettings;

/** Submissions of a cluster in every order, leafed through, are those of the index of this machine; with archived ones, too. */
final class ClusterSubmissionsTest {
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SUBMISSIONS = 12;
    private static final SummarySettings PLAIN = SummarySettings.keeping(List.of());
    private static final List<String> BY_RUN = List.of("took_ms", "indexed_through", "next_cursor");
    private static final List<String> SORTS = List.of(
            "",
            "ended",
            "first_submitted",
            "-started",
            "jobs",
            "-completed",
            "removed",
            "-succeeded",
            "failed",
            "-exit_unknown",
            "short_jobs",
            "-restarted_jobs",
            "jobs_held",
            "-holds",
            "attempts",
            "-starts",
            "vacates",
            "-wall_hours",
            "core_hours",
            "-good_core_hours",
            "cpu_hours",
            "-cpu_efficiency");

    @TempDir
    private Path directory;

    static LongStream seeds() {
        long first = Long.getLong("shelfmark.firstSeed", 1);
        return LongStream.range(first, first + (THOROUGH ? 30 : 1));
    }

    private static void write(ClusterTwins twins, Random random, OddJobs jobs, int count, int first)
            throws IOException {
        for (int i = 0; i < count; i++) {
            twins.append(
                    random.nextInt(3) > 0 ? "ap1" : "ap2",
                    jobs.record(1 + random.nextInt(SUBMISSIONS), first + i, first + i));
        }
        for (String source : ArchivedSpool.SOURCES) {
            twins.rotate(source);
        }
        twins.index();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomSubmissions_samePagesAsEmbedded(long seed) throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        OddJobs jobs = new OddJobs(random, List.of(8, 1_000, 40, 3).get((int) (seed % 4)));
        try (ClusterTwins twins = new ClusterTwins(directory, "submissions-" + seed, ZoneOffset.UTC);
                CutCluster refusing = CutCluster.withoutScripts(twins.cluster().url());
                JobSearch withoutScripts = twins.search(refusing.url())) {
            write(twins, random, jobs, 150, 0);
            compare(twins, withoutScripts, random, jobs, "seed " + seed + ", live");
            ArchiveOrder order = new ArchiveOrder("cluster:<6", Optional.empty(), false, true);
            twins.orderEmbedded(PLAIN, archivist -> archivist.archive(order));
            twins.orderInCluster(PLAIN, archivist -> archivist.archive(order));
            write(twins, random, jobs, 30, 150);
            compare(twins, withoutScripts, random, jobs, "seed " + seed + ", archived");
        }
    }

    private static void compare(ClusterTwins twins, JobSearch withoutScripts, Random random, OddJobs jobs, String as)
            throws IOException {
        for (String sort : SORTS) {
            if (!THOROUGH && random.nextInt(5) > 0) {
                continue;
            }
            SubmissionRequests.Grouping by = OddJobs.pick(random, List.of(SubmissionRequests.Grouping.values()));
            Optional<String> constraint = random.nextInt(4) > 0
                    ? Optional.empty()
                    : Optional.of(OddJobs.pick(random, List.of("ExitCode =!= 0", "size(Cmd) > ProcId")));
            Requests.Selection meant = new Requests.Selection(jobs.query(random.nextInt(2)), constraint);
            JobSearch inCluster = random.nextInt(3) > 0 ? twins.inCluster() : withoutScripts;
            pages(
                    twins,
                    inCluster,
                    new SubmissionRequests.Submissions(meant, by, sort, 2 + random.nextInt(7), Optional.empty()),
                    as);
        }
        for (SubmissionRequests.Grouping by : SubmissionRequests.Grouping.values()) {
            String name = by == SubmissionRequests.Grouping.BATCH
                    ? OddJobs.pick(random, List.of("alice", "a b", "3", "q\"q"))
                    : Integer.toString(1 + random.nextInt(SUBMISSIONS));
            SubmissionRequests.Report report = new SubmissionRequests.Report(
                    name, by, Optional.of(OddJobs.pick(random, List.of("alice", "bob"))), Optional.of("ap1"));
            same(twins, search -> search.report(report), as + " " + report);
        }
        for (String query :
                List.of("owner:", "owner:a", "owner:A", "Label:", "exit:", "batch:\"", "Tag:", "dag:1", "is:")) {
            SuggestRequest request = new SuggestRequest(query, OptionalLong.empty(), 4 + random.nextInt(20));
            same(twins, search -> search.suggest(request), as + " " + request);
        }
    }

    private static void pages(ClusterTwins twins, JobSearch inCluster, SubmissionRequests.Submissions first, String as)
            throws IOException {
        Optional<String> here = Optional.empty();
        Optional<String> there = Optional.empty();
        for (int page = 0; page == 0 || here.isPresent(); page++) {
            JsonNode own = answer(twins.embedded(), of(at(first, here)));
            JsonNode other = answer(inCluster, of(at(first, there)));
            here = Optional.ofNullable(own.path("next_cursor").textValue());
            there = Optional.ofNullable(other.path("next_cursor").textValue());
            String which = as + " " + first + ", page " + page;
            same(own, other, which);
            assertThat(there.isPresent()).as(which).isEqualTo(here.isPresent());
        }
    }

    private static SummarizedShelf.Question of(SubmissionRequests.Submissions page) {
        return search -> search.submissions(page);
    }

    private static SubmissionRequests.Submissions at(SubmissionRequests.Submissions first, Optional<String> cursor) {
        return new SubmissionRequests.Submissions(first.jobs(), first.by(), first.sort(), first.limit(), cursor);
    }

    private static void same(ClusterTwins twins, SummarizedShelf.Question question, String as) throws IOException {
        same(answer(twins.embedded(), question), answer(twins.inCluster(), question), as);
    }

    private static JsonNode answer(JobSearch search, SummarizedShelf.Question question) throws IOException {
        try {
            return JSON.readTree(SearchJson.write(question.ask(search)));
        } catch (SearchException refused) {
            return TextNode.valueOf(String.valueOf(refused.getMessage()));
        }
    }

    private static void same(JsonNode expected, JsonNode actual, String as) {
        for (JsonNode answer : List.of(expected, actual)) {
            if (answer instanceof ObjectNode object) {
                object.remove(BY_RUN);
            }
        }
        assertThat(SummarizedShelf.differences(expected, actual)).as(as).isEmpty();
    }
}
