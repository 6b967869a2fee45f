package org.shelfmark.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shelfmark.verify.VerifiedShelf.ACTIVE;
import static org.shelfmark.verify.VerifiedShelf.DELETED;
import static org.shelfmark.verify.VerifiedShelf.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.FaultyFileSystem;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.sample.SampleRecord;

/** Archives that cannot be read, positions that cannot be right, and records that look wrong and are not. */
class OddCasesTest {
    private final VerifiedShelf shelf;

    OddCasesTest(@TempDir Path directory) throws IOException {
        shelf = VerifiedShelf.filled(directory);
    }

    @Test
    void archiveThatMayNotBeRead_isSaidAndLeft() throws IOException {
        FaultyFileSystem files = new FaultyFileSystem();
        files.deny(shelf.file("history"));
        Verifier verifier = new Verifier(shelf.layout, files, VerifiedShelf.MAPPING, VerifiedShelf.CLOCK);

        VerifyReport found = verifier.check(VerifyProgress.SILENT);
        VerifyReport repaired = verifier.repair(List.of(), VerifyProgress.SILENT);

        assertThat(found.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.ARCHIVE_UNREADABLE);
            assertThat(finding.fileId()).isEqualTo(ACTIVE);
            assertThat(finding.text()).contains("permission denied");
        });
        assertThat(found.filesWithoutRecords()).isEqualTo(1);
        assertThat(repaired.wrong()).isEqualTo(1);
        assertThat(shelf.check().findings()).isEmpty();
    }

    /** A file of which some cannot be read says nothing of the documents of the rest. */
    @Test
    void archiveThatFailsInTheMiddle_costsNoDocument() throws IOException {
        List<VerifiedShelf.Content> documents = shelf.documents();
        FaultyFileSystem files = new FaultyFileSystem();
        Verifier verifier = new Verifier(shelf.layout, files, VerifiedShelf.MAPPING, VerifiedShelf.CLOCK);
        files.failRead(Long.MAX_VALUE);
        VerifyReport undisturbed = verifier.check(VerifyProgress.SILENT);
        assertThat(undisturbed.findings()).isEmpty();
        long reads = files.reads();

        for (long read = 1; read <= reads; read += 1 + reads / 3) {
            files.failRead(read);
            VerifyReport repaired = verifier.repair(List.of(), VerifyProgress.SILENT);
            assertThat(repaired.mended()).as("read %d", read).isZero();
            assertThat(repaired.findings())
                    .as("read %d", read)
                    .isNotEmpty()
                    .allMatch(finding -> finding.kind() == FindingKind.ARCHIVE_UNREADABLE);
        }
        assertThat(shelf.documents()).isEqualTo(documents);
        assertThat(shelf.check().findings()).isEmpty();
    }

    @Test
    void positionInTheMiddleOfARecord_isSetBack() throws IOException {
        List<VerifiedShelf.Content> documents = shelf.documents();
        ReadPosition position = shelf.positions().of(ACTIVE).orElseThrow();
        Files.write(shelf.file("history"), records(DELETED).get(0).bytes(), StandardOpenOption.APPEND);
        shelf.commit(
                shelf.registry(),
                shelf.positions()
                        .with(
                                ACTIVE,
                                new ReadPosition(
                                        position.offset() + 7,
                                        position.sizeBytes(),
                                        0,
                                        position.records(),
                                        position.quarantined(),
                                        position.firstEnded(),
                                        position.lastEnded(),
                                        position.last())));

        assertThat(shelf.check().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.POSITION_OFFSET);
            assertThat(finding.offset()).isEqualTo(position.offset() + 7);
        });
        assertThat(shelf.repair().wrong()).isZero();

        assertThat(shelf.positions().of(ACTIVE)).contains(position);
        assertThat(shelf.check().findings()).isEmpty();
        shelf.index();
        assertThat(shelf.documents()).hasSize(documents.size() + 1);
    }

    @Test
    void documentBehindThePositionOfAFileThatIsGone_isKept() throws IOException {
        String name = shelf.registry()
                .file(DELETED)
                .orElseThrow()
                .vault()
                .orElseThrow()
                .name();
        Files.delete(shelf.layout.vault().resolve(name + ".zst"));
        shelf.repair();
        ReadPosition position =
                shelf.registry().file(DELETED).orElseThrow().read().orElseThrow();
        SampleRecord record = records(DELETED).get(0);
        shelf.sabotage(writer -> VerifiedShelf.add(writer, record, DELETED, position.end(), record.length()));

        assertThat(shelf.check().found()).containsOnlyKeys(FindingKind.BEHIND_POSITION, FindingKind.POSITION_COUNTS);
        assertThat(shelf.repair().wrong()).isZero();

        ReadPosition after = shelf.registry().file(DELETED).orElseThrow().read().orElseThrow();
        assertThat(after.offset()).isEqualTo(position.end() + record.length());
        assertThat(after.records()).isEqualTo(position.records() + 1);
        assertThat(shelf.check().findings()).isEmpty();
    }

    /** What an index keeps of an odd id is not what stands in the record. */
    @Test
    void recordsWithOddIds_haveTheirDocuments(@TempDir Path directory) throws IOException {
        VerifiedShelf odd = new VerifiedShelf(directory);
        List<String> lines = List.of(
                "GlobalJobId = strcat(\"a#\", string(time()))",
                "GlobalJobId = MY.Owner",
                "GlobalJobId = TARGET.Name",
                "GlobalJobId = 17",
                "GlobalJobId = \"" + "x".repeat(9000) + "\"",
                "ClusterId = 1.5",
                "ProcId = \"x\"",
                "CompletionDate = -3");
        StringBuilder archive = new StringBuilder();
        for (int number = 0; number < lines.size(); number++) {
            String line = lines.get(number);
            String name = line.substring(0, line.indexOf(' '));
            archive.append(new String(records(ACTIVE).get(number).bytes(), StandardCharsets.UTF_8)
                    .replaceFirst("(?m)^" + name + " = .*$", line));
            assertThat(archive).contains(line);
        }
        Files.writeString(odd.file("history"), archive);
        odd.index();

        VerifyReport report = odd.check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.documents()).isEqualTo(lines.size());
    }
}
