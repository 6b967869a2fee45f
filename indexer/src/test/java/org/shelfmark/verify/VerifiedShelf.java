package org.shelfmark.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.Compressed;
import org.shelfmark.archive.Compression;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.StoppedWriter;
import org.shelfmark.archive.Vault;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** Archives of all kinds, an index of them with a vault, and everything that can be done to spoil it. */
final class VerifiedShelf {
    static final Mapping MAPPING = Mapping.htcondorJob();
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_795_400_000));

    /** File ids, in the order in which the files are found. */
    static final int COMPRESSED = 1;

    static final int SEALED = 2;
    static final int DELETED = 3;
    static final int DAMAGED = 4;
    static final int FRAGMENTS = 5;
    static final int ACTIVE = 6;

    final Path spool;
    final IndexLayout layout;

    VerifiedShelf(Path directory) throws IOException {
        this.spool = Files.createDirectories(directory.resolve("spool"));
        this.layout = new IndexLayout(directory.resolve("index"));
    }

    /**
     * The sample, one of its files compressed and one deleted after it was read, with a file of damaged records and one of
     * fragments.
     */
    static VerifiedShelf filled(Path directory) throws IOException {
        VerifiedShelf shelf = new VerifiedShelf(directory);
        SampleArchive.find().copyTo(shelf.spool);
        Path plain = shelf.file("history.20261122T034148");
        Files.write(
                shelf.file("history.20261122T034148.gz"),
                Compressed.bytes(Compression.GZIP, Files.readAllBytes(plain)));
        Files.delete(plain);
        try (InputStream damaged = VerifiedShelf.class.getResourceAsStream("/org/shelfmark/archive/edge/bad_line")) {
            assertThat(damaged).isNotNull();
            Files.write(shelf.file("history.20261122T035018"), damaged == null ? new byte[0] : damaged.readAllBytes());
        }
        Files.write(shelf.file("history.20261122T035019"), fragments());
        shelf.index();
        Files.delete(shelf.file("history.20261122T035017"));
        shelf.index();
        return shelf;
    }

    /** Two whole records with a fragment between them, and a fragment at the end. */
    private static byte[] fragments() {
        List<SampleRecord> records = SampleArchive.find().records();
        StoppedWriter writer = new StoppedWriter();
        writer.append(records.get(0).bytes());
        writer.stopIn(records.get(1).bytes(), 500);
        writer.append(records.get(2).bytes());
        writer.stopIn(records.get(3).bytes(), 700);
        return writer.file();
    }

    Path file(String name) {
        return spool.resolve(name);
    }

    ArchiveRequest everything() {
        return new ArchiveRequest(List.of(spool), Optional.empty());
    }

    void index() throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
                Vault vault = Vault.open(layout.vault());
                Ingester ingester = ingester(writer, vault)) {
            while (ingester.cycle(everything(), IngestProgress.SILENT).more()) {}
        }
    }

    static Ingester ingester(JobIndexWriter writer, Vault vault) {
        return new Ingester(
                writer,
                ArchiveFileSystem.local(),
                MAPPING,
                CLOCK,
                new IngestSettings(2, 1 << 20, Duration.ZERO, ZoneOffset.UTC),
                vault,
                OptionalLong.empty());
    }

    Verifier verifier() {
        return new Verifier(layout, ArchiveFileSystem.local(), MAPPING, CLOCK);
    }

    VerifyReport check() throws IOException {
        return verifier().check(VerifyProgress.SILENT);
    }

    VerifyReport repair() throws IOException {
        return verifier().repair(List.of(spool), VerifyProgress.SILENT);
    }

    /** Something that only a fault would do to an index. */
    interface Sabotage {
        void on(JobIndexWriter writer) throws IOException;
    }

    void sabotage(Sabotage sabotage) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16))) {
            sabotage.on(writer);
            writer.commit(writer.registry(), writer.positions());
        }
    }

    /** Commits another registry and other positions. */
    void commit(Registry registry, Positions positions) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16))) {
            writer.commit(registry, positions);
        }
    }

    static Query at(int fileId, long offset) {
        return new BooleanQuery.Builder()
                .add(NumericDocValuesField.newSlowExactQuery(Columns.FILE, fileId), Occur.FILTER)
                .add(NumericDocValuesField.newSlowExactQuery(Columns.OFFSET, offset), Occur.FILTER)
                .build();
    }

    /** Adds the document of a record under any address. */
    static void add(JobIndexWriter writer, SampleRecord record, int fileId, long offset, long length)
            throws IOException {
        byte[] bytes = record.bytes();
        int banner = bytes.length - record.banner().length() - 1;
        RecordAddress address = new RecordAddress("ap1.pool.test", fileId, new RecordLocation(offset, length));
        try {
            writer.add(new JobDocumentBuilder(MAPPING, CLOCK).build(bytes, 0, banner, bytes.length, address));
        } catch (RecordProblem e) {
            throw new AssertionError(e);
        }
    }

    /** A document as it can be told from outside. */
    record Content(int fileId, long offset, long length, String job) {}

    /** All documents, by file and offset. */
    List<Content> documents() throws IOException {
        List<Content> documents = new ArrayList<>();
        try (SnapshotSource source = SnapshotSource.open(layout, MAPPING);
                IndexSnapshot snapshot = source.acquire()) {
            int damaged = 0;
            for (LeafReaderContext leaf : snapshot.searcher().getIndexReader().leaves()) {
                JobReader reader = new JobReader(MAPPING, leaf.reader());
                for (int document = 0; document < leaf.reader().maxDoc(); document++) {
                    if (leaf.reader().getLiveDocs() == null
                            || leaf.reader().getLiveDocs().get(document)) {
                        RecordAddress address = reader.address(document);
                        documents.add(new Content(
                                address.fileId(),
                                address.location().offset(),
                                address.location().lengthBytes(),
                                reader.key(document).toString()));
                        damaged++;
                    }
                }
            }
            assertThat(damaged).isEqualTo(snapshot.searcher().getIndexReader().numDocs());
            int quarantined = snapshot.searcher().count(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED)));
            documents.add(new Content(0, 0, quarantined, "quarantined"));
        }
        documents.sort(Comparator.comparingInt(Content::fileId)
                .thenComparingLong(Content::offset)
                .thenComparing(Content::job));
        return documents;
    }

    Registry registry() throws IOException {
        try (SnapshotSource source = SnapshotSource.open(layout, MAPPING);
                IndexSnapshot snapshot = source.acquire()) {
            return snapshot.registry();
        }
    }

    Positions positions() throws IOException {
        try (SnapshotSource source = SnapshotSource.open(layout, MAPPING);
                IndexSnapshot snapshot = source.acquire()) {
            return snapshot.positions();
        }
    }

    /** Records of a file of the sample, wherever it is now. */
    static List<SampleRecord> records(int fileId) {
        return SampleRecord.readAll(SampleArchive.find().files().get(fileId == ACTIVE ? 3 : fileId - 1));
    }

    static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 0x55;
        Files.write(file, bytes);
    }

    static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }
}
