package org.shelfmark.schedd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** The writer of other tests: what it leaves on disk, and in which pieces. */
final class ScheddWriterTest {
    private final ScheddRecords records = new ScheddRecords(SampleArchive.find());

    @TempDir
    private Path directory;

    /** Lengths as a trace of HTCondor shows them. */
    @ParameterizedTest
    @CsvSource({
        "0, 3900, 110, 4010",
        "0, 3900, 197, 4096 1",
        "4000, 3000, 100, 96 3004",
        "4096, 4095, 100, 4096 99",
        "8000, 3990, 110, 192 3908",
        "500, 4096, 110, 4096 110",
        "500, 9000, 110, 8192 918",
        "7, 34000, 110, 32768 1342",
        "0, 8190, 110, 4096 4096 108"
    })
    void record_isCutWhereTheBufferEnds(long length, int body, int banner, String expected) {
        List<Integer> lengths = ScheddWriter.pieces(length, new byte[body], new byte[banner]).stream()
                .map(piece -> piece.length)
                .toList();

        assertThat(lengths)
                .isEqualTo(Stream.of(expected.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void files_holdTheRecordsInOrder_andNoMoreAreKeptThanAllowed() throws IOException {
        try (ScheddWriter writer = new ScheddWriter(directory, records, 100_000, 3)) {
            while (writer.written() < 300) {
                writer.step();
            }
            List<SampleRecord> found = new SampleArchive(directory)
                    .files().stream()
                            .flatMap(file -> SampleRecord.readAll(file).stream())
                            .toList();
            int first = 301 - found.size();

            assertThat(found)
                    .extracting(SampleRecord::id)
                    .isEqualTo(IntStream.rangeClosed(first, 300)
                            .mapToObj(records::id)
                            .toList());
            for (int number = first; number <= 300; number++) {
                assertThat(found.get(number - first).bytes())
                        .as("record %d", number)
                        .isEqualTo(writer.record(number));
            }
            assertThat(writer.deleted()).isPositive();
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.count()).isLessThanOrEqualTo(4);
            }
        }
    }
}
