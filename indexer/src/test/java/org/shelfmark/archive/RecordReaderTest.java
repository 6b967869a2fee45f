package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final String[] LINES = {
        "A = 1",
        "Star = 2 * 3",
        "** two stars",
        " *** not at the line's beginning",
        "Text = \"*** in a string\"",
        "Text = \"quote \\\" and *** stars\"",
        "Path = \"C:\\temp\\\"",
        "",
        "# *** a comment",
        "no attribute",
        "Umlaut = \"Stra\u00dfe \u6279\u6b21\"",
        "Expr = strcat(\"***\", \"*\")",
        "*",
        "**"
    };
    private static final String[] BANNERS = {
        "***",
        "*** Offset = 1 ClusterId = 2 ProcId = 3 Owner = \"a\" CompletionDate = -1",
        "*** EPOCH ClusterId=1 ProcId=0 RunInstanceId=0 Owner=\"a b\" CurrentTime=5",
        "****",
        "*** whatever this may be"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomArchive_sameRecordsAsNaiveSplitter(long seed) throws IOException {
        Random random = new Random(seed);
        for (int archive = 0; archive < 100; archive++) {
            byte[] whole = randomArchive(random, random.nextInt(30));
            byte[] file = SmallRecords.cut(whole, random.nextInt(whole.length + 1));
            int mostAtOnce = 1 + random.nextInt(200);

            Drained read = Drained.of(new RecordReader(new BytesChannel(file, mostAtOnce), 0));

            assertSame("seed " + seed + ", archive " + archive, read, file);
        }
    }

    private static void assertSame(String what, Drained read, byte[] file) {
        List<byte[]> expected = SmallRecords.split(file);
        List<RecordLocation> locations = SmallRecords.locations(expected);
        assertThat(read.locations()).as(what).isEqualTo(locations);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(read.records().get(i)).as("%s, record %d", what, i).isEqualTo(expected.get(i));
        }
        long end = locations.isEmpty() ? 0 : locations.get(locations.size() - 1).end();
        assertThat(read.tail()).as(what).isEqualTo(new ReadResult.Tail(end, file.length - end));
        assertThat(read.oversized()).as(what).isEmpty();
    }

    private static byte[] randomArchive(Random random, int records) {
        StringBuilder text = new StringBuilder();
        for (int record = 0; record < records; record++) {
            String lineEnd = random.nextInt(4) == 0 ? "\r\n" : "\n";
            for (int line = random.nextInt(8); line > 0; line--) {
                text.append(LINES[random.nextInt(LINES.length)]).append(lineEnd);
            }
            text.append(BANNERS[random.nextInt(BANNERS.length)]).append(lineEnd);
        }
        return SmallRecords.bytes(text.toString());
    }

    @Test
    void archiveCutAtEveryByte_onlyWholeRecordsAreRead() throws IOException {
        byte[] whole = SmallRecords.bytes(SmallRecords.record(1, 0, "Note = \"*** stars\"")
                + "***\n\n***\nA = 1\r\n*** ClusterId = 7\r\n" + SmallRecords.record(2, 0));
        for (int length = 0; length <= whole.length; length++) {
            byte[] file = SmallRecords.cut(whole, length);
            assertSame("cut at " + length, Drained.of(file), file);
        }
    }

    @Test
    void everyEndOfARecord_isAPositionToReadOnFrom() throws IOException {
        byte[] file = randomArchive(new Random(99), 40);
        Drained whole = Drained.of(file);
        for (int i = 0; i < whole.locations().size(); i++) {
            RecordReader reader = new RecordReader(
                    new BytesChannel(file, 100), whole.locations().get(i).end());

            Drained rest = Drained.of(reader);

            assertThat(rest.locations())
                    .isEqualTo(
                            whole.locations().subList(i + 1, whole.locations().size()));
        }
    }

    @Test
    void fileThatGrowsByteByByte_givesEveryRecordOnce() throws IOException {
        byte[] whole = SmallRecords.bytes(SmallRecords.records(1, 3) + "*** ");
        BytesChannel channel = new BytesChannel(new byte[0], 50);
        RecordReader reader = new RecordReader(channel, 0);
        List<RecordLocation> read = new ArrayList<>();
        for (byte b : whole) {
            channel.append(new byte[] {b});
            Drained more = Drained.of(reader);
            assertThat(more.locations()).hasSizeLessThan(2);
            read.addAll(more.locations());
        }
        assertThat(read).isEqualTo(SmallRecords.locations(SmallRecords.split(whole)));
    }

    @Test
    void starsInAStringOverSeveralLines_areText() throws IOException {
        byte[] file = SmallRecords.bytes("Err = \"first line\n*** transfer failed: see log\nlast\"\nA = 1\n"
                + SmallRecords.banner(1, 0) + SmallRecords.record(2, 0));

        Drained read = Drained.of(file);

        assertThat(read.locations()).hasSize(2);
        assertThat(new String(read.records().get(0), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("Err = \"first line\n*** transfer failed")
                .endsWith(SmallRecords.banner(1, 0));
    }

    @Test
    void stringThatIsNeverClosed_endsWithTheNextBannerThatHasFields() throws IOException {
        byte[] file = SmallRecords.bytes(
                "Err = \"cut off here\nB = 2\n" + SmallRecords.banner(1, 0) + SmallRecords.record(2, 0));

        assertThat(Drained.of(file).locations()).hasSize(2);
    }

    @Test
    void starsInAStringAtEveryCut_neverEndARecordEarly() throws IOException {
        byte[] file =
                SmallRecords.bytes("Err = \"one\n*** two words\n*** and three words\"\n" + SmallRecords.banner(1, 0));
        for (int length = 0; length < file.length; length++) {
            assertThat(Drained.of(SmallRecords.cut(file, length)).locations())
                    .as("cut at %d", length)
                    .isEmpty();
        }
        assertThat(Drained.of(file).locations()).hasSize(1);
    }

    @Test
    void moreRecordsThanFitABatch_comeInSeveralWithoutAGap() throws IOException {
        byte[] file = SmallRecords.bytes(SmallRecords.records(1, 15_000));

        Drained read = Drained.of(new RecordReader(new BytesChannel(file, 65_536), 0));

        assertThat(read.batches()).isGreaterThan(2);
        assertThat(read.locations()).isEqualTo(SmallRecords.locations(SmallRecords.split(file)));
        assertThat(read.tail()).isEqualTo(new ReadResult.Tail(file.length, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, -2, -1, 0, 1, 2, 3, 100_000, 5_000_000})
    void recordLongerThanABatch_isReadWhole(int moreThanBatch) throws IOException {
        String before = SmallRecords.record(1, 0);
        String banner = SmallRecords.banner(2, 0);
        int filler = (1 << 20) + moreThanBatch - banner.length() - "Long = \"\"\n".length();
        byte[] file = SmallRecords.bytes(
                before + "Long = \"" + "*".repeat(filler) + "\"\n" + banner + SmallRecords.record(3, 0));

        Drained read = Drained.of(file);

        assertThat(read.locations()).isEqualTo(SmallRecords.locations(SmallRecords.split(file)));
        assertThat(read.locations().get(1).lengthBytes()).isEqualTo((1 << 20) + moreThanBatch);
    }

    @Test
    void longRecordInManyLines_isReadWhole() throws IOException {
        byte[] file = SmallRecords.bytes(
                "Line = \"*** stars\"\n".repeat(200_000) + SmallRecords.banner(2, 0) + SmallRecords.record(3, 0));

        assertThat(Drained.of(file).locations()).isEqualTo(SmallRecords.locations(SmallRecords.split(file)));
    }

    @Test
    void failingRead_leavesThePositionWhereItWas() throws IOException {
        byte[] file = SmallRecords.bytes(SmallRecords.records(1, 10_000));
        BytesChannel channel = new BytesChannel(file, Integer.MAX_VALUE);
        RecordReader reader = new RecordReader(channel, 0);
        assertThat(reader.next()).isInstanceOf(RecordBatch.class);
        long position = reader.position();

        channel.failNow(true);
        assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
        assertThat(reader.position()).isEqualTo(position);

        channel.failNow(false);
        Drained rest = Drained.of(reader);
        assertThat(rest.locations().get(0).offset()).isEqualTo(position);
        assertThat(rest.tail().offset()).isEqualTo(file.length);
    }

    @Test
    void close_closesTheFile() throws IOException {
        BytesChannel channel = new BytesChannel(new byte[0], 1);
        new RecordReader(channel, 0).close();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void batch_keepsItsBytesWhenTheReaderGoesOn() throws IOException {
        byte[] file = SmallRecords.bytes(SmallRecords.records(1, 10_000));
        RecordReader reader = new RecordReader(new BytesChannel(file, Integer.MAX_VALUE), 0);
        if (reader.next() instanceof RecordBatch first) {
            byte[] before = Arrays.copyOfRange(first.bytes(), first.start(0), first.end(first.size() - 1));
            assertThat(reader.next()).isInstanceOf(RecordBatch.class);
            assertThat(Arrays.copyOfRange(first.bytes(), first.start(0), first.end(first.size() - 1)))
                    .isEqualTo(before);
        } else {
            throw new AssertionError("no batch");
        }
    }
}
