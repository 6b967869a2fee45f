package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.cluster.CutCluster;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;

/**
 * Lists, exports, counts and histories from a cluster in which submissions are archived are those of an index of this machine,
 * and are of one moment while archiving goes on.
 */
class ClusterArchivedListsTest {
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
    private static final int SUBMISSIONS = 9;
    private static final SummarySettings PLAIN = SummarySettings.keeping(List.of());
    private static final List<String> BY_RUN = List.of("took_ms", "indexed_through", "constraint", "next_cursor");

    @TempDir
    private Path directory;

    static LongStream seeds() {
        long first = Long.getLong("shelfmark.firstSeed", 1);
        return LongStream.range(first, first + (THOROUGH ? 40 : 1));
    }

    private static void write(ClusterTwins twins, Random random, OddJobs jobs, int count, int first)
            throws IOException {
        for (int i = 0; i < count; i++) {
            String source = random.nextInt(3) > 0 ? "ap1" : "ap2";
            twins.append(source, jobs.record(1 + random.nextInt(SUBMISSIONS), first + i, first + i));
            if (random.nextInt(20) == 0) {
                // not first in a file, which would be no history
                twins.append(source, "This is = no attribute = at all\n");
            } else if (random.nextInt(30) == 0) {
                twins.rotate(source);
            }
        }
        twins.index();
    }

    private static ArchiveOrder archive(String query) {
        return new ArchiveOrder(query, Optional.empty(), false, true);
    }

    private static void archiveBoth(ClusterTwins twins, String query) throws IOException {
        twins.orderEmbedded(PLAIN, archivist -> archivist.archive(archive(query)));
        twins.orderInCluster(PLAIN, archivist -> archivist.archive(archive(query)));
    }

    private static void archiveAllInCluster(ClusterTwins twins) throws IOException {
        twins.orderInCluster(twins.settings(), PLAIN, 100, archivist -> archivist.archive(archive("*")));
    }

