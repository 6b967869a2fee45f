package org.shelfmark.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.mapping.MappingReader;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.RecordStamp;
import org.shelfmark.registry.Registry;
import org.shelfmark.registry.RegistryStore;

class JobIndexWriterTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final String REMEDY =
            "; index the archives again into a new directory: shelfmark index --index NEW_DIR HISTORY";

    private final IndexLayout layout;

    JobIndexWriterTest(@TempDir Path directory) {
        layout = new IndexLayout(directory.resolve("index"));
    }

    private JobIndexWriter open() throws IOException {
        return JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
    }

    static Document document(String id) {
        Document document = new Document();
        document.add(new StringField("id", id, Field.Store.NO));
        return document;
    }

    static Registry registry(int files) {
        Registry registry = Registry.EMPTY;
        for (int id = 1; id <= files; id++) {
            registry = registry.with(ArchiveFile.appeared(
                    id,
                    "ap1",
                    Path.of("/spool/history"),
                    Path.of("/spool/history." + id),
                    new FileIdentity(1, id, 100),
                    new Fingerprint("00"),
                    RecordStamp.UNKNOWN,
                    FileState.ACTIVE));
        }
        return registry;
    }

    static Positions position(long offset) {
        return Positions.NONE.with(1, new ReadPosition(offset, offset, 0, 1, 0, 0, 0, Optional.empty()));
    }

    private void assertCommitted(int documents, Registry registry, Positions positions) throws IOException {
        try (SnapshotSource source = SnapshotSource.open(layout, MAPPING);
                IndexSnapshot snapshot = source.acquire()) {
            assertThat(snapshot.searcher().getIndexReader().numDocs()).isEqualTo(documents);
            assertThat(snapshot.registry()).isEqualTo(registry);
            assertThat(snapshot.positions()).isEqualTo(positions);
        }
    }

    @Test
    void newIndex_isEmptyAndReadableAtOnce() throws IOException {
        try (JobIndexWriter writer = open()) {
            assertThat(writer.registry()).isEqualTo(Registry.EMPTY);
            assertThat(writer.positions()).isEqualTo(Positions.NONE);
            assertThat(writer.root()).isEqualTo(layout.root());
            assertCommitted(0, Registry.EMPTY, Positions.NONE);
        }
    }

    @Test
    void commit_makesDocumentsRegistryAndPositionsDurable() throws IOException {
        try (JobIndexWriter writer = open()) {
            writer.add(document("a"));
            assertCommitted(0, Registry.EMPTY, Positions.NONE);
            writer.commit(registry(1), position(10));
            assertThat(writer.registry()).isEqualTo(registry(1));
            assertThat(writer.positions()).isEqualTo(position(10));
        }
        assertCommitted(1, registry(1), position(10));
        try (JobIndexWriter writer = open()) {
            assertThat(writer.registry()).isEqualTo(registry(1));
            assertThat(writer.positions()).isEqualTo(position(10));
        }
    }

    @Test
    void commitOfPositionsAlone_isDurable() throws IOException {
        try (JobIndexWriter writer = open()) {
            writer.commit(registry(1), position(10));
            writer.commit(registry(1), position(20));
        }
        assertCommitted(0, registry(1), position(20));
    }

    @Test
    void rollback_forgetsWhatWasStaged() throws IOException {
        try (JobIndexWriter writer = open()) {
            writer.add(document("a"));
            writer.commit(registry(1), position(10));
            writer.add(document("b"));
            writer.rollback();
            assertThat(writer.positions()).isEqualTo(position(10));
            writer.add(document("c"));
            writer.commit(registry(2), position(30));
        }
        assertCommitted(2, registry(2), position(30));
    }

    @Test
    void close_withoutCommitForgets() throws IOException {
        try (JobIndexWriter writer = open()) {
            writer.add(document("a"));
        }
        assertCommitted(0, Registry.EMPTY, Positions.NONE);
        assertThat(layout.writerNote()).doesNotExist();
    }

    @Test
    void finishedMerges_areDurable() throws IOException {
        int segments = 40;
        try (JobIndexWriter index = open()) {
            for (int i = 0; i < segments; i++) {
                index.add(document("1." + i));
                index.commit(registry(1), Positions.NONE);
            }

            index.finishMerges();
        }

        try (Directory jobs = FSDirectory.open(layout.jobs())) {
            assertThat(SegmentInfos.readLatestCommit(jobs).size()).isLessThan(segments / 2);
        }
        assertCommitted(segments, registry(1), Positions.NONE);
    }

    @Test
    void finishingMerges_withNothingToMerge_makesNoCommit() throws IOException {
        try (JobIndexWriter index = open();
                Directory jobs = FSDirectory.open(layout.jobs())) {
            index.add(document("1.0"));
            index.commit();
            long before = SegmentInfos.getLastCommitGeneration(jobs);

            index.finishMerges();

            assertThat(SegmentInfos.getLastCommitGeneration(jobs)).isEqualTo(before);
        }
    }

    @Test
    void crash_leavesTheLastCommit() throws IOException {
        // an index copied while a writer is in the middle is what a crash leaves behind
        IndexLayout crashed = new IndexLayout(layout.root().resolveSibling("crashed"));
        try (JobIndexWriter writer = open()) {
            writer.add(document("a"));
            writer.commit(registry(1), position(10));
            for (int i = 0; i < 1000; i++) {
                writer.add(document("b" + i));
            }
            copy(layout.jobs(), crashed.jobs());
            copy(layout.registry(), crashed.registry());
        }
        try (JobIndexWriter writer = JobIndexWriter.open(crashed, MAPPING, new WriterSettings(16))) {
            assertThat(writer.positions()).isEqualTo(position(10));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void failingRegistry_leavesTheJobsAsTheyWere() throws IOException {
        FullDisk.Room room = new FullDisk.Room();
        Files.createDirectories(layout.root());
        try (JobIndexWriter writer = JobIndexWriter.open(
                layout,
                MAPPING,
                new WriterSettings(16),
                FSDirectory.open(layout.jobs()),
                new FullDisk(FSDirectory.open(layout.registry()), room))) {
            writer.add(document("a"));
            room.limitTo(100);
            assertThatThrownBy(() -> writer.commit(registry(1), position(10)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device");
            writer.rollback();
            assertCommitted(0, Registry.EMPTY, Positions.NONE);
            room.free();
            writer.add(document("a"));
            writer.commit(registry(1), position(10));
        }
        assertCommitted(1, registry(1), position(10));
    }

    @Test
    void failingJobs_mayLeaveAKnownFileThatNoJobRefersTo() throws IOException {
        FullDisk.Room room = new FullDisk.Room();
        Files.createDirectories(layout.root());
        try (JobIndexWriter writer = JobIndexWriter.open(
                layout,
                MAPPING,
                new WriterSettings(16),
                new FullDisk(FSDirectory.open(layout.jobs()), room),
                FSDirectory.open(layout.registry()))) {
            writer.add(document("a"));
            room.limitTo(100);
            assertThatThrownBy(() -> writer.commit(registry(1), position(10))).isInstanceOf(IOException.class);
            room.free();
            writer.rollback();
            assertCommitted(0, registry(1), Positions.NONE);
            assertThat(writer.registry()).isEqualTo(registry(1));
            assertThat(writer.positions()).isEqualTo(Positions.NONE);
            writer.add(document("a"));
            writer.commit(registry(1), position(10));
        }
        assertCommitted(1, registry(1), position(10));
    }

    @Test
    void secondWriter_isToldWhoWrites() throws IOException {
        try (JobIndexWriter writer = open()) {
            assertThat(writer.positions()).isEqualTo(Positions.NONE);
            assertThatThrownBy(this::open)
                    .isInstanceOf(IndexUnusableException.class)
                    .hasMessage("the index in '" + layout.root() + "' is being written by another process (pid "
                            + ProcessHandle.current().pid() + "); one writer at a time");
            writer.add(document("a"));
            writer.commit(registry(1), position(10));
        }
        assertCommitted(1, registry(1), position(10));
        open().close();
    }

    @Test
    void otherFormatVersion_isRefusedWithTheRemedy() throws IOException {
        open().close();
        rewriteUserData("shelfmark.format", "999");

        String message = "the index in '" + layout.root() + "' has format 999, this Shelfmark reads and writes format "
                + IndexFormat.VERSION + REMEDY;
        assertThatThrownBy(this::open)
                .isInstanceOf(IndexUnusableException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> SnapshotSource.open(layout, MAPPING))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessage(message);
    }

    /** Only how files are written has changed since. */
    @Test
    void formatBefore_isReadAndContinued() throws IOException {
        open().close();
        rewriteUserData("shelfmark.format", "4");
        SnapshotSource.open(layout, MAPPING).close();

        try (JobIndexWriter writer = open()) {
            writer.add(document("a"));
            writer.commit(registry(1), position(10));
        }
        assertCommitted(1, registry(1), position(10));
        try (Directory jobs = FSDirectory.open(layout.jobs())) {
            assertThat(SegmentInfos.readLatestCommit(jobs).getUserData())
                    .containsEntry("shelfmark.format", Integer.toString(IndexFormat.VERSION));
        }
    }

    @Test
    void otherMapping_isRefusedWithTheRemedy() throws IOException {
        open().close();
        Mapping other = MappingReader.read(
                "other.json",
                new ByteArrayInputStream(("{\"mapping\": \"other\", \"secrets\": [], \"fields\": [{\"name\": \"owner\","
                                + " \"attribute\": \"Owner\", \"type\": \"string\", \"description\": \"x\"}]}")
                        .getBytes(StandardCharsets.UTF_8)));

        String message = "the index in '" + layout.root() + "' was made with another mapping (" + MAPPING.fingerprint()
                + ", this Shelfmark has " + other.fingerprint() + ")" + REMEDY;
        assertThatThrownBy(() -> JobIndexWriter.open(layout, other, new WriterSettings(16)))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> SnapshotSource.open(layout, other))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessage(message);
        open().close();
    }

    @Test
    void indexOfSomebodyElse_isRefusedAndNotTouched() throws IOException {
        try (Directory jobs = FSDirectory.open(layout.jobs());
                IndexWriter writer = new IndexWriter(jobs, new IndexWriterConfig())) {
            writer.addDocument(document("a"));
        }
        List<String> before = names(layout.jobs());

        assertThatThrownBy(this::open)
                .isInstanceOf(IndexUnusableException.class)
                .hasMessage("'" + layout.root() + "' holds a Lucene index that Shelfmark did not write" + REMEDY);
        assertThat(names(layout.jobs())).isEqualTo(before);
    }

    @Test
    void directoryThatIsAFile_isRefusedByName() throws IOException {
        Files.writeString(layout.root(), "not a directory");
        assertThatThrownBy(this::open)
                .isInstanceOf(IndexUnusableException.class)
                .hasMessageStartingWith("cannot make an index in '" + layout.root() + "': ");
    }

    @Test
    void bufferOutOfRange_isRejected() {
        assertThatThrownBy(() -> new WriterSettings(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("buffer of 0 MB; accepted: 1 to 1900");
        assertThatThrownBy(() -> new WriterSettings(1901)).isInstanceOf(IllegalArgumentException.class);
        assertThat(WriterSettings.DEFAULT.bufferMegabytes()).isEqualTo(160);
        assertThat(WriterSettings.ofHeap(1L << 30).bufferMegabytes()).isEqualTo(160);
        assertThat(WriterSettings.ofHeap(256L << 20).bufferMegabytes()).isEqualTo(64);
        assertThat(WriterSettings.ofHeap(1).bufferMegabytes()).isEqualTo(1);
    }

    @Test
    void registryWithoutJobs_startsAnew() throws IOException {
        // it would say "wholly read" of files whose jobs are not there
        try (Directory registry = new ByteBuffersDirectory();
                Directory jobs = new ByteBuffersDirectory()) {
            new RegistryStore(registry).save(registry(2));
            Files.createDirectories(layout.root());
            try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16), jobs, registry)) {
                assertThat(writer.registry()).isEqualTo(Registry.EMPTY);
                assertThat(new RegistryStore(registry).load()).isEqualTo(Registry.EMPTY);
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("write.lock"))
                    .sorted()
                    .toList();
        }
    }

    private void rewriteUserData(String key, String value) throws IOException {
        try (Directory jobs = FSDirectory.open(layout.jobs());
                IndexWriter writer = new IndexWriter(jobs, new IndexWriterConfig().setCommitOnClose(false))) {
            Map<String, String> data = new HashMap<>();
            writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
            data.put(key, value);
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
    }
}
