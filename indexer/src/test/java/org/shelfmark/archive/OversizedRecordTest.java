package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a limit of 1 MiB instead of 64. */
class OversizedRecordTest {
    private static final int LIMIT = 1 << 20;

    private static Drained read(byte[] file) throws IOException {
        return Drained.of(new RecordReader(new BytesChannel(file, 300_000), 0, LIMIT));
    }

    private static String oneLine(int lengthBytes) {
        String banner = SmallRecords.banner(2, 0);
        return "Long = \"" + "x".repeat(lengthBytes - banner.length() - "Long = \"\"\n".length()) + "\"\n" + banner;
    }

    @Test
    void recordOfExactlyTheLimit_isRead() throws IOException {
        byte[] file = SmallRecords.bytes(oneLine(LIMIT) + SmallRecords.record(3, 0));

        Drained read = read(file);

        assertThat(read.oversized()).isEmpty();
        assertThat(read.locations()).containsExactly(new RecordLocation(0, LIMIT), last(file));
    }

    @Test
    void recordOfOneByteMore_isPassedOver() throws IOException {
        String before = SmallRecords.record(1, 0);
        byte[] file = SmallRecords.bytes(before + oneLine(LIMIT + 1) + SmallRecords.record(3, 0));

        Drained read = read(file);

        assertThat(read.oversized()).containsExactly(new RecordLocation(before.length(), LIMIT + 1));
        assertThat(read.locations()).containsExactly(new RecordLocation(0, before.length()), last(file));
        assertThat(read.tail()).isEqualTo(new ReadResult.Tail(file.length, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void bannerAroundTheEndOfAWindow_isFound(int mebibytes) throws IOException {
        for (int delta = -130; delta <= 130; delta += 3) {
            int length = (mebibytes << 20) + (1 << 19) + delta;
            byte[] file = SmallRecords.bytes(oneLine(length) + SmallRecords.record(3, 0));

            Drained read = read(file);

            assertThat(read.oversized()).as("delta %d", delta).containsExactly(new RecordLocation(0, length));
            assertThat(read.locations()).as("delta %d", delta).containsExactly(last(file));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void manyLinesOfRandomLength_endAtTheBanner(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < 3 * LIMIT) {
            text.append("Text = \"").append("*".repeat(random.nextInt(20_000))).append("\"\n");
        }
        int length = text.length() + SmallRecords.banner(2, 0).length();
        byte[] file = SmallRecords.bytes(text + SmallRecords.banner(2, 0) + SmallRecords.record(3, 0));

        Drained read = read(file);

        assertThat(read.oversized()).as("seed %d", seed).containsExactly(new RecordLocation(0, length));
        assertThat(read.locations()).as("seed %d", seed).containsExactly(last(file));
    }

    @Test
    void cutBeforeTheBannersNewline_isATail() throws IOException {
        byte[] file = SmallRecords.bytes(oneLine(2 * LIMIT));
        for (int less : new int[] {1, 2, 20, SmallRecords.banner(2, 0).length(), 1_000, LIMIT - 1}) {
            byte[] cut = SmallRecords.cut(file, file.length - less);
            assertThat(read(cut).tail()).as("%d less", less).isEqualTo(new ReadResult.Tail(0, cut.length));
        }
        assertThat(read(file).oversized()).hasSize(1);
    }

    @Test
    void twoInARow_areTwo() throws IOException {
        byte[] file = SmallRecords.bytes(oneLine(LIMIT + 500) + oneLine(3 * LIMIT) + SmallRecords.record(3, 0));

        assertThat(read(file).oversized())
                .containsExactly(new RecordLocation(0, LIMIT + 500), new RecordLocation(LIMIT + 500, 3L * LIMIT));
    }

    private static RecordLocation last(byte[] file) {
        int length = SmallRecords.record(3, 0).length();
        return new RecordLocation(file.length - length, length);
    }
}