    private static JsonNode told(Object answer) throws IOException {
        ObjectNode told = SearchJson.read(SearchJson.write(answer), ObjectNode.class);
        told.put("is_at_least", told.at("/constraint/total_is").asText().equals("at least"));
        told.put("goes_on", told.path("next_cursor").isTextual());
        told.remove(BY_RUN);
        // plans know more names where archived jobs had some
        for (String part : List.of("against", "end")) {
            if (told.path(part) instanceof ObjectNode object) {
                object.remove(List.of("decided", "constraint"));
            }
        }
        return told;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomArchive_sameAnswersAsEmbedded(long seed) throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        OddJobs jobs = new OddJobs(random, List.of(8, 3, 40, 1_000).get((int) (seed % 4)));
        ConstrainedArchive constraints = new ConstrainedArchive(random);
        int times = THOROUGH ? 40 : 8;
        try (ClusterTwins twins = new ClusterTwins(directory, "archived-lists-" + seed, ZoneOffset.UTC)) {
            write(twins, random, jobs, 90, 0);
            archiveBoth(twins, "cluster:>" + (2 + random.nextInt(SUBMISSIONS - 3)));
            write(twins, random, jobs, 60, 90);
            for (int i = 0; i < times; i++) {
                Requests.Selection meant = new Requests.Selection(
                        jobs.query(random.nextInt(3)),
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(constraints.constraint(random.nextInt(3))));
                String as = "seed " + seed + ": " + meant;
                same(twins, search -> search.count(new Requests.Count(meant)), as);
                same(
                        twins,
                        search -> ToldExport.of(search, new ExportRequest(meant, List.of("owner", "runtime", "Tag"))),
                        as);
                Optional<Requests.Selection> against = random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new Requests.Selection(
                                jobs.query(1),
                                random.nextBoolean() ? Optional.empty() : Optional.of(constraints.constraint(1))));
                same(
                        twins,
                        search -> search.compare(new ComparisonRequest(meant, against, List.of("owner", "exit"), 20)),
                        as + " against " + against);
                String sort = List.of("", "-runtime", "owner", "exit", "Ratio").get(random.nextInt(5));
                samePages(
                        twins,
                        new Requests.Jobs(
                                meant, sort, 1 + random.nextInt(30), Optional.empty(), List.of("id", "owner", "exit")),
                        as + " by " + sort);
            }
            for (int i = 0; i < 3 * times; i++) {
                HistoryRequest request = RandomHistoriesTest.request(random, constraints, SUBMISSIONS);
                ToldHistory here = new ToldHistory();
                twins.embedded().read(request, here);
                ToldHistory there = new ToldHistory();
                twins.inCluster().read(request, there);
                assertThat(there.events).as("seed " + seed + ": " + request).isEqualTo(here.events);
                assertThat(there.lost).isEqualTo(here.lost);
                assertThat(there.certainlyLost).isEqualTo(here.certainlyLost);
            }
        }
    }

    private static Object answer(JobSearch search, SummarizedShelf.Question question) throws IOException {
        try {
            return told(question.ask(search));
        } catch (SearchException refused) {
            return refused.kind() + ": " + refused.getMessage();
        }
    }

    private static void same(ClusterTwins twins, SummarizedShelf.Question question, String as) throws IOException {
        assertThat(answer(twins.inCluster(), question)).as(as).isEqualTo(answer(twins.embedded(), question));
    }

    private static void samePages(ClusterTwins twins, Requests.Jobs first, String as) throws IOException {
        Requests.Jobs here = first;
        Requests.Jobs there = first;
        for (int page = 1; page < 200; page++) {
            Requests.Jobs own = here;
            Requests.Jobs other = there;
            assertThat(answer(twins.inCluster(), search -> search.jobs(other)))
                    .as(as + ", page " + page)
                    .isEqualTo(answer(twins.embedded(), search -> search.jobs(own)));
            String next;
            try {
                next = twins.embedded().jobs(own).nextCursor();
            } catch (SearchException refused) {
                return;
            }
            if (next == null) {
                return;
            }
            here = following(first, next);
            there = following(first, twins.inCluster().jobs(other).nextCursor());
        }
    }

    private static Requests.Jobs following(Requests.Jobs first, @Nullable String cursor) {
        return new Requests.Jobs(
                first.jobs(), first.sort(), first.limit(), Optional.ofNullable(cursor), first.fields());
    }

    private static ToldExport exported(JobSearch search) throws IOException {
        return ToldExport.of(search, everything());
    }

    private static ExportRequest everything() {
        return new ExportRequest(Requests.Selection.of(""), List.of());
    }

    private static HistoryRequest history() {
        return new HistoryRequest(
                List.of(),
                List.of(),
                List.of(),
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void pagesBesideSummaries_reachEveryJobOnce_untilMoreIsArchived() throws IOException {
        Random random = new Random(5);
        OddJobs jobs = new OddJobs(random, 1_000);
        try (ClusterTwins twins = new ClusterTwins(directory, "archived-pages", ZoneOffset.UTC)) {
            write(twins, random, jobs, 60, 0);
            archiveBoth(twins, "cluster:<3");
            write(twins, random, jobs, 15, 60);
            JobSearch search = twins.inCluster();
            long total = twins.live().count(new Requests.Count("")).count();
            ExportRequest named = new ExportRequest(Requests.Selection.of(""), List.of("id", "GlobalJobId", "proc"));
            List<String> expected = ToldExport.of(search, named).jobs().stream()
                    .map(String::valueOf)
                    .toList();
            Requests.Jobs first = new Requests.Jobs("", "", 2, Optional.empty(), named.fields());
            List<String> found = new ArrayList<>();
            @Nullable String cursor = null;
            do {
                Responses.Jobs page = search.jobs(following(first, cursor));
                assertThat(page.total()).isEqualTo(total);
                page.jobs().forEach(job -> found.add(String.valueOf(job)));
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(found).isEqualTo(expected).hasSizeGreaterThan(20);

            Requests.Selection open = new Requests.Selection("", Optional.of("JobStatus + (ExitCode ?: 0) >= 4"));
            same(twins, one -> one.count(new Requests.Count(open)), "what records decide");
            Requests.Jobs page = new Requests.Jobs(open, "", 4, Optional.empty(), named.fields());
            samePages(twins, page, "what records decide");

            String second = search.jobs(first).nextCursor();
            archiveAllInCluster(twins);

            assertThat(answer(search, one -> one.jobs(following(first, second))))
                    .isEqualTo("CURSOR_EXPIRED: cursor: the pages of this search have expired; ask for the first one"
                            + " again, without a cursor");
            assertThat(search.jobs(first).jobs()).isEmpty();
            assertThat(search.jobs(first).total()).isEqualTo(total);
        }
    }

    @Test
    void archivedWhileAnExportOrAHistoryIsTold_isToldAsItBegan() throws IOException {
        Random random = new Random(6);
        OddJobs jobs = new OddJobs(random, 1_000);
        try (ClusterTwins twins = new ClusterTwins(directory, "archived-told", ZoneOffset.UTC)) {
            write(twins, random, jobs, 130, 0);
            JobSearch search = twins.inCluster();
            ToldExport before = exported(search);
            assertThat(before.jobs()).hasSizeGreaterThan(110);

            ToldExport during = ToldExport.of(search, everything(), told -> {
                if (told == 3) {
                    archiveAllInCluster(twins);
                }
            });

            assertThat(told(during)).isEqualTo(told(before));
            assertThat(exported(search).jobs()).isEmpty();
            assertThat(exported(search).end().archived())
                    .isEqualTo(before.jobs().size());
            ToldHistory archived = new ToldHistory();
            search.read(history(), archived);

            ToldHistory meanwhile = new ToldHistory() {
                @Override
                public void record(byte[] bytes, int bannerStart) throws IOException {
                    super.record(bytes, bannerStart);
                    if (events.size() == 3) {
                        twins.orderInCluster(
                                twins.settings(),
                                PLAIN,
                                100,
                                archivist -> archivist.unarchive(new UnarchiveOrder("*", Optional.empty(), false)));
                    }
                }
            };
            search.read(history(), meanwhile);
            assertThat(meanwhile.events).isEqualTo(archived.events).hasSizeGreaterThan(110);

            ToldHistory live = new ToldHistory();
            search.read(history(), live);
            assertThat(live.events).isEqualTo(archived.events);
            assertThat(told(exported(search))).isEqualTo(told(before));
        }
    }

    /** Everything is archived behind the first of the requests that an answer takes. */
    @Test
    void archivedWhileAnAnswerIsFound_isAnsweredOnceMore() throws IOException {
        Random random = new Random(7);
        OddJobs jobs = new OddJobs(random, 1_000);
        List<SummarizedShelf.Question> questions = List.of(
                search -> search.jobs(new Requests.Jobs("", "", 10, Optional.empty(), List.of("id"))),
                ClusterArchivedListsTest::exported,
                search -> search.count(new Requests.Count(
                        new Requests.Selection("", Optional.of("size(Cmd) + ProcId > 7 || JobStatus == 4")))));
        try (ClusterTwins twins = new ClusterTwins(directory, "archived-found", ZoneOffset.UTC)) {
            write(twins, random, jobs, 40, 0);
            URI url = twins.cluster().url();
            for (SummarizedShelf.Question question : questions) {
                try (CutCluster between = CutCluster.atSearches(url, () -> archiveAllInCluster(twins));
                        JobSearch search = twins.search(between.url())) {
                    Object found = answer(search, question);
                    assertThat(between.failure()).isEmpty();
                    assertThat(found).isEqualTo(answer(twins.inCluster(), question));
                }
                twins.orderInCluster(
                        twins.settings(),
                        PLAIN,
                        100,
                        archivist -> archivist.unarchive(new UnarchiveOrder("*", Optional.empty(), false)));
            }
        }
    }
}
