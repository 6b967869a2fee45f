package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.shelfmark.archive.FaultyFileSystem;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;
import org.shelfmark.sample.SampleRecord;

/** A directory of archives, an index of it, and a comparison of the two that trusts neither. */
final class Shelf {
    static final Mapping MAPPING = Mapping.htcondorJob();
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_795_400_000));
    static final IngestSettings SETTINGS = new IngestSettings(2, 1 << 20, Duration.ZERO, ZoneOffset.UTC);

    final Path spool;
    final IndexLayout layout;
    final FaultyFileSystem files = new FaultyFileSystem();

    Shelf(Path directory) throws IOException {
        this.spool = Files.createDirectories(directory.resolve("spool"));
        this.layout = new IndexLayout(directory.resolve("index"));
    }

    Path file(String name) {
        return spool.resolve(name);
    }

    void append(String name, String text) throws IOException {
        append(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void append(String name, byte[] bytes) throws IOException {
        Files.write(file(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void rename(String from, String to) throws IOException {
        Files.move(file(from), file(to));
    }

    ArchiveRequest everything() {
        return new ArchiveRequest(List.of(spool), Optional.empty());
    }

    /** One cycle over the whole directory by a writer of its own. */
    CycleReport cycle() throws IOException {
        return cycle(everything());
    }

    CycleReport cycle(ArchiveRequest request) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16))) {
            return cycle(writer, request);
        }
    }

    CycleReport cycle(JobIndexWriter writer, ArchiveRequest request) throws IOException {
        try (Ingester ingester = new Ingester(writer, files, MAPPING, CLOCK, SETTINGS, null, OptionalLong.empty())) {
            return ingester.cycle(request, IngestProgress.SILENT);
        }
    }

    /** Cycles until there is no more; the last report. */
    CycleReport cycleToTheEnd() throws IOException {
        CycleReport report = cycle();
        for (int cycles = 1; report.more(); cycles++) {
            assertThat(cycles).as("cycles").isLessThan(50);
            report = cycle();
        }
        return report;
    }

    /** What the last commit holds. */
    Content content() throws IOException {
        try (SnapshotSource source = SnapshotSource.open(layout, MAPPING);
                IndexSnapshot snapshot = source.acquire()) {
            List<RecordAddress> addresses = new ArrayList<>();
            for (LeafReaderContext leaf : snapshot.searcher().getIndexReader().leaves()) {
                JobReader reader = new JobReader(MAPPING, leaf.reader());
                for (int document = 0; document < leaf.reader().maxDoc(); document++) {
                    addresses.add(reader.address(document));
                }
            }
            addresses.sort(Comparator.comparingInt(RecordAddress::fileId)
                    .thenComparingLong(address -> address.location().offset()));
            int quarantined = snapshot.searcher().count(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED)));
            List<ReadPosition> positions = new ArrayList<>();
            for (ArchiveFile file : snapshot.registry().files()) {
                positions.add(snapshot.registry().position(file, snapshot.positions()));
            }
            return new Content(addresses, quarantined, snapshot.registry(), positions);
        }
    }

    /**
     * A commit.
     *
     * @param addresses of all documents, by file and offset
     * @param quarantined documents of records that could not be understood
     * @param registry all files
     * @param positions of all files, in the order of the registry
     */
    record Content(List<RecordAddress> addresses, int quarantined, Registry registry, List<ReadPosition> positions) {

        ArchiveFile named(Path path) {
            return registry.files().stream()
                    .filter(file -> file.path().equals(path))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the registry has no " + path));
        }
    }

    /** Documents are exactly the whole records before the positions, for every file that is still there. */
    Content assertConsistent() throws IOException {
        Content content = content();
        List<RecordAddress> expected = new ArrayList<>();
        int index = 0;
        for (ArchiveFile file : content.registry().files()) {
            ReadPosition position = content.positions().get(index++);
            assertThat(file.path()).exists();
            long records = 0;
            for (SampleRecord record : SampleRecord.readAll(file.path())) {
                if (record.offset() < position.offset()) {
                    records++;
                    expected.add(new RecordAddress(
                            file.source(), file.id(), new RecordLocation(record.offset(), record.length())));
                }
            }
            assertThat(position.records()).as("records of %s", file.path()).isEqualTo(records);
        }
        assertThat(content.addresses()).isEqualTo(expected);
        return content;
    }

    /** Every whole record in the directory is a document, once. */
    Content assertComplete() throws IOException {
        Content content = assertConsistent();
        assertThat(content.addresses()).hasSize(wholeRecords());
        return content;
    }

    /** Whole records in all files of the directory. */
    int wholeRecords() throws IOException {
        int records = 0;
        try (Stream<Path> entries = Files.list(spool)) {
            for (Path file : entries.toList()) {
                records += SampleRecord.readAll(file).size();
            }
        }
        return records;
    }
}
