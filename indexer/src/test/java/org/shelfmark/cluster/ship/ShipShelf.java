package org.shelfmark.cluster.ship;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterFiles;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.JsonJob;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.JobSink;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/** A directory of archives that is indexed on this machine and shipped to a cluster. */
final class ShipShelf {
    static final Mapping MAPPING = Mapping.htcondorJob();
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_795_400_000));
    private static final long CYCLE_BYTES = 1L << 30;

    final Path spool;
    final IndexLayout embedded;
    final IndexLayout shipping;
    final ClusterSettings settings;

    ShipShelf(Path directory, ClusterSettings settings) throws IOException {
        this.spool = Files.createDirectories(directory.resolve("spool"));
        this.embedded = new IndexLayout(directory.resolve("embedded"));
        this.shipping = new IndexLayout(directory.resolve("shipping"));
        this.settings = settings;
    }

    void append(String name, String text) throws IOException {
        Files.write(
                spool.resolve(name),
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    void write(String name, String text) throws IOException {
        Files.writeString(spool.resolve(name), text);
    }

    void rename(String from, String to) throws IOException {
        Files.move(spool.resolve(from), spool.resolve(to));
    }

    ClusterSink open() throws IOException {
        return open(shipping);
    }

    ClusterSink open(IndexLayout layout) throws IOException {
        return ClusterSink.open(new ClusterConnection(settings), layout, MAPPING, CLOCK);
    }

    /** The same that ships jobs with their records. */
    ClusterSink openWithRecords(IndexLayout layout) throws IOException {
        return ClusterSink.open(new ClusterConnection(settings), layout, MAPPING, CLOCK, true);
    }

    /** Reads on to the end by both. */
    void both() throws IOException {
        index();
        ship();
    }

    void index() throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(embedded, MAPPING, new WriterSettings(16))) {
            read(writer);
        }
    }

    void ship() throws IOException {
        ship(shipping);
    }

    void ship(IndexLayout layout) throws IOException {
        try (ClusterSink sink = open(layout)) {
            read(sink);
        }
    }

    void read(JobSink sink) throws IOException {
        read(sink, spool, CYCLE_BYTES);
    }

    /** Cycles of at most so many bytes until there is no more. */
    static void read(JobSink sink, Path spool, long cycleBytes) throws IOException {
        try (Ingester ingester = new Ingester(
                sink,
                ArchiveFileSystem.local(),
                MAPPING,
                CLOCK,
                new IngestSettings(2, cycleBytes, Duration.ZERO, ZoneOffset.UTC),
                null,
                OptionalLong.empty())) {
            CycleReport report;
            do {
                report = ingester.cycle(new ArchiveRequest(List.of(spool), Optional.of("ap1")), IngestProgress.SILENT);
            } while (report.more());
        }
    }

    /** What the index on this machine says. */
    List<String> indexed() throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(embedded, MAPPING, new WriterSettings(16));
                DirectoryReader reader = DirectoryReader.open(FSDirectory.open(embedded.jobs()))) {
            return PlainDocuments.of(reader, writer.registry());
        }
    }

    /** What the cluster says, with the files of so many shippers. */
    List<String> shipped(int shippers) throws IOException {
        try (ClusterConnection cluster = new ClusterConnection(settings);
                MemoryIndex index = new MemoryIndex(shipping, MAPPING)) {
            refresh(cluster);
            ObjectNode all = ClusterConnection.JSON.createObjectNode();
            all.putObject("match_all");
            JsonJob documents = new JsonJob(new ClusterFields(MAPPING));
            new ClusterQueries(cluster).forEach(all, Duration.ofMinutes(1), source -> index.add(documents.of(source)));
            try (DirectoryReader reader = index.reader()) {
                return PlainDocuments.of(reader, files(cluster, shippers));
            }
        }
    }

    private void refresh(ClusterConnection cluster) throws IOException {
        cluster.post(
                new ClusterIndices(settings.prefix()).allJobs() + "/_refresh",
                ClusterConnection.JSON.createObjectNode());
    }

    private static Registry files(ClusterConnection cluster, int shippers) throws IOException {
        Map<Integer, ArchiveFile> files = new HashMap<>();
        for (int shipper = 0; shipper < shippers; shipper++) {
            files.putAll(ClusterFiles.read(cluster, shipper));
        }
        return new Registry(files);
    }

    /** Every document is there once, and says the same; so do positions. */
    void assertSame() throws IOException {
        assertSame(1);
        assertThat(shippedPositions()).isEqualTo(indexedPositions());
    }

    void assertSame(int shippers) throws IOException {
        List<String> expected = indexed();
        assertThat(expected).isNotEmpty();
        assertThat(shipped(shippers)).isEqualTo(expected);
    }

    private List<String> indexedPositions() throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(embedded, MAPPING, new WriterSettings(16))) {
            return positions(writer.registry(), writer.positions());
        }
    }

    private List<String> shippedPositions() throws IOException {
        try (ClusterSink sink = open()) {
            return positions(sink.registry(), sink.positions());
        }
    }

    private static List<String> positions(Registry registry, Positions positions) {
        List<String> all = new ArrayList<>();
        for (ArchiveFile file : registry.files()) {
            ReadPosition position = registry.position(file, positions);
            all.add(file.path() + " " + file.state() + " " + file.fingerprint() + " " + position + " " + file.gaps());
        }
        all.sort(null);
        return all;
    }

    /** Whether anything was ever committed. */
    boolean isBegun() throws IOException {
        try (ClusterConnection cluster = new ClusterConnection(settings)) {
            return !shipper(cluster).path("commit").isMissingNode();
        }
    }

    private JsonNode shipper(ClusterConnection cluster) throws IOException {
        return cluster.getIfThere(new ClusterIndices(settings.prefix()).shippers() + "/_doc/shipper-0")
                .path("_source");
    }

    /** Records before the positions that the cluster has of the first shipper. */
    long committedRecords() throws IOException {
        try (ClusterConnection cluster = new ClusterConnection(settings)) {
            Registry registry = files(cluster, 1);
            Positions positions = ClusterFiles.positions(shipper(cluster));
            long records = 0;
            for (ArchiveFile file : registry.files()) {
                records += registry.position(file, positions).records();
            }
            return records;
        }
    }

    /** Documents of all of them. */
    long documents() throws IOException {
        return counts().values().stream().mapToLong(count -> count).sum();
    }

    /** Documents of each index of jobs. */
    Map<String, Long> counts() throws IOException {
        try (ClusterConnection cluster = new ClusterConnection(settings)) {
            refresh(cluster);
            Map<String, Long> counts = new TreeMap<>();
            String all = new ClusterIndices(settings.prefix()).allJobs();
            cluster.get(all + "/_stats/docs")
                    .path("indices")
                    .properties()
                    .forEach(index -> counts.put(
                            index.getKey().substring(settings.prefix().length() + 1),
                            index.getValue().at("/primaries/docs/count").asLong()));
            return counts;
        }
    }
}
