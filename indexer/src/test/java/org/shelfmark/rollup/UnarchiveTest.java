package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;

class UnarchiveTest {
    private static final String ROTATED = "history.20261122T034000";
    private static final UnarchiveOrder PINNED = new UnarchiveOrder("", Optional.of(Duration.ofDays(7)), false);

    @TempDir
    Path directory;

    private RollupShelf shelf;
    private List<String> before = List.of();

    /** Two submissions are archived. */
    @BeforeEach
    void open() throws IOException {
        shelf = new RollupShelf(directory);
        shelf.append(ROTATED, SmallRecords.record(1, 0) + SmallRecords.record(1, 1) + SmallRecords.record(2, 0));
        shelf.append("history", "");
        shelf.index();
        before = shelf.dump();
        assertThat(shelf.archive("").jobs()).isEqualTo(3);
    }

    @AfterEach
    void close() throws IOException {
        shelf.close();
    }

    private void emptyVault() throws IOException {
        try (Stream<Path> entries = Files.list(shelf.layout().vault())) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
    }

    @Test
    void archiveGone_recordsComeFromTheVault() throws IOException {
        Files.delete(shelf.file(ROTATED));
        assertThat(shelf.unarchive("").jobs()).isEqualTo(3);
        assertThat(shelf.dump()).isEqualTo(before);
    }

    @Test
    void archiveOverwritten_recordsComeFromTheVault() throws IOException {
        Files.writeString(
                shelf.file(ROTATED),
                Files.readString(shelf.file(ROTATED)).replace("ClusterId = 1\n", "ClusterId = 9\n"));
        assertThat(shelf.unarchive("").jobs()).isEqualTo(3);
        assertThat(shelf.dump()).isEqualTo(before);
    }

    @Test
    void vaultGone_recordsComeFromTheArchive() throws IOException {
        emptyVault();
        assertThat(shelf.unarchive("").jobs()).isEqualTo(3);
        assertThat(shelf.dump()).isEqualTo(before);
    }

    @Test
    void bothGone_isSaidAndNothingChanges() throws IOException {
        Files.delete(shelf.file(ROTATED));
        emptyVault();
        List<String> archived = shelf.dump();
        assertThatThrownBy(() -> shelf.unarchive(""))
                .isInstanceOf(RollupException.class)
                .hasMessageStartingWith("the record of ap1.pool.test#1.0 cannot be had: ")
                .hasMessageContaining("vault entry '1-" + ROTATED + "' is missing")
                .extracting(failure -> ((RollupException) failure).kind())
                .isEqualTo(RollupException.Kind.RECORD_GONE);
        assertThat(shelf.dump()).isEqualTo(archived);
    }

    @Test
    void query_bringsBackWhatItMeansOnce() throws IOException {
        assertThat(shelf.unarchive("cluster:2").jobs()).isEqualTo(1);
        assertThat(shelf.summaries()).containsExactly("ap1.pool.test#1 Optional[alice] 2");
        UnarchiveReport again = shelf.unarchive("cluster:2");
        assertThat(again.submissions()).isZero();
        assertThat(again.jobs()).isZero();
        assertThat(again.pinnedUntil()).isEmpty();
    }

    @Test
    void badQuery_isTheCallersFault() {
        assertThatThrownBy(() -> shelf.unarchive("owner:alice AND ("))
                .isInstanceOf(RollupException.class)
                .hasMessageStartingWith("query, column ");
    }

    @Test
    void dryRun_changesNothing() throws IOException {
        List<String> archived = shelf.dump();
        UnarchiveReport report = shelf.archivist().unarchive(new UnarchiveOrder("", Optional.empty(), true));
        assertThat(report.submissions()).isEqualTo(2);
        assertThat(report.jobs()).isEqualTo(3);
        assertThat(shelf.dump()).isEqualTo(archived);
    }

    @Test
    void pinned_isNotArchivedBeforeThePinIsOver() throws IOException {
        UnarchiveReport report = shelf.archivist().unarchive(PINNED);
        Instant until = shelf.clock().instant().plus(Duration.ofDays(7));
        assertThat(report.pinnedUntil()).isEqualTo(until.toString());
        assertThat(shelf.dump()).hasSize(before.size() + 2);

        ArchiveReport left = shelf.archive("");
        assertThat(left.submissions()).isZero();
        assertThat(left.reasons())
                .containsExactly(new ArchiveReport.Left("pinned until " + until, 2, 3, "ap1.pool.test#1"));

        shelf.advance(Duration.ofDays(7));
        assertThat(shelf.archive("").jobs()).isEqualTo(3);
        assertThat(shelf.unarchive("").jobs()).isEqualTo(3);
        assertThat(shelf.dump()).isEqualTo(before);
    }
}
