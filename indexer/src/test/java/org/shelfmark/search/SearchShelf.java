package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Registry;
import org.shelfmark.rollup.HandmadeSummaries;
import org.shelfmark.rollup.SubmissionKey;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.sample.SampleArchive;

/** A directory of archives, an index of it, and searches of the index. */
public final class SearchShelf implements Closeable {
    /** The moment at which all searches happen: 2026-11-23T02:13:20Z. */
    public static final Instant NOW = Instant.ofEpochSecond(1_795_400_000);

    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private final Path spool;
    private final IndexLayout layout;
    private final List<JobSearch> opened = new ArrayList<>();
    private @Nullable JobSearch search;

    /** An empty shelf below a directory. */
    public SearchShelf(Path directory) throws IOException {
        this.spool = Files.createDirectories(directory.resolve("spool"));
        this.layout = new IndexLayout(directory.resolve("index"));
    }

    /** A shelf with a copy of the sample, indexed. */
    public static SearchShelf ofSample(Path directory) throws IOException {
        SearchShelf shelf = new SearchShelf(directory);
        SampleArchive.find().copyTo(shelf.spool);
        shelf.index();
        return shelf;
    }

    /** A shelf with an archive of these records, indexed. */
    public static SearchShelf of(Path directory, String... records) throws IOException {
        SearchShelf shelf = new SearchShelf(directory);
        shelf.append("history", String.join("", records));
        shelf.index();
        return shelf;
    }

    /** The directory of the archives. */
    public Path spool() {
        return spool;
    }

    /** A file in it. */
    public Path file(String name) {
        return spool.resolve(name);
    }

    /** Appends to a file in it. */
    public void append(String name, String text) throws IOException {
        Path file = file(name);
        Files.createDirectories(file.resolve("..").normalize());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Indexes what is there and was not yet. */
    public void index() throws IOException {
        index(new ArchiveRequest(List.of(spool), Optional.empty()));
    }

    /** Indexes an archive under the name of a source. */
    public void index(Path archive, String source) throws IOException {
        index(new ArchiveRequest(List.of(archive), Optional.of(source)));
    }

    private void index(ArchiveRequest request) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
                Ingester ingester = new Ingester(
                        writer,
                        ArchiveFileSystem.local(),
                        MAPPING,
                        CLOCK,
                        new IngestSettings(2, 1L << 30, java.time.Duration.ZERO, java.time.ZoneOffset.UTC),
                        null,
                        java.util.OptionalLong.empty())) {
            ingester.cycle(request, IngestProgress.SILENT);
        }
    }

    /** Rewrites what the registry says of every file. */
    public void change(UnaryOperator<ArchiveFile> change) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16))) {
            Registry registry = writer.registry();
            for (ArchiveFile file : registry.files()) {
                registry = registry.with(change.apply(file));
            }
            writer.commit(registry, writer.positions());
        }
    }

    /** Takes documents back, as the indexing does with those of a file that was rewritten. */
    public void remove(Query documents) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16))) {
            writer.remove(documents);
            writer.commit(writer.registry(), writer.positions());
        }
    }

    /** Puts summaries in the place of the jobs of some submissions. */
    public void summarize(SummarySettings settings, Predicate<SubmissionKey> which) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.openForRepair(layout, MAPPING, new WriterSettings(16))) {
            HandmadeSummaries.make(MAPPING, writer, settings, which);
        }
    }

    /** Merges the segments into so many; documents that were taken back are gone then. */
    public void merge(int segments) throws IOException {
        try (Directory jobs = FSDirectory.open(layout.jobs())) {
            IndexWriterConfig config = new IndexWriterConfig();
            try (DirectoryReader reader = DirectoryReader.open(jobs)) {
                config.setIndexSort(
                        reader.leaves().get(0).reader().getMetaData().sort());
            }
            try (IndexWriter writer = new IndexWriter(jobs, config)) {
                writer.forceMerge(segments);
                writer.commit();
            }
        }
    }

    /** How many segments the index has. */
    public int segments() throws IOException {
        return search().status().segments();
    }

    /** A search that reads and shows times in a zone. */
    public JobSearch search(ZoneId zone) throws IOException {
        return search(new SearchSettings(CLOCK, zone, true, Duration.ofMinutes(1)), Optional::empty);
    }

    /** The search of a command line: secrets shown, times in UTC. Sees every commit. */
    public JobSearch search() throws IOException {
        JobSearch known = search;
        if (known == null) {
            known = search(true);
            search = known;
        }
        return known;
    }

    /** A search with or without secrets in whole records. */
    public JobSearch search(boolean withSecrets) throws IOException {
        return search(withSecrets, Optional::empty);
    }

    /** A search beside an indexing that does something. */
    public JobSearch search(boolean withSecrets, Supplier<Optional<Responses.Activity>> activity) throws IOException {
        return search(new SearchSettings(CLOCK, ZoneOffset.UTC, withSecrets, Duration.ofMinutes(1)), activity);
    }

    private JobSearch search(SearchSettings settings, Supplier<Optional<Responses.Activity>> activity)
            throws IOException {
        JobSearch made = new IndexSearch(
                SnapshotSource.open(layout, MAPPING), ArchiveFileSystem.local(), MAPPING, settings, activity);
        opened.add(made);
        return made;
    }

    /** How many jobs match. */
    public long count(String query) throws IOException {
        return search().count(new Requests.Count(query)).count();
    }

    /** The ids of all jobs that match, a page at a time, in order. */
    public List<String> ids(String query, String sort, int limit) throws IOException {
        List<String> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Responses.Jobs page = search().jobs(new Requests.Jobs(query, sort, limit, cursor, List.of("id")));
            page.jobs().forEach(job -> ids.add(String.valueOf(job.get("id"))));
            cursor = Optional.ofNullable(page.nextCursor());
        } while (cursor.isPresent());
        return ids;
    }

    /** Some fields of all jobs that match, by id. */
    public Map<String, Map<String, @Nullable Object>> jobs(String query, String... fields) throws IOException {
        Map<String, Map<String, @Nullable Object>> jobs = new LinkedHashMap<>();
        Requests.Jobs request =
                new Requests.Jobs(query, "cluster,proc", Requests.MAX_LIMIT, Optional.empty(), List.of(fields));
        search().jobs(request).jobs().forEach(job -> jobs.put(String.valueOf(job.get("id")), job));
        return jobs;
    }

    /** Counts per value of one field. */
    public Responses.Facet facet(String query, String by, int top) throws IOException {
        Responses.Facet facet = search().facets(new Requests.Facets(query, List.of(by), top))
                .facets()
                .get(by);
        if (facet == null) {
            throw new AssertionError("no facet " + by);
        }
        return facet;
    }

    @Override
    public void close() throws IOException {
        for (JobSearch each : opened) {
            each.close();
        }
    }
}
