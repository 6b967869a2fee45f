package org.shelfmark.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shelfmark.verify.VerifiedShelf.ACTIVE;
import static org.shelfmark.verify.VerifiedShelf.COMPRESSED;
import static org.shelfmark.verify.VerifiedShelf.DELETED;
import static org.shelfmark.verify.VerifiedShelf.SEALED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** A registry that is gone or damaged is made again from what is left. */
class RegistryRebuildTest {
    private final VerifiedShelf shelf;

    RegistryRebuildTest(@TempDir Path directory) throws IOException {
        shelf = VerifiedShelf.filled(directory);
    }

    private void deleteRegistry() throws IOException {
        delete(shelf.layout.registry());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void damageRegistry() throws IOException {
        try (Stream<Path> files = Files.list(shelf.layout.registry())) {
            VerifiedShelf.cut(files.filter(file ->
                            file.toString().endsWith(".fdt") || file.toString().endsWith(".cfs"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "empty", "cut"})
    void rebuiltRegistry_isTheOldOne(String how) throws IOException {
        Registry before = shelf.registry();
        Positions positions = shelf.positions();
        List<VerifiedShelf.Content> documents = shelf.documents();
        switch (how) {
            case "deleted" -> deleteRegistry();
            case "empty" -> {
                deleteRegistry();
                Files.createDirectory(shelf.layout.registry());
            }
            default -> damageRegistry();
        }
        VerifyReport found = shelf.check();
        assertThat(found.found().keySet()).containsExactly(FindingKind.REGISTRY_UNUSABLE);
        assertThat(found.wrong()).isEqualTo(1);

        VerifyReport repaired = shelf.repair();

        assertThat(repaired.wrong()).isZero();
        assertThat(repaired.found().keySet()).containsExactly(FindingKind.REGISTRY_UNUSABLE);
        assertThat(repaired.findings().get(0).repair())
                .isEqualTo(
                        "rebuilt with 6 files, 0 of which were not found; gaps and former names that it knew are lost");
        assertThat(shelf.registry().files()).hasSize(6);
        for (ArchiveFile file : before.files()) {
            ArchiveFile rebuilt = shelf.registry().file(file.id()).orElseThrow();
            if (file.id() == DELETED) {
                // nobody can say any more which inode a deleted file had, nor whether it had grown when it went
                assertThat(rebuilt.state()).isEqualTo(FileState.DELETED);
                assertThat(rebuilt.read()).isEqualTo(file.read());
                assertThat(rebuilt.vault()).isEqualTo(file.vault());
                assertThat(rebuilt.path()).isEqualTo(file.path());
                assertThat(rebuilt.archive()).isEqualTo(file.archive());
                assertThat(rebuilt.fingerprint()).isEqualTo(file.fingerprint());
                assertThat(rebuilt.first()).isEqualTo(file.first());
                assertThat(rebuilt.goneSince()).isPositive();
            } else {
                assertThat(rebuilt).isEqualTo(file);
            }
        }
        assertThat(shelf.positions()).isEqualTo(positions);
        assertThat(shelf.check().findings()).isEmpty();
        shelf.index();
        assertThat(shelf.documents()).isEqualTo(documents);
        assertThat(Files.exists(shelf.layout.root().resolve("registry.damaged")))
                .isEqualTo(how.equals("cut"));
    }

    @Test
    void rebuildWithoutArchives_isRefused() throws IOException {
        deleteRegistry();

        assertThatThrownBy(() -> shelf.verifier().repair(List.of(), VerifyProgress.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name the archives");
    }

    @Test
    void fileOfWhichNothingIsLeft_isSaidToBeGone() throws IOException {
        Files.delete(shelf.layout.vault().resolve(entryName(DELETED) + ".zst"));
        deleteRegistry();

        VerifyReport repaired = shelf.repair();

        assertThat(repaired.wrong()).isZero();
        assertThat(repaired.findings()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.FILE_NOT_FOUND);
            assertThat(finding.fileId()).isEqualTo(DELETED);
            assertThat(finding.text()).contains("89 documents");
        });
        ArchiveFile gone = shelf.registry().file(DELETED).orElseThrow();
        assertThat(gone.paths()).containsExactly("(unknown)");
        assertThat(gone.state()).isEqualTo(FileState.DELETED);
        assertThat(gone.read().orElseThrow().records()).isEqualTo(89);
        assertThat(shelf.check().findings()).isEmpty();
    }

    private String entryName(int file) throws IOException {
        return shelf.registry().file(file).orElseThrow().vault().orElseThrow().name();
    }

    @Test
    void rebuiltRegistry_takesFilesFromTheVaultWhenTheArchivesAreGone() throws IOException {
        Registry before = shelf.registry();
        deleteRegistry();
        Files.delete(shelf.file("history.20261122T034148.gz"));
        Files.delete(shelf.file("history.20261122T034747"));

        assertThat(shelf.repair().wrong()).isZero();

        for (int file : new int[] {COMPRESSED, SEALED}) {
            ArchiveFile rebuilt = shelf.registry().file(file).orElseThrow();
            assertThat(rebuilt.vault())
                    .isEqualTo(before.file(file).orElseThrow().vault());
            assertThat(rebuilt.state()).isEqualTo(FileState.DELETED);
        }
        VerifyReport after = shelf.check();
        assertThat(after.findings()).isEmpty();
        assertThat(after.filesWithoutRecords()).isZero();
    }

    @Test
    void documentsSpoiledToo_areMendedInTheSameRun() throws IOException {
        List<VerifiedShelf.Content> documents = shelf.documents();
        SampleRecord first = VerifiedShelf.records(SEALED).get(0);
        SampleRecord last =
                VerifiedShelf.records(ACTIVE).get(VerifiedShelf.records(ACTIVE).size() - 1);
        shelf.sabotage(writer -> {
            writer.remove(VerifiedShelf.at(SEALED, first.offset()));
            writer.remove(VerifiedShelf.at(ACTIVE, last.offset()));
            VerifiedShelf.add(writer, first, COMPRESSED, 1, 17);
        });
        deleteRegistry();

        VerifyReport repaired = shelf.repair();

        assertThat(repaired.wrong()).isZero();
        assertThat(repaired.found())
                .containsEntry(FindingKind.RECORD_MISSING, 2L)
                .containsEntry(FindingKind.NO_RECORD, 1L);
        assertThat(shelf.check().findings()).isEmpty();
        assertThat(shelf.documents()).isEqualTo(documents);
    }

    /** A file that was cut and written on is another file, some of whose records the first one gave. */
    @Test
    void fileThatBeginsLikeAnEarlierOne_keepsItsRecordsApart(@TempDir Path directory) throws IOException {
        VerifiedShelf cut = new VerifiedShelf(directory);
        List<SampleRecord> records = SampleArchive.find().records();
        Path archive = cut.file("history");
        Files.write(archive, SampleRecord.join(records.subList(0, 10)));
        cut.index();
        List<SampleRecord> second = new ArrayList<>(records.subList(0, 5));
        second.addAll(records.subList(20, 24));
        Files.write(archive, SampleRecord.join(second));
        cut.index();
        Files.move(archive, cut.file("history.20261122T035500"));
        Files.write(archive, records.get(30).bytes());
        cut.index();
        Registry before = cut.registry();
        assertThat(before.file(2).orElseThrow().earlier()).containsExactly(1);
        assertThat(before.file(2).orElseThrow().state()).isEqualTo(FileState.SEALED);
        assertThat(cut.check().findings()).isEmpty();
        List<VerifiedShelf.Content> documents = cut.documents();
        assertThat(documents).hasSize(10 + 4 + 1 + 1);

        // a record that only the second file has, and one that both have
        SampleRecord removed =
                SampleRecord.readAll(cut.file("history.20261122T035500")).get(6);
        cut.sabotage(writer -> writer.remove(VerifiedShelf.at(2, removed.offset())));
        assertThat(cut.check().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.RECORD_MISSING);
            assertThat(finding.offset()).isEqualTo(removed.offset());
        });
        assertThat(cut.repair().wrong()).isZero();
        assertThat(cut.documents()).isEqualTo(documents);

        delete(cut.layout.registry());
        VerifyReport repaired = cut.repair();
        assertThat(repaired.wrong()).isZero();
        ArchiveFile rebuilt = cut.registry().file(2).orElseThrow();
        assertThat(rebuilt.read()).isEqualTo(before.file(2).orElseThrow().read());
        assertThat(rebuilt.state()).isEqualTo(FileState.SEALED);
        assertThat(cut.check().findings()).isEmpty();
        assertThat(cut.documents()).isEqualTo(documents);
    }

    @Test
    void bytesOfTheRegistryThatNobodyReads_areFoundAndWrittenAnew() throws IOException {
        Registry before = shelf.registry();
        Path unread;
        try (Stream<Path> files = Files.list(shelf.layout.registry())) {
            List<Path> all = files.toList();
            unread = all.stream()
                    .filter(file ->
                            file.toString().endsWith(".fdm") || file.toString().endsWith(".cfs"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(all.toString()));
        }
        byte[] bytes = Files.readAllBytes(unread);
        // the checksum at the very end, of which opening does not ask
        bytes[bytes.length - 1] ^= 1;
        Files.write(unread, bytes);

        VerifyReport found = shelf.check();
        assertThat(found.wrong()).isEqualTo(1);
        assertThat(shelf.repair().wrong()).isZero();

        assertThat(shelf.check().findings()).isEmpty();
        assertThat(shelf.registry().files()).hasSize(before.files().size());
    }
}
