package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PinnedPagesTest {
    private static final int JOBS = 60;

    @TempDir
    private Path directory;

    private SearchShelf shelf;
    private SnapshotSource snapshots;
    private IndexSearch search;
    private volatile Instant now = SearchShelf.NOW;

    @BeforeEach
    void index() throws IOException {
        shelf = SearchShelf.of(directory, SmallRecords.records(1, JOBS));
        snapshots = openIndex();
        search = search(snapshots, new PagingSettings(Duration.ofMinutes(5), 3));
    }

    @AfterEach
    void close() throws IOException {
        search.close();
        shelf.close();
    }

    private SnapshotSource openIndex() throws IOException {
        return SnapshotSource.open(new IndexLayout(directory.resolve("index")), Mapping.htcondorJob());
    }

    private IndexSearch search(SnapshotSource index, PagingSettings paging) {
        return new IndexSearch(
                index,
                ArchiveFileSystem.local(),
                Mapping.htcondorJob(),
                new SearchSettings(() -> now, ZoneOffset.UTC, true, Duration.ofMinutes(1), paging));
    }

    private static Requests.Jobs request(String query, String sort, int limit, Optional<String> cursor) {
        return new Requests.Jobs(query, sort, limit, cursor, List.of("id"));
    }

    private Responses.Jobs page(Optional<String> cursor) throws IOException {
        return search.jobs(request("", "", 7, cursor));
    }

    private Optional<String> firstCursor() throws IOException {
        return Optional.of(String.valueOf(page(Optional.empty()).nextCursor()));
    }

    private static List<String> ids(Responses.Jobs page) {
        return page.jobs().stream().map(job -> String.valueOf(job.get("id"))).toList();
    }

    private static String id(int cluster) {
        return "ap1.pool.test#" + cluster + ".0";
    }

    /** Adds jobs, old and new ones. */
    private void addSome(int round) throws IOException {
        shelf.append(
                "history", SmallRecords.record(1000 + round, 0) + SmallRecords.record(1 + round % JOBS, 5 + round));
        shelf.index();
    }

    /** Takes jobs back and merges all segments into one, as a long-lived writer does in the end. */
    private void removeAndMerge(int cluster) throws IOException {
        try (FSDirectory jobs = FSDirectory.open(new IndexLayout(directory.resolve("index")).jobs());
                DirectoryReader reader = DirectoryReader.open(jobs);
                IndexWriter writer = new IndexWriter(
                        jobs,
                        new IndexWriterConfig()
                                .setIndexSort(reader.leaves()
                                        .get(0)
                                        .reader()
                                        .getMetaData()
                                        .sort()))) {
            writer.deleteDocuments(new Term(AttributeTerms.FIELD, AttributeTerms.number("clusterid", cluster)));
            writer.forceMerge(1);
            writer.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cluster", "-owner,proc", "exit"})
    void pagesBesideCommitsDeletionsAndMerges_areTheFirstSnapshotWhole(String sort) throws Exception {
        List<String> whole = ids(search.jobs(request("", sort, 1000, Optional.empty())));
        assertThat(whole).hasSize(JOBS);
        List<String> seen = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> disturbance = other.submit(() -> {
                begun.await();
                for (int round = 0; round < 8; round++) {
                    addSome(round);
                    removeAndMerge(3 * round + 1);
                }
                return null;
            });
            Optional<String> cursor = Optional.empty();
            do {
                Responses.Jobs page = search.jobs(request("", sort, 5, cursor));
                seen.addAll(ids(page));
                assertThat(page.total()).isEqualTo(JOBS);
                cursor = Optional.ofNullable(page.nextCursor());
                begun.countDown();
                if (seen.size() == 30) {
                    disturbance.get();
                }
            } while (cursor.isPresent());
        }
        assertThat(seen).containsExactlyElementsOf(whole);
        assertThat(ids(search.jobs(request("", sort, 1000, Optional.empty())))).isNotEqualTo(whole);
    }

    @Test
    void pages_areInTheOrderOfTheRecords_howeverLateTheyAreAskedFor() throws IOException {
        Optional<String> cursor = firstCursor();
        addSome(0);

        assertThat(ids(page(cursor)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 7).mapToObj(i -> id(JOBS - 7 - i)).toList());
    }

    @Test
    void commitThatNobodyAskedForForLong_isLetGo() throws IOException {
        IndexReader pinned = currentReader();
        Optional<String> cursor = firstCursor();
        addSome(0);
        for (int minute = 0; minute < 12; minute += 4) {
            now = now.plus(Duration.ofMinutes(4));
            assertThat(ids(page(cursor))).hasSize(7);
        }
        search.status();
        assertThat(pinned.getRefCount()).isEqualTo(1);

        now = now.plus(Duration.ofMinutes(5)).plusSeconds(1);
        search.status();

        assertThat(pinned.getRefCount()).isZero();
        assertExpired(search, cursor);
    }

    private IndexReader currentReader() throws IOException {
        try (IndexSnapshot snapshot = snapshots.acquire()) {
            return snapshot.searcher().getIndexReader();
        }
    }

    private void assertExpired(JobSearch asked, Optional<String> cursor) {
        assertThatThrownBy(() -> asked.jobs(request("", "", 7, cursor)))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        expired -> assertThat(expired.kind()).isEqualTo(SearchException.Kind.CURSOR_EXPIRED))
                .hasMessage("cursor: the pages of this search have expired; ask for the first one again, without a"
                        + " cursor");
    }

    @Test
    void commitsBeyondTheirNumber_areLetGo_longestUnusedFirst() throws IOException {
        List<Optional<String>> cursors = new ArrayList<>();
        List<IndexReader> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(currentReader());
            cursors.add(firstCursor());
            addSome(i);
        }
        assertThat(ids(page(cursors.get(0)))).hasSize(7);
        cursors.add(firstCursor());
        addSome(3);
        search.status();

        assertExpired(search, cursors.get(1));
        assertThat(readers.get(1).getRefCount()).isZero();
        for (int kept : new int[] {0, 2, 3}) {
            assertThat(ids(page(cursors.get(kept)))).hasSize(7);
        }
    }

    @Test
    void closing_letsGoOfEverything() throws IOException {
        IndexReader pinned = currentReader();
        firstCursor();
        addSome(0);
        firstCursor();
        IndexReader current = currentReader();

        search.close();

        assertThat(pinned.getRefCount()).isZero();
        assertThat(current.getRefCount()).isZero();
    }

    @Test
    void otherProcess_goesOnWhileTheCommitIsCurrent() throws IOException {
        Optional<String> cursor = firstCursor();
        try (IndexSearch other = search(openIndex(), PagingSettings.DEFAULT)) {
            assertThat(ids(other.jobs(request("", "", 7, cursor)))).startsWith(id(JOBS - 7));
        }
        addSome(0);
        try (IndexSearch other = search(openIndex(), PagingSettings.DEFAULT)) {
            assertExpired(other, cursor);
        }
    }

    @Test
    void expiredCommitThatIsStillCurrent_isGoneOnWith() throws IOException {
        Optional<String> cursor = firstCursor();
        now = now.plus(Duration.ofDays(1));

        assertThat(ids(page(cursor))).startsWith(id(JOBS - 7));
    }

    @Test
    void relativeTimes_referToTheTimeOfTheFirstPage() throws IOException {
        // the jobs end at second 1,795,318,001 and the following
        now = Instant.ofEpochSecond(1_795_318_001L + 3600);
        Responses.Jobs first = search.jobs(request("ended:>=-1h", "cluster", 7, Optional.empty()));
        assertThat(ids(first)).startsWith(id(1));
        now = now.plusSeconds(30);

        Responses.Jobs second =
                search.jobs(request("ended:>=-1h", "cluster", 7, Optional.ofNullable(first.nextCursor())));

        assertThat(second.total()).isEqualTo(JOBS);
        assertThat(ids(second)).startsWith(id(8));
    }

    private Submissions submissions(String query, Optional<String> cursor) throws IOException {
        return search.submissions(new SubmissionRequests.Submissions(
                Requests.Selection.of(query), SubmissionRequests.Grouping.CLUSTER, "first_submitted", 7, cursor));
    }

    @Test
    void pagesOfSubmissions_areOfTheFirstCommit_untilItIsLetGo() throws IOException {
        List<Submissions.Submission> whole = search.submissions(new SubmissionRequests.Submissions(
                        Requests.Selection.of(""),
                        SubmissionRequests.Grouping.CLUSTER,
                        "first_submitted",
                        1000,
                        Optional.empty()))
                .submissions();
        List<Submissions.Submission> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        Optional<String> second = Optional.empty();
        int round = 0;
        do {
            Submissions page = submissions("", cursor);
            assertThat(page.total()).isEqualTo(JOBS);
            seen.addAll(page.submissions());
            cursor = Optional.ofNullable(page.nextCursor());
            second = second.or(() -> Optional.ofNullable(page.nextCursor()));
            addSome(round++);
        } while (cursor.isPresent());
        assertThat(seen).containsExactlyElementsOf(whole);

        now = now.plus(Duration.ofMinutes(5)).plusSeconds(1);
        Optional<String> expiredCursor = second;
        assertThatThrownBy(() -> submissions("", expiredCursor))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        expired -> assertThat(expired.kind()).isEqualTo(SearchException.Kind.CURSOR_EXPIRED));
    }

    @Test
    void relativeTimesOfSubmissions_referToTheTimeOfTheFirstPage() throws IOException {
        // the jobs end at second 1,795,318,001 and the following
        now = Instant.ofEpochSecond(1_795_318_001L + 3600);
        Submissions first = submissions("ended:>=-1h", Optional.empty());
        now = now.plusSeconds(30);

        assertThat(first.total()).isEqualTo(JOBS);
        assertThat(submissions("ended:>=-1h", Optional.ofNullable(first.nextCursor()))
                        .total())
                .isEqualTo(JOBS);
    }

    @Test
    void cursorOfOtherPages_isRefused() throws IOException {
        Optional<String> ofJobs = firstCursor();
        Optional<String> ofSubmissions =
                Optional.ofNullable(submissions("", Optional.empty()).nextCursor());

        assertThatThrownBy(() -> submissions("", ofJobs))
                .hasMessage("cursor: it belongs to another query, grouping or sort order");
        assertThatThrownBy(() -> page(ofSubmissions)).hasMessage("cursor: it belongs to another query or sort order");
    }

    @Test
    void cursorOfACommitThatNeverWas_isExpired() throws IOException {
        String json = decoded(firstCursor().orElseThrow());

        assertExpired(
                search,
                Optional.of(encoded(json.replaceFirst("\"commit\":\"[^\"]*", "\"commit\":\"" + "0".repeat(32)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'now':-1",
                "'now':1.5",
                "'now':'1'",
                "'now':null",
                "'now':253402300800000",
                "'now':1e99",
                "'now':99999999999999999999",
                "'commit':''",
                "'commit':'xyz'",
                "'commit':null",
                "'commit':'0123456789ABCDEF0123456789abcdef'",
                "'commit':'0123456789abcdef0123456789abcde'"
            })
    void madeUpPin_isRefused(String made) throws IOException {
        String member = made.replace('\'', '"');
        String name = member.substring(0, member.indexOf(':'));
        String json = decoded(firstCursor().orElseThrow()).replaceFirst(name + ":[^,]*", member);

        assertThatThrownBy(() -> page(Optional.of(encoded(json))))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_REQUEST))
                .hasMessage("cursor: not one that a page of jobs gave out");
    }

    private static String decoded(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void settings_refuseWhatAllowsNoSecondPage() {
        assertThatThrownBy(() -> new PagingSettings(Duration.ZERO, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("keepFor PT0S; accepted: more than 0");
        assertThatThrownBy(() -> new PagingSettings(Duration.ofSeconds(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mostCommits 0; accepted: 1 or more");
        assertThat(PagingSettings.DEFAULT.keepFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(PagingSettings.DEFAULT.mostCommits()).isEqualTo(64);
    }
}
