package org.shelfmark.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shelfmark.verify.VerifiedShelf.ACTIVE;
import static org.shelfmark.verify.VerifiedShelf.COMPRESSED;
import static org.shelfmark.verify.VerifiedShelf.DAMAGED;
import static org.shelfmark.verify.VerifiedShelf.DELETED;
import static org.shelfmark.verify.VerifiedShelf.FRAGMENTS;
import static org.shelfmark.verify.VerifiedShelf.SEALED;
import static org.shelfmark.verify.VerifiedShelf.add;
import static org.shelfmark.verify.VerifiedShelf.at;
import static org.shelfmark.verify.VerifiedShelf.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** Every way in which an index can be wrong is found at its address and put right. */
class VerifierTest {
    /** The sample's; four of the damaged file, of two fragments and two records. */
    private static final int DOCUMENTS = SampleArchive.find().records().size() + 4 + 4;

    private final Path directory;
    private final VerifiedShelf shelf;
    private List<VerifiedShelf.Content> right = List.of();

    VerifierTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.shelf = VerifiedShelf.filled(directory);
    }

    @BeforeEach
    void remember() throws IOException {
        right = shelf.documents();
    }

    private record Place(FindingKind kind, int fileId, long offset) {}

    private static List<Place> places(VerifyReport report) {
        return report.findings().stream()
                .map(finding -> new Place(finding.kind(), finding.fileId(), finding.offset()))
                .sorted(Comparator.comparing(Place::kind)
                        .thenComparingInt(Place::fileId)
                        .thenComparingLong(Place::offset))
                .toList();
    }

    /** The check finds exactly this; the repair mends it; nothing is left and the documents are what they were. */
    private VerifyReport assertFoundAndMended(Place... expected) throws IOException {
        VerifyReport found = shelf.check();
        assertThat(places(found)).containsExactlyInAnyOrder(expected);
        assertThat(found.wrong()).isEqualTo(expected.length);
        assertThat(found.mended()).isZero();

        VerifyReport repaired = shelf.repair();

        assertThat(places(repaired)).containsExactlyInAnyOrder(expected);
        assertThat(repaired.findings()).allSatisfy(finding -> {
            assertThat(finding.mended()).isTrue();
            assertThat(finding.repair()).isNotEmpty();
        });
        assertThat(repaired.wrong()).isZero();
        assertClean();
        return repaired;
    }

    private void assertClean() throws IOException {
        assertThat(shelf.check().findings()).isEmpty();
        assertThat(shelf.documents()).isEqualTo(right);
    }

    @Test
    void undisturbedIndex_hasNoFinding() throws IOException {
        VerifyReport report = shelf.check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.files()).isEqualTo(6);
        assertThat(report.filesWithoutRecords()).isZero();
        assertThat(report.records()).isEqualTo(DOCUMENTS);
        assertThat(report.documents()).isEqualTo(DOCUMENTS);
        assertThat(report.vaultEntries()).isEqualTo(5);
        assertThat(shelf.registry().files().stream().map(ArchiveFile::state))
                .containsExactly(
                        FileState.SEALED,
                        FileState.SEALED,
                        FileState.DELETED,
                        FileState.SEALED,
                        FileState.SEALED,
                        FileState.ACTIVE);
    }

    @Test
    void undisturbedIndex_isNotChangedByRepair() throws IOException {
        List<String> before = files();

        assertThat(shelf.repair().findings()).isEmpty();

        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(shelf.layout.root())) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {COMPRESSED, SEALED, DELETED, ACTIVE})
    void missingDocument_isIndexed(int file) throws IOException {
        SampleRecord record = records(file).get(17);
        shelf.sabotage(writer -> writer.remove(at(file, record.offset())));

        assertFoundAndMended(new Place(FindingKind.RECORD_MISSING, file, record.offset()));
    }

    @Test
    void missingDamagedRecordsAndFragments_areQuarantinedAgain() throws IOException {
        List<VerifiedShelf.Content> damaged = right.stream()
                .filter(document -> document.fileId() == DAMAGED || document.fileId() == FRAGMENTS)
                .toList();
        shelf.sabotage(writer -> {
            for (VerifiedShelf.Content document : damaged) {
                writer.remove(at(document.fileId(), document.offset()));
            }
        });

        assertFoundAndMended(damaged.stream()
                .map(document -> new Place(FindingKind.RECORD_MISSING, document.fileId(), document.offset()))
                .toArray(Place[]::new));
        assertThat(damaged).hasSize(8);
    }

    @Test
    void secondDocument_isDropped() throws IOException {
        SampleRecord record = records(SEALED).get(3);
        shelf.sabotage(writer -> add(writer, record, SEALED, record.offset(), record.length()));

        assertFoundAndMended(new Place(FindingKind.RECORD_TWICE, SEALED, record.offset()));
    }

    @Test
    void otherLength_isPutRight() throws IOException {
        SampleRecord record = records(ACTIVE).get(5);
        shelf.sabotage(writer -> {
            writer.remove(at(ACTIVE, record.offset()));
            add(writer, record, ACTIVE, record.offset(), record.length() - 1);
        });

        assertFoundAndMended(new Place(FindingKind.OTHER_LENGTH, ACTIVE, record.offset()));
    }

    @Test
    void otherOffset_isPutRight() throws IOException {
        SampleRecord record = records(ACTIVE).get(5);
        shelf.sabotage(writer -> {
            writer.remove(at(ACTIVE, record.offset()));
            add(writer, record, ACTIVE, record.offset() + 1, record.length());
        });

        assertFoundAndMended(
                new Place(FindingKind.RECORD_MISSING, ACTIVE, record.offset()),
                new Place(FindingKind.NO_RECORD, ACTIVE, record.offset() + 1));
    }

    @Test
    void documentOfAnotherJob_isPutRight() throws IOException {
        SampleRecord record = records(DELETED).get(5);
        SampleRecord other = records(DELETED).get(6);
        shelf.sabotage(writer -> {
            writer.remove(at(DELETED, record.offset()));
            add(writer, other, DELETED, record.offset(), record.length());
        });

        assertFoundAndMended(new Place(FindingKind.OTHER_JOB, DELETED, record.offset()));
    }

    @Test
    void jobInQuarantine_isUnderstoodAgain() throws IOException {
        SampleRecord record = records(SEALED).get(0);
        RecordAddress address =
                new RecordAddress("ap1.pool.test", SEALED, new RecordLocation(record.offset(), record.length()));
        shelf.sabotage(writer -> {
            writer.remove(at(SEALED, record.offset()));
            writer.add(JobDocumentBuilder.quarantined(address, "for no reason"));
        });

        assertFoundAndMended(new Place(FindingKind.OTHER_UNDERSTANDING, SEALED, record.offset()));
    }

    @Test
    void documentBehindThePosition_isDropped() throws IOException {
        long end = shelf.positions().of(ACTIVE).orElseThrow().end();
        SampleRecord record = records(ACTIVE).get(5);
        shelf.sabotage(writer -> add(writer, record, ACTIVE, end, record.length()));

        assertFoundAndMended(new Place(FindingKind.BEHIND_POSITION, ACTIVE, end));
    }

    @Test
    void countsOfPositions_arePutRight() throws IOException {
        ReadPosition active = shelf.positions().of(ACTIVE).orElseThrow();
        ArchiveFile sealed = shelf.registry().file(SEALED).orElseThrow();
        shelf.commit(
                shelf.registry().with(sealed.readTo(counting(sealed.read().orElseThrow(), 1, 1))),
                shelf.positions().with(ACTIVE, counting(active, -1, 0)));

        assertFoundAndMended(
                new Place(FindingKind.POSITION_COUNTS, SEALED, -1), new Place(FindingKind.POSITION_COUNTS, ACTIVE, -1));
        assertThat(shelf.positions().of(ACTIVE)).contains(active);
        assertThat(shelf.registry().file(SEALED)).contains(sealed);
    }

    private static ReadPosition counting(ReadPosition position, int records, int quarantined) {
        return new ReadPosition(
                position.offset(),
                position.sizeBytes(),
                position.fragmentBytes(),
                position.records() + records,
                position.quarantined() + quarantined,
                position.firstEnded(),
                position.lastEnded(),
                position.last());
    }

    @Test
    void documentsOfAnUnknownFile_areDroppedWhereAnotherFileHasTheirRecords() throws IOException {
        SampleRecord record = records(SEALED).get(9);
        shelf.sabotage(writer -> {
            writer.remove(at(SEALED, record.offset()));
            add(writer, record, 99, record.offset(), record.length());
        });

        assertFoundAndMended(
                new Place(FindingKind.UNKNOWN_FILE, 99, -1),
                new Place(FindingKind.RECORD_MISSING, SEALED, record.offset()));
    }

    @Test
    void fileThatTheRegistryForgot_isEnteredAgain() throws IOException {
        Registry before = shelf.registry();
        TreeMap<Integer, ArchiveFile> files = new TreeMap<>(before.byId());
        files.remove(SEALED);
        shelf.commit(new Registry(files), shelf.positions());
        VerifyReport found = shelf.check();
        assertThat(places(found))
                .containsExactly(
                        new Place(FindingKind.UNKNOWN_FILE, SEALED, -1), new Place(FindingKind.VAULT_UNNAMED, 0, -1));

        VerifyReport repaired = shelf.repair();

        assertThat(places(repaired)).containsExactly(new Place(FindingKind.UNKNOWN_FILE, SEALED, -1));
        assertThat(shelf.registry()).isEqualTo(before);
        assertClean();
    }

    @Test
    void positionOfAnUnknownFile_isForgotten() throws IOException {
        shelf.commit(shelf.registry(), shelf.positions().with(77, ReadPosition.START));

        assertFoundAndMended(new Place(FindingKind.UNKNOWN_FILE, 77, -1));
        assertThat(shelf.positions().of(77)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void manyFaultsAtOnce_areAllFoundAndMended(long seed) throws IOException {
        Random random = new Random(seed);
        List<Place> expected = new ArrayList<>();
        Set<Long> used = new HashSet<>();
        shelf.sabotage(writer -> {
            for (int fault = 0; fault < 60; fault++) {
                int file = new int[] {COMPRESSED, SEALED, DELETED, ACTIVE}[random.nextInt(4)];
                List<SampleRecord> records = records(file);
                SampleRecord record = records.get(random.nextInt(records.size()));
                if (used.add(file * 1_000_000_000L + record.offset())) {
                    expected.addAll(spoil(writer, file, record, random));
                }
            }
        });

        assertThat(places(shelf.check())).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        VerifyReport repaired = shelf.repair();
        assertThat(repaired.mended()).as("seed %d", seed).isEqualTo(expected.size());
        assertThat(repaired.wrong()).as("seed %d", seed).isZero();
        assertClean();
    }

    private static List<Place> spoil(JobIndexWriter writer, int file, SampleRecord record, Random random)
            throws IOException {
        long offset = record.offset();
        return switch (random.nextInt(4)) {
            case 0 -> {
                writer.remove(at(file, offset));
                yield List.of(new Place(FindingKind.RECORD_MISSING, file, offset));
            }
            case 1 -> {
                add(writer, record, file, offset, record.length());
                yield List.of(new Place(FindingKind.RECORD_TWICE, file, offset));
            }
            case 2 -> {
                long wrong = offset + 1 + random.nextInt(100);
                writer.remove(at(file, offset));
                add(writer, record, file, wrong, record.length());
                yield List.of(
                        new Place(FindingKind.RECORD_MISSING, file, offset),
                        new Place(FindingKind.NO_RECORD, file, wrong));
            }
            default -> {
                writer.remove(at(file, offset));
                add(writer, record, file, offset, record.length() + 1);
                yield List.of(new Place(FindingKind.OTHER_LENGTH, file, offset));
            }
        };
    }

    @Test
    void anotherWriter_refusesRepairAndAllowsCheck() throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(shelf.layout, VerifiedShelf.MAPPING, WriterSettings.DEFAULT)) {
            assertThatThrownBy(shelf::repair)
                    .isInstanceOf(IndexUnusableException.class)
                    .hasMessageContaining("is being written by another process")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            assertThat(shelf.check().findings()).isEmpty();
            assertThat(writer.registry().files()).hasSize(6);
        }
    }

    @Test
    void noIndex_isRefusedAndNotMade() {
        Verifier nowhere = new Verifier(
                new IndexLayout(directory.resolve("nowhere")),
                ArchiveFileSystem.local(),
                VerifiedShelf.MAPPING,
                VerifiedShelf.CLOCK);

        assertThatThrownBy(() -> nowhere.repair(List.of(shelf.spool), VerifyProgress.SILENT))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessageContaining("no index in");
        assertThatThrownBy(() -> nowhere.check(VerifyProgress.SILENT)).hasMessageContaining("no index in");
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void spoiledSegment_isSaidToBeDamagedAndLeft() throws IOException {
        try (Stream<Path> files = Files.list(shelf.layout.jobs())) {
            Path columns = files.filter(file -> file.toString().endsWith(".dvd"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
            VerifiedShelf.flip(columns, Files.size(columns) / 2);
        }

        assertThat(shelf.check().findings())
                .isNotEmpty()
                .allMatch(finding -> finding.kind() == FindingKind.LUCENE_DAMAGE);
        assertThat(shelf.repair().wrong()).isPositive();
    }
}
