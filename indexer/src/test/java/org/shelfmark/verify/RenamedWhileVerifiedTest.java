package org.shelfmark.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.SmallRecords;

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
        Verifier verifier = new Verifier(
                shelf.layout,
                new Renaming(shelf.file("history")),
                VerifiedShelf.MAPPING,
                InstantSource.fixed(Instant.EPOCH));

        VerifyReport report = verifier.check(VerifyProgress.SILENT);

        assertThat(shelf.file("history")).doesNotExist();
        assertThat(report.findings()).isEmpty();
        assertThat(report.records()).isEqualTo(3);
    }

    /** Rotates a history when it is to be opened for the first time. */
    private static final class Renaming implements ArchiveFileSystem {
        private final ArchiveFileSystem local = ArchiveFileSystem.local();
        private final Path history;
        private boolean isRenamed;

        Renaming(Path history) {
            this.history = history;
        }

        @Override
        public List<Path> list(Path folder) throws IOException {
            return local.list(folder);
        }

        @Override
        public boolean isDirectory(Path path) {
            return local.isDirectory(path);
        }

        @Override
        public FileIdentity identify(Path file) throws IOException {
            return local.identify(file);
        }

        @Override
        public SeekableByteChannel open(Path file) throws IOException {
            if (!isRenamed) {
                isRenamed = true;
                Files.move(history, history.resolveSibling("history.20261122T034000"));
            }
            return local.open(file);
        }
    }
}
