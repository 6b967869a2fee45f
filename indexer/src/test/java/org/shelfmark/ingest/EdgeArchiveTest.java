package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The odd and damaged files of the archive package's tests, through a whole cycle. */
class EdgeArchiveTest {
    private final Shelf shelf;

    EdgeArchiveTest(@TempDir Path directory) throws IOException {
        shelf = new Shelf(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "bad_line, 4, 2",
        "bare_banner, 6, 0",
        "blank_lines, 3, 0",
        "crlf, 3, 0",
        "duplicate_attr, 3, 0",
        "empty, 0, 0",
        "empty_body, 4, 1",
        "leading_banner, 4, 1",
        "no_final_newline, 4, 0",
        "old_banner_no_currenttime, 6, 0",
        "owner_with_space, 3, 0",
        "star_in_body, 3, 0",
        "truncated_banner, 4, 0",
        "truncated_tail, 4, 0",
    })
    void edgeFile_damagedRecordsAreQuarantinedAlone(String name, int records, int quarantined) throws IOException {
        try (InputStream file = EdgeArchiveTest.class.getResourceAsStream("/org/shelfmark/archive/edge/" + name)) {
            assertThat(file).isNotNull();
            shelf.append("history", file == null ? new byte[0] : file.readAllBytes());
        }

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(records);
        assertThat(report.quarantined()).isEqualTo(quarantined);
        Shelf.Content content = shelf.assertComplete();
        assertThat(content.addresses()).hasSize(records);
        assertThat(content.quarantined()).isEqualTo(quarantined);
        assertThat(shelf.cycle().records()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"crlf", "star_in_body", "bare_banner"})
    void wellReadRotatedFile_isSealed(String name) throws IOException {
        try (InputStream file = EdgeArchiveTest.class.getResourceAsStream("/org/shelfmark/archive/edge/" + name)) {
            assertThat(file).isNotNull();
            shelf.append("history.20261122T034000", file == null ? new byte[0] : file.readAllBytes());
        }

        CycleReport report = shelf.cycleToTheEnd();

        assertThat(report.notices()).isEqualTo(List.of());
        assertThat(shelf.content().registry().files())
                .allMatch(file -> file.state() == org.shelfmark.registry.FileState.SEALED);
    }
}
