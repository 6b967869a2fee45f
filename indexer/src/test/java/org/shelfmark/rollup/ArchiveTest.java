package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.sample.SampleArchive;

class ArchiveTest {
    @TempDir
    Path directory;

    @Test
    void archivedAndBroughtBack_sample_everyDocumentIsAsItWas() throws IOException {
        try (RollupShelf shelf = new RollupShelf(directory)) {
            SampleArchive.find().copyTo(shelf.spool());
            shelf.index();
            List<String> before = shelf.dump();
            ArchiveReport report = shelf.archivist().archive(new ArchiveOrder("", Optional.empty(), false, true));
            assertThat(report.jobs()).isPositive();
            assertThat(shelf.summaries()).hasSize((int) report.submissions());
            UnarchiveReport back = shelf.unarchive("");
            assertThat(back.jobs()).isEqualTo(report.jobs());
            assertThat(shelf.summaries()).isEmpty();
            assertThat(shelf.dump()).isEqualTo(before);
        }
    }

    @Test
    void partsOfSubmissions_areLeftAlone() throws IOException {
        try (RollupShelf shelf = new RollupShelf(directory)) {
            shelf.append(
                    "history.20261122T034000",
                    SmallRecords.record(1, 0)
                            + SmallRecords.record(1, 1)
                            + SmallRecords.record(2, 0)
                            + SmallRecords.record(2, 1));
            shelf.append("history", SmallRecords.record(3, 0));
            shelf.index();
            ArchiveReport report = shelf.archive("NOT id:1.1");
            assertThat(shelf.summaries()).containsExactly("ap1.pool.test#2 Optional[alice] 2");
        }
    }
}
