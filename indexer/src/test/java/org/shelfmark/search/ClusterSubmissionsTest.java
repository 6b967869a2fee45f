package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.SummarySettings;

/** Submissions of a cluster in every order, leafed through, are those of the index of this machine; with archived ones, too. */
final class ClusterSubmissionsTest {
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
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
        for (String source : ClusterTwins.SOURCES) {
            twins.rotate(source);
        }
        twins.index();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomSubmissions_samePagesAsEmbedded(long seed) throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        OddJobs jobs = new OddJobs(random, List.of(40, 8, 1_000, 3).get((int) (seed % 4)));
        try (ClusterTwins twins = new ClusterTwins(directory, "submissions-" + seed, ZoneOffset.UTC)) {
            write(twins, random, jobs, 150, 0);
            compare(twins, random, jobs, "seed " + seed + ", live");
            ArchiveOrder order = new ArchiveOrder("cluster:<6", Optional.empty(), false, true);
            twins.orderEmbedded(PLAIN, archivist -> archivist.archive(order));
            twins.orderInCluster(PLAIN, archivist -> archivist.archive(order));
            write(twins, random, jobs, 30, 150);
            compare(twins, random, jobs, "seed " + seed + ", archived");
        }
    }

    private static void compare(ClusterTwins twins, Random random, OddJobs jobs, String as) throws IOException {
        for (String sort : SORTS) {
            SubmissionRequests.Grouping by =
                    OddJobs.pick(random, List.of(SubmissionRequests.Grouping.values()));
            Optional<String> constraint = random.nextInt(4) > 0
                    ? Optional.empty()
                    : Optional.of(OddJobs.pick(random, List.of("ExitCode =!= 0", "size(Cmd) > ProcId")));
            Requests.Selection meant = new Requests.Selection(jobs.query(random.nextInt(2)), constraint);
            pages(twins, new SubmissionRequests.Submissions(meant, by, sort, 1 + random.nextInt(7), Optional.empty()), as);
        }
        for (SubmissionRequests.Grouping by : SubmissionRequests.Grouping.values()) {
            String name = by == SubmissionRequests.Grouping.BATCH
                    ? OddJobs.pick(random, List.of("alice", "a b", "3", "q\"q"))
                    : Integer.toString(1 + random.nextInt(SUBMISSIONS));
            SubmissionRequests.Report report = new SubmissionRequests.Report(
                    name, by, Optional.of(OddJobs.pick(random, List.of("alice", "bob"))), Optional.of("ap1"));
            same(twins, search -> search.report(report), search -> search.report(report), as + " " + report);
        }
        for (String query : List.of("owner:", "owner:a", "owner:A", "Label:", "exit:", "batch:\"", "Tag:", "dag:1", "is:")) {
            SuggestRequest request = new SuggestRequest(query, OptionalLong.empty(), 4 + random.nextInt(20));
            same(twins, search -> search.suggest(request), search -> search.suggest(request), as + " " + request);
        }
    }

    private static void pages(ClusterTwins twins, SubmissionRequests.Submissions first, String as) throws IOException {
        Optional<String> here = Optional.empty();
        Optional<String> there = Optional.empty();
        int page = 0;
        do {
            SubmissionRequests.Submissions own = at(first, here);
            SubmissionRequests.Submissions other = at(first, there);
            String which = as + " " + first + ", page " + page++;
            same(twins, search -> search.submissions(own), search -> search.submissions(other), which);
            here = next(twins.embedded(), own);
            there = next(twins.inCluster(), other);
            assertThat(there.isPresent()).as(which).isEqualTo(here.isPresent());
        } while (here.isPresent());
    }

    private static Optional<String> next(JobSearch search, SubmissionRequests.Submissions page) throws IOException {
        try {
            return Optional.ofNullable(search.submissions(page).nextCursor());
        } catch (SearchException refused) {
            return Optional.empty();
        }
    }

    private static SubmissionRequests.Submissions at(SubmissionRequests.Submissions first, Optional<String> cursor) {
        return new SubmissionRequests.Submissions(first.jobs(), first.by(), first.sort(), first.limit(), cursor);
    }

    private static void same(
            ClusterTwins twins, SummarizedShelf.Question here, SummarizedShelf.Question there, String as)
            throws IOException {
        List<String> differences =
                SummarizedShelf.differences(answer(twins.embedded(), here), answer(twins.inCluster(), there));
        assertThat(new ArrayList<>(differences)).as(as).isEmpty();
    }

    private static JsonNode answer(JobSearch search, SummarizedShelf.Question question) throws IOException {
        JsonNode answer = TwinShelf.answer(search, question);
        if (answer instanceof ObjectNode object) {
            object.remove(BY_RUN);
        }
        return answer;
    }
}
