package org.shelfmark.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.guard.CountingDirectory.Part;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.ReaderOn;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.ComparisonRequest;
import org.shelfmark.search.FigureRequests;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.search.SubmissionRequests;

/**
 * How much of the index a question reads, in one segment of {@value #JOBS} jobs; each question is the first one of its
 * search. A query that looks at every job where it could stop, or reads a column that it does not need, reads several times
 * as much. A limit that is exceeded on purpose is raised here, to some 25 % above what the message says.
 */
final class QueryCostTest {
    private static final int JOBS = 5000;
    private static final Mapping MAPPING = Mapping.htcondorJob();

    @TempDir
    private static Path directory;

    private static IndexLayout layout() {
        return new IndexLayout(directory.resolve("index"));
    }

    /** What is asked. */
    interface Asked {
        Object of(JobSearch search) throws IOException;
    }

    /**
     * A question and the most bytes that it may read.
     *
     * @param limits by part; what is not named may not be read at all
     */
    record Question(String name, Asked asked, Map<Part, Long> limits) {
        Question {
            limits = Map.copyOf(limits);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Question question(String name, Asked asked, long terms, long postings, long columns, long other) {
        return new Question(
                name,
                asked,
                Map.of(Part.TERMS, terms, Part.POSTINGS, postings, Part.COLUMNS, columns, Part.OTHER, other));
    }

    static Stream<Question> questions() {
        return Stream.of(
                question("count of everything", search -> search.count(new Requests.Count("*")), 0, 0, 0, 1_300),
                question(
                        "count of two conditions",
                        search -> search.count(new Requests.Count("is:failed exit:1")),
                        10_000,
                        1_300,
                        0,
                        1_300),
                question("newest 20", search -> search.jobs(newest("*")), 0, 0, 740, 1_300),
                question(
                        "newest 20 of a condition", search -> search.jobs(newest("is:failed")), 8_900, 240, 750, 1_300),
                question(
                        "ended since",
                        search -> search.count(new Requests.Count("ended:>=2026-01-05T11:00")),
                        2_600,
                        0,
                        6_000,
                        1_300),
                question("facet of owners", search -> search.facets(facets("owner")), 0, 0, 6_600, 1_300),
                question(
                        "five facets",
                        search -> search.facets(facets("exit", "owner", "status", "host", "batch")),
                        0,
                        0,
                        41_000,
                        4_600),
                question(
                        "jobs by day",
                        search -> search.histogram(new FigureRequests.Histogram("*", "ended", "1d")),
                        0,
                        0,
                        12_500,
                        1_300),
                question(
                        "percentiles",
                        search -> search.stats(new FigureRequests.Stats("*", List.of("runtime"), List.of())),
                        0,
                        0,
                        50_000,
                        1_300),
                question(
                        "run time by owner",
                        search -> search.stats(new FigureRequests.Stats("*", List.of("runtime"), List.of("owner"))),
                        0,
                        0,
                        107_000,
                        1_300),
                question(
                        "newest submissions",
                        search -> search.submissions(
                                new SubmissionRequests.Submissions("*", SubmissionRequests.Grouping.CLUSTER)),
                        0,
                        0,
                        360_000,
                        8_400),
                question(
                        "comparison",
                        search -> search.compare(ComparisonRequest.of("is:failed")),
                        219_000,
                        12_300,
                        123_000,
                        44_000));
    }

    private static Requests.Jobs newest(String query) {
        return new Requests.Jobs(query, "", 20, Optional.empty(), List.of("owner"));
    }

    private static Requests.Facets facets(String... by) {
        return new Requests.Facets("*", List.of(by), 10);
    }

    @BeforeAll
    static void index() throws IOException {
        FixedArchive archive = FixedArchive.generate(directory.resolve("spool"), 7, JOBS);
        try (JobIndexWriter writer = JobIndexWriter.open(layout(), MAPPING, WriterSettings.DEFAULT);
                Ingester ingester = new Ingester(
                        writer,
                        ArchiveFileSystem.local(),
                        MAPPING,
                        FixedArchive.CLOCK,
                        new IngestSettings(2, 1L << 30, Duration.ZERO, ZoneOffset.UTC),
                        null,
                        OptionalLong.empty())) {
            ingester.cycle(new ArchiveRequest(List.of(archive.directory()), Optional.empty()), IngestProgress.SILENT);
        }
        try (Directory jobs = FSDirectory.open(layout().jobs())) {
            SegmentInfos commit = SegmentInfos.readLatestCommit(jobs);
            IndexWriterConfig config =
                    new IndexWriterConfig().setIndexSort(commit.info(0).info.getIndexSort());
            try (IndexWriter writer = new IndexWriter(jobs, config)) {
                writer.setLiveCommitData(commit.getUserData().entrySet());
                writer.forceMerge(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void question_first_readsNoMoreThanItsLimits(Question question) throws IOException {
        CountingDirectory jobs = new CountingDirectory(FSDirectory.open(layout().jobs()));
        try (JobSearch search = new IndexSearch(
                ReaderOn.directories(layout(), MAPPING, jobs, FSDirectory.open(layout().registry())),
                ArchiveFileSystem.local(),
                MAPPING,
                SearchSettings.forCommandLine(FixedArchive.CLOCK, ZoneOffset.UTC))) {
            jobs.reset();

            assertThat(question.asked().of(search)).isNotNull();

            Map<Part, Long> read = new TreeMap<>();
            for (Part part : Part.values()) {
                read.put(part, jobs.bytes(part));
            }
            for (Part part : Part.values()) {
                assertThat(jobs.bytes(part))
                        .as("bytes of %s read for '%s'; all that was read: %s", part.word(), question, read)
                        .isLessThanOrEqualTo(question.limits().getOrDefault(part, 0L));
            }
        }
    }
}
