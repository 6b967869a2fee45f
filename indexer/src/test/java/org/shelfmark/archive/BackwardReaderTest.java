package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;

/** Reading backwards finds the records that reading forwards finds. */
final class BackwardReaderTest {
    @TempDir
    private Path directory;

    private static List<RecordLocation> forwards(Path file) throws IOException {
        List<RecordLocation> found = new ArrayList<>();
        try (RecordReader reader = new RecordReader(Files.newByteChannel(file, StandardOpenOption.READ), 0)) {
            ReadResult read = reader.next();
            while (read instanceof RecordBatch batch) {
                for (int i = 0; i < batch.size(); i++) {
                    found.add(batch.location(i));
                }
                read = reader.next();
            }
        }
        return found;
    }

    private static List<RecordLocation> backwards(Path file, int blockBytes) throws IOException {
        List<RecordLocation> found = new ArrayList<>();
        try (BackwardReader reader =
                new BackwardReader(Files.newByteChannel(file, StandardOpenOption.READ), blockBytes, blockBytes * 3)) {
            while (!reader.isAtBeginning()) {
                for (ReadResult read : reader.previous().reversed()) {
                    if (read instanceof RecordBatch batch) {
                        for (int i = batch.size() - 1; i >= 0; i--) {
                            found.add(batch.location(i));
                        }
                    }
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4_000, 50_000, 1_000_000})
    void records_areTheSameWhateverTheBlocks(int blockBytes) throws IOException {
        for (Path file : SampleArchive.find().files()) {
            List<RecordLocation> expected = forwards(file);
            Collections.reverse(expected);

            assertThat(backwards(file, blockBytes)).hasSizeGreaterThan(50).isEqualTo(expected);
        }
    }

    @Test
    void whatFollowsTheLastBanner_isNoRecord() throws IOException {
        String record = "A = 1\n*** Offset = 0 ClusterId = 1\n";
        Path file = Files.writeString(
                directory.resolve("history"), record + record + "B = 2\n*** Offset = 9 Clus", StandardCharsets.UTF_8);

        assertThat(backwards(file, 4))
                .containsExactly(
                        new RecordLocation(record.length(), record.length()), new RecordLocation(0, record.length()));
    }

    @Test
    void starsInsideAString_endNoRecord() throws IOException {
        String record = "A = \"open\n*** just text\n\"\n*** Offset = 0 ClusterId = 1\n";
        Path file = Files.writeString(directory.resolve("history"), record + record, StandardCharsets.UTF_8);

        assertThat(backwards(file, 8)).hasSize(2);
    }

    @Test
    void emptyFile_hasNothing() throws IOException {
        Path file = Files.createFile(directory.resolve("history"));

        assertThat(backwards(file, 8)).isEmpty();
    }
}
