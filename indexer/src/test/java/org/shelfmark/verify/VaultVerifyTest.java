package org.shelfmark.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shelfmark.verify.VerifiedShelf.ACTIVE;
import static org.shelfmark.verify.VerifiedShelf.DELETED;
import static org.shelfmark.verify.VerifiedShelf.SEALED;
import static org.shelfmark.verify.VerifiedShelf.at;
import static org.shelfmark.verify.VerifiedShelf.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.sample.SampleRecord;

/** What is wrong with archives and with the copies in the vault. */
class VaultVerifyTest {
    private final VerifiedShelf shelf;

    VaultVerifyTest(@TempDir Path directory) throws IOException {
        shelf = VerifiedShelf.filled(directory);
    }

    private Finding only(VerifyReport report) {
        assertThat(report.findings()).hasSize(1);
        return report.findings().get(0);
    }

    private VaultEntry entry(int file) throws IOException {
        return shelf.registry().file(file).orElseThrow().vault().orElseThrow();
    }

    private Path copy(int file) throws IOException {
        return shelf.layout.vault().resolve(entry(file).name() + ".zst");
    }

    @Test
    void missingCopy_isKeptAgainFromItsArchive() throws IOException {
        VaultEntry before = entry(SEALED);
        Files.delete(copy(SEALED));

        Finding found = only(shelf.check());
        assertThat(found.kind()).isEqualTo(FindingKind.VAULT_MISSING);
        assertThat(found.fileId()).isEqualTo(SEALED);
        assertThat(only(shelf.repair()).mended()).isTrue();

        assertThat(shelf.check().findings()).isEmpty();
        assertThat(entry(SEALED)).isEqualTo(before);
    }

    @Test
    void damagedCopy_isReplacedFromItsArchive() throws IOException {
        String damaged = entry(SEALED).name();
        VerifiedShelf.flip(copy(SEALED), 1000);

        assertThat(only(shelf.check()).kind()).isEqualTo(FindingKind.VAULT_DAMAGED);
        assertThat(only(shelf.repair()).mended()).isTrue();

        assertThat(shelf.check().findings()).isEmpty();
        assertThat(entry(SEALED).name()).isNotEqualTo(damaged);
        try (Vault vault = Vault.openForReading(shelf.layout.vault())) {
            assertThat(vault.names())
                    .doesNotContain(damaged)
                    .contains(entry(SEALED).name());
        }
    }

    @Test
    void missingCopyOfADeletedFile_isNamedNoMore() throws IOException {
        Files.delete(copy(DELETED));

        assertThat(only(shelf.check()).kind()).isEqualTo(FindingKind.VAULT_MISSING);
        Finding repaired = only(shelf.repair());

        assertThat(repaired.mended()).isTrue();
        assertThat(repaired.repair()).contains("the full records are gone");
        VerifyReport after = shelf.check();
        assertThat(after.findings()).isEmpty();
        assertThat(after.filesWithoutRecords()).isEqualTo(1);
    }

    @Test
    void damagedCopyOfADeletedFile_isLeftAndSaid() throws IOException {
        VerifiedShelf.flip(copy(DELETED), 1000);

        Finding repaired = only(shelf.repair());

        assertThat(repaired.kind()).isEqualTo(FindingKind.VAULT_DAMAGED);
        assertThat(repaired.mended()).isFalse();
        assertThat(repaired.repair()).contains("the archive is gone");
        assertThat(copy(DELETED)).exists();
        assertThat(shelf.check().wrong()).isEqualTo(1);
    }

    @Test
    void copyThatNobodyNames_isANoteAndRemoved() throws IOException {
        Path stray = shelf.layout.vault().resolve("9-history.zst");
        Files.copy(copy(SEALED), stray);

        VerifyReport found = shelf.check();
        assertThat(only(found).kind()).isEqualTo(FindingKind.VAULT_UNNAMED);
        assertThat(only(found).file()).isEqualTo("9-history");
        assertThat(found.wrong()).isZero();
        assertThat(only(shelf.repair()).mended()).isTrue();

        assertThat(stray).doesNotExist();
        assertThat(shelf.check().findings()).isEmpty();
    }

