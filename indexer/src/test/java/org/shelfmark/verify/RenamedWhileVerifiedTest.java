package org.shelfmark.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.fault.ChangingArchive;

/** A rotation between finding an archive file and opening it: the file is not taken to be gone. */
class RenamedWhileVerifiedTest {
    private final VerifiedShelf shelf;

    RenamedWhileVerifiedTest(@TempDir Path directory) throws IOException {
        shelf = new VerifiedShelf(directory);
    }

    @Test
    void fileRenamedBeforeItIsOpened_isComparedWhereItIsThen() throws IOException {
        Files.writeString(shelf.file("history"), SmallRecords.records(1, 3));
        shelf.index();
        Path history = shelf.file("history");
        ChangingArchive files =
                new ChangingArchive(() -> Files.move(history, history.resolveSibling("history.20261122T034000")));
        Verifier verifier =
                new Verifier(shelf.layout, files, VerifiedShelf.MAPPING, InstantSource.fixed(Instant.EPOCH));

        VerifyReport report = verifier.check(VerifyProgress.SILENT);

        assertThat(history).doesNotExist();
        assertThat(report.findings()).isEmpty();
        assertThat(report.records()).isEqualTo(3);
    }
}
