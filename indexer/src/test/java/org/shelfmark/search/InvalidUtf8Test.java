package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;

/** Bytes that are no UTF-8: answers replace them, constraints and records keep them. */
final class InvalidUtf8Test {
    @TempDir
    private Path directory;

    @Test
    void oneByteThatIsNoUtf8_replacedInAnswersCountedAsOneInConstraints() throws Exception {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            String record = SmallRecords.record(7, 0, "Label = \"a\u00ffb\"", "Out = \"a\u00ffb\"");
            Files.write(shelf.file("history"), record.getBytes(StandardCharsets.ISO_8859_1));
            shelf.index();

            assertThat(shelf.jobs("", "Label", "Out").values())
                    .singleElement()
                    .satisfies(job ->
                            assertThat(job).containsEntry("Label", "a\uFFFDb").containsEntry("Out", "a\uFFFDb"));
            assertThat(shelf.search()
                            .record(new Requests.OneJob("7.0", Optional.empty()))
                            .json())
                    .contains("a\uFFFDb");
            for (String attribute : List.of("Label", "Out")) {
                assertThat(count(shelf, "size(" + attribute + ") == 3")).isEqualTo(1);
                assertThat(count(shelf, "size(" + attribute + ") == 5")).isZero();
            }
        }
    }

    private static long count(SearchShelf shelf, String constraint) throws Exception {
        return shelf.search()
                .count(new Requests.Count(new Requests.Selection("", Optional.of(constraint))))
                .count();
    }
}
