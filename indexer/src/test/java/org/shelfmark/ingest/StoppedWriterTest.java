package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.StoppedWriter;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** A schedd that stops in the middle of a record costs this record and no other. */
class StoppedWriterTest {
    private static final List<SampleRecord> SAMPLE = SampleArchive.find().records();

    private final Shelf shelf;

    StoppedWriterTest(@TempDir Path directory) throws IOException {
        shelf = new Shelf(directory);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void fragmentsAndRecords_eachHaveTheirAddress(long seed) throws IOException {
        Random random = new Random(seed);
        StoppedWriter writer = new StoppedWriter();
        List<RecordLocation> expected = new ArrayList<>();
        int fragments = 0;
        for (int record = 0; record < 100; record++) {
            byte[] bytes = SAMPLE.get(record).bytes();
            if (record > 0 && random.nextInt(3) == 0) {
                int from = writer.length();
                writer.stopIn(bytes, 1 + random.nextInt(bytes.length - 10));
                expected.add(new RecordLocation(from, writer.length() - from));
                fragments++;
            }
            expected.add(new RecordLocation(writer.length(), writer.append(bytes).length));
        }
        byte[] file = writer.file();
        int half = (int) expected.get(expected.size() / 2).offset() + 7;
        shelf.append("history", Arrays.copyOf(file, half));
        CycleReport first = shelf.cycle();
        shelf.append("history", Arrays.copyOfRange(file, half, file.length));

        CycleReport second = shelf.cycle();

        assertThat(first.records() + second.records()).as("seed %d", seed).isEqualTo(100 + fragments);
        assertThat(first.quarantined() + second.quarantined()).isEqualTo(fragments);
        Shelf.Content content = shelf.content();
        assertThat(content.addresses()).map(RecordAddress::location).isEqualTo(expected);
        assertThat(content.quarantined()).isEqualTo(fragments);
        assertThat(content.positions().get(0).records()).isEqualTo(100 + fragments);
        assertThat(content.positions().get(0).quarantined()).isEqualTo(fragments);
        assertThat(shelf.cycle().records()).isZero();
    }

    @Test
    void twoBodiesThatCannotBeToldApart_areQuarantinedTogether() throws IOException {
        String first = new String(SAMPLE.get(60).bytes(), StandardCharsets.UTF_8).substring(17);
        String second = new String(SAMPLE.get(61).bytes(), StandardCharsets.UTF_8).substring(17);
        shelf.append("history", first.substring(0, first.indexOf("***")) + second);

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(1);
        assertThat(report.quarantined()).isEqualTo(1);
    }
}
