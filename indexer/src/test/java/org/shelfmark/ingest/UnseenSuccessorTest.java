package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;

/** A stop right behind a rotation, and so long that the schedd has deleted every file that was known. */
final class UnseenSuccessorTest {
    private static final String FIRST = "history.20261122T041000";

    private final Shelf shelf;

    UnseenSuccessorTest(@TempDir Path directory) throws IOException {
        shelf = new Shelf(directory);
    }

    @Test
    void everyKnownFileIsGone_theLastOneHasAGapBehindIt() throws IOException {
        shelf.append(FIRST, SmallRecords.records(1, 3));
        shelf.append("history", "");
        shelf.cycleToTheEnd();

        // records 4 to 8 came and went
        Files.delete(shelf.file(FIRST));
        shelf.append("history", SmallRecords.records(9, 2));
        shelf.cycleToTheEnd();

        ArchiveFile known = shelf.content().named(shelf.file(FIRST));
        assertThat(known.state()).isEqualTo(FileState.LOST);
        assertThat(known.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.before().job()).isEqualTo("3.0");
            assertThat(gap.toByte()).isEmpty();
            assertThat(gap.reason())
                    .isEqualTo("the file was gone, and so may be others that followed it; they were never seen");
        });
    }

    @Test
    void aYoungerFileIsKnown_deletionIsNoGap() throws IOException {
        shelf.append(FIRST, SmallRecords.records(1, 3));
        shelf.append("history", SmallRecords.records(4, 2));
        shelf.cycleToTheEnd();

        Files.delete(shelf.file(FIRST));
        shelf.append("history", SmallRecords.records(6, 2));
        shelf.cycleToTheEnd();

        ArchiveFile known = shelf.content().named(shelf.file(FIRST));
        assertThat(known.state()).isEqualTo(FileState.DELETED);
        assertThat(known.gaps()).isEmpty();
    }
}
