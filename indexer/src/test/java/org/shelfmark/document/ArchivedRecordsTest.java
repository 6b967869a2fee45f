package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shelfmark.archive.RecordLocation;

class ArchivedRecordsTest {
    @Test
    void records_comeBackInTheOrderOfTheirAddresses() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<ArchivedRecord> records = new ArrayList<>();
        for (int file = 0; file < 5; file += 1 + random.nextInt(2)) {
            long offset = 0;
            for (int i = 0; i < 200; i++) {
                offset += random.nextInt(3) == 0 ? random.nextInt(1_000_000) : 0;
                long length = 1L + random.nextInt(10_000);
                records.add(new ArchivedRecord(
                        file,
                        new RecordLocation(offset, length),
                        random.nextInt(3) == 0 ? random.nextLong() : i,
                        random.nextInt(),
                        random.nextInt(3) == 0 ? 0 : 1_790_000_000L + random.nextInt(100_000),
                        random.nextInt(4)));
                offset += length;
            }
        }
        List<ArchivedRecord> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, random);

        assertThat(ArchivedRecords.decode(ArchivedRecords.encode(shuffled)))
                .as("seed " + seed)
                .isEqualTo(records.stream()
                        .sorted(Comparator.comparingInt(ArchivedRecord::fileId)
                                .thenComparingLong(record -> record.location().offset()))
                        .toList());
    }

    @Test
    void neighbouringRecords_takeAboutElevenBytesEach() {
        List<ArchivedRecord> records = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            records.add(
                    new ArchivedRecord(3, new RecordLocation(6_000L * i, 6_000), i, 0x12345678, 1_790_000_000L + i, 0));
        }

        assertThat(ArchivedRecords.encode(records).length / 1000.0).isBetween(8.0, 12.0);
    }

    @Test
    void noRecords_areNone() {
        assertThat(ArchivedRecords.decode(ArchivedRecords.encode(List.of()))).isEmpty();
    }
}