    @Test
    void changedByteOfAnArchive_isFoundAtItsPlaceAndLeft() throws IOException {
        SampleRecord record = records(SEALED).get(20);
        long place = record.offset() + 300;
        Path archive = shelf.registry().file(SEALED).orElseThrow().path();
        VerifiedShelf.flip(archive, place);

        Finding found = only(shelf.check());
        assertThat(found.kind()).isEqualTo(FindingKind.ARCHIVE_CHANGED);
        assertThat(found.offset()).isEqualTo(place);
        VerifyReport repaired = shelf.repair();
        assertThat(only(repaired).mended()).isFalse();
        assertThat(repaired.wrong()).isEqualTo(1);
        VerifiedShelf.flip(archive, place);
        assertThat(shelf.check().findings()).isEmpty();
    }

    /** Where there is no copy, what stands in the archive now is the truth. */
    @Test
    void changedIdInAnArchiveWithoutCopy_isAnotherJob() throws IOException {
        SampleRecord record = records(ACTIVE).get(20);
        Path archive = shelf.file("history");
        byte[] bytes = Files.readAllBytes(archive);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int id = text.indexOf("\nProcId = ", (int) record.offset()) + "\nProcId = ".length();
        bytes[id] = (byte) (bytes[id] == '7' ? '8' : '7');
        Files.write(archive, bytes);

        Finding found = only(shelf.check());
        assertThat(found.kind()).isEqualTo(FindingKind.OTHER_JOB);
        assertThat(found.offset()).isEqualTo(record.offset());
        assertThat(only(shelf.repair()).mended()).isTrue();
        assertThat(shelf.check().findings()).isEmpty();
    }

    @Test
    void lastRecordOfAnArchiveChanged_leavesTheCopyToCompareWith() throws IOException {
        Path archive = shelf.registry().file(SEALED).orElseThrow().path();
        VerifiedShelf.flip(archive, Files.size(archive) - 50);

        VerifyReport report = shelf.check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.filesWithoutRecords()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recordsThatAreGone_areOnlyCounted(boolean twice) throws IOException {
        Files.delete(copy(DELETED));
        shelf.repair();
        SampleRecord record = records(DELETED).get(4);
        shelf.sabotage(writer -> {
            if (twice) {
                VerifiedShelf.add(writer, record, DELETED, record.offset(), record.length());
            } else {
                writer.remove(at(DELETED, record.offset()));
            }
        });

        Finding found = only(shelf.check());
        assertThat(found.kind()).isEqualTo(twice ? FindingKind.RECORD_TWICE : FindingKind.POSITION_COUNTS);
        assertThat(found.offset()).isEqualTo(twice ? record.offset() : -1);
        assertThat(only(shelf.repair()).mended()).isTrue();
        assertThat(shelf.check().findings()).isEmpty();
        assertThat(shelf.documents().stream()
                        .filter(document -> document.fileId() == DELETED && document.offset() == record.offset()))
                .hasSize(twice ? 1 : 0);
    }

    @Test
    void renamedAndAppendedArchive_isFoundWhereItIs() throws IOException {
        Files.move(shelf.file("history"), shelf.file("history.20261122T035200"), StandardCopyOption.ATOMIC_MOVE);
        Files.write(shelf.file("history"), records(SEALED).get(0).bytes());
        SampleRecord record = records(ACTIVE).get(20);
        shelf.sabotage(writer -> writer.remove(at(ACTIVE, record.offset())));

        Finding found = only(shelf.check());

        assertThat(found.kind()).isEqualTo(FindingKind.RECORD_MISSING);
        assertThat(found.offset()).isEqualTo(record.offset());
    }

    @Test
    void movedVault_isLookedForWhereItIs() throws IOException {
        Path elsewhere = shelf.layout.root().resolveSibling("elsewhere");
        Files.move(shelf.layout.vault(), elsewhere);
        assertThat(shelf.check().found()).containsEntry(FindingKind.VAULT_MISSING, 5L);

        shelf.layout.keepVaultIn(elsewhere);

        assertThat(shelf.check().findings()).isEmpty();
    }
}
