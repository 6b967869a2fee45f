package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.cluster.ask.ClusterSearch;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** The truths of {@link SampleTruthsTest}, asked of a cluster. */
@TestInstance(Lifecycle.PER_CLASS)
class ClusterTruthsTest {
    /** More than there are jobs. */
    private static final int PAGE = 1000;

    private final List<SampleRecord> records = SampleArchive.find().records();

    private JobSearch search;

    @BeforeAll
    void ship(@TempDir Path directory) throws IOException {
        Mapping mapping = Mapping.htcondorJob();
        InstantSource clock = InstantSource.fixed(SearchShelf.NOW);
        ClusterSettings settings =
                ClusterSettings.of(TestCluster.shared().url()).prefixed("truths");
        IndexLayout layout = new IndexLayout(directory);
        try (ClusterSink sink = ClusterSink.open(new ClusterConnection(settings), layout, mapping, clock);
                Ingester ingester = new Ingester(
                        sink,
                        ArchiveFileSystem.local(),
                        mapping,
                        clock,
                        IngestSettings.forRun(ZoneOffset.UTC),
                        null,
                        OptionalLong.empty())) {
            ingester.cycle(
                    new ArchiveRequest(List.of(SampleArchive.find().directory()), Optional.empty()),
                    IngestProgress.SILENT);
        }
        search = new ClusterSearch(
                new ClusterConnection(settings),
                layout,
                ArchiveFileSystem.local(),
                mapping,
                new SearchSettings(clock, ZoneOffset.UTC, true, Duration.ofMinutes(1)),
                Optional::empty);
    }

    @AfterAll
    void close() throws IOException {
        search.close();
    }

    static List<Truth> truths() {
        return SampleTruthsTest.truths();
    }

    @ParameterizedTest
    @MethodSource("truths")
    void query_findsExactlyTheRecordsMeant(Truth truth) throws IOException {
        List<String> expected = records.stream()
                .filter(truth.records())
                .map(record -> "ap1.pool.test#" + record.id())
                .toList();
        Requests.Selection jobs = new Requests.Selection(truth.query(), Optional.empty());

        assertThat(search.count(new Requests.Count(jobs)).count()).isEqualTo(expected.size());
        assertThat(ids(jobs)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<String> ids(Requests.Selection jobs) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Map<String, @Nullable Object> job : search.jobs(
                        new Requests.Jobs(jobs, "", PAGE, Optional.empty(), List.of("id")))
                .jobs()) {
            ids.add(String.valueOf(job.get("id")));
        }
        return ids;
    }
}
