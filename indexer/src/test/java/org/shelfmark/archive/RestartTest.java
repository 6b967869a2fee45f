package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

class RestartTest {
    private static final List<SampleRecord> SAMPLE = SampleArchive.find().records();
    private static final byte[] BEFORE = SAMPLE.get(0).bytes();
    /** Bytes up to the first letter of the second attribute. */
    private static final int ONE_LETTER = "In = \"/dev/null\"\nC".length();

    /** What the reader makes of a file: addresses, and which of them are fragments or unknown. */
    static List<String> read(byte[] file) throws IOException {
        List<String> found = new ArrayList<>();
        RecordReader reader = new RecordReader(new BytesChannel(file, Integer.MAX_VALUE), 0);
        while (reader.next() instanceof RecordBatch batch) {
            for (int i = 0; i < batch.size(); i++) {
                int start = batch.restart(i);
                if (start == Restart.UNKNOWN) {
                    found.add("unknown " + batch.location(i));
                    continue;
                }
                if (start > batch.start(i)) {
                    found.add("fragment " + batch.location(batch.start(i), start));
                }
                found.add("record " + batch.location(start, batch.end(i)));
            }
        }
        return found;
    }

    static String record(long offset, long end) {
        return "record " + new RecordLocation(offset, end - offset);
    }

    private static String fragment(long offset, long end) {
        return "fragment " + new RecordLocation(offset, end - offset);
    }

    /** Cuts a record at every byte, appends another, and gives the cuts that are not told apart exactly. */
    private static Set<Integer> misses(byte[] before, byte[] cut, byte[] next, boolean offsets) throws IOException {
        Set<Integer> misses = new TreeSet<>();
        StoppedWriter whole = new StoppedWriter();
        if (before.length > 0) {
            whole.append(before);
        }
        int lengthWritten = whole.append(cut).length;
        for (int length = 1; length < lengthWritten; length++) {
            StoppedWriter writer = new StoppedWriter();
            List<String> expected = new ArrayList<>();
            if (before.length > 0) {
                expected.add(record(0, writer.append(before).length));
            }
            int from = writer.length();
            writer.stopIn(cut, length);
            int start = writer.length();
            byte[] file;
            if (offsets) {
                writer.append(next);
                file = writer.file();
            } else {
                byte[] without = StoppedWriter.withOffset(next, -1);
                file = Arrays.copyOf(writer.file(), start + without.length);
                System.arraycopy(without, 0, file, start, without.length);
            }
            expected.add(fragment(from, start));
            expected.add(record(start, file.length));
            if (!read(file).equals(expected)) {
                misses.add(length);
            }
        }
        return misses;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void recordCutAtEveryByte_theNextIsFoundAtItsByte(long seed) throws IOException {
        Random random = new Random(seed);
        for (int pair = 0; pair < 3; pair++) {
            int cut = random.nextInt(SAMPLE.size() - 1);
            assertThat(misses(
                            BEFORE, SAMPLE.get(cut).bytes(), SAMPLE.get(cut + 1).bytes(), true))
                    .as("seed %d, %s", seed, SAMPLE.get(cut))
                    .isEmpty();
        }
    }

    @Test
    void recordWithTextOfAllKindsCutAtEveryByte_theNextIsFoundAtItsByte() throws IOException {
        byte[] cut = SAMPLE.stream()
                .filter(record -> record.id().equals("463.0"))
                .findFirst()
                .orElseThrow()
                .bytes();
        assertThat(misses(BEFORE, cut, SAMPLE.get(7).bytes(), true)).isEmpty();
        assertThat(misses(BEFORE, SAMPLE.get(7).bytes(), cut, true)).isEmpty();
    }

    @Test
    void offsetThatSaysNothing_oneCutCannotBeTold() throws IOException {
        for (int record : new int[] {3, 100, 200}) {
            assertThat(misses(
                            BEFORE,
                            SAMPLE.get(record).bytes(),
                            SAMPLE.get(record + 1).bytes(),
                            false))
                    .containsExactly(ONE_LETTER);
        }
    }

    @Test
    void fragmentAtTheFilesBeginning_isToldApart() throws IOException {
        assertThat(misses(new byte[0], SAMPLE.get(20).bytes(), SAMPLE.get(21).bytes(), true))
                .containsExactly(ONE_LETTER);
    }

    @Test
    void sameRecordWrittenAgain_isToldApart() throws IOException {
        assertThat(misses(BEFORE, SAMPLE.get(40).bytes(), SAMPLE.get(40).bytes(), true))
                .isEmpty();
    }

    @Test
    void twoFragmentsInARow_theRecordBehindThemIsFound() throws IOException {
        byte[] first = SAMPLE.get(50).bytes();
        byte[] second = SAMPLE.get(51).bytes();
        Random random = new Random(17);
        for (int round = 0; round < 400; round++) {
            int firstLength = 1 + random.nextInt(first.length - 10);
            int secondLength = 1 + random.nextInt(round % 2 == 0 ? 60 : second.length - 10);
            if (secondLength == ONE_LETTER) {
                continue;
            }
            StoppedWriter writer = new StoppedWriter();
            writer.append(BEFORE);
            int from = writer.length();
            writer.stopIn(first, firstLength).stopIn(second, secondLength);
            int start = writer.length();
            int behind = start + writer.append(SAMPLE.get(52).bytes()).length;
            writer.append(SAMPLE.get(53).bytes());

            assertThat(read(writer.file()))
                    .as("round %d, %d and %d bytes", round, firstLength, secondLength)
                    .containsExactly(
                            record(0, from),
                            fragment(from, start),
                            record(start, behind),
                            record(behind, writer.length()));
        }
    }

    /** Pieces of first lines, one behind the other on one line, are the beginning of nothing that has a name. */
    @Test
    void threeFragmentsInTheirFirstLines_theRecordBehindThemIsFound() throws IOException {
        int firstLine = "In = \"/dev/null\"\n".length();
        for (boolean atTheBeginning : new boolean[] {true, false}) {
            for (int cuts = 0; cuts < firstLine * firstLine * firstLine; cuts++) {
                StoppedWriter writer = new StoppedWriter();
                List<String> expected = new ArrayList<>();
                if (!atTheBeginning) {
                    expected.add(record(0, writer.append(BEFORE).length));
                }
                int from = writer.length();
                int first = 1 + cuts % firstLine;
                int second = cuts / firstLine % firstLine;
                int third = cuts / firstLine / firstLine;
                for (int length : new int[] {first, second, third}) {
                    writer.stopIn(SAMPLE.get(50).bytes(), length);
                }
                expected.add(fragment(from, writer.length()));
                expected.add(record(
                        writer.length(),
                        writer.length() + writer.append(SAMPLE.get(52).bytes()).length));

                assertThat(read(writer.file()))
                        .as("cut behind %d, %d and %d bytes", first, second, third)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void stringsOverSeveralLines_areCutLikeAnyText() throws IOException {
        String value = "\nVlog = \"one \\\"two\\\" in\nCmd = 1\nthree\nGlobalJobId = 5\nlast\"\nOwner";
        byte[] cut = withLine(SAMPLE.get(30).bytes(), "\nOwner", value.replace("last", "*** last"));
        byte[] next = withLine(SAMPLE.get(31).bytes(), "\nOwner", value);

        assertThat(misses(BEFORE, cut, SAMPLE.get(31).bytes(), true)).isEmpty();
        assertThat(misses(BEFORE, SAMPLE.get(30).bytes(), next, true)).isEmpty();
        assertThat(misses(BEFORE, cut, next, true)).isEmpty();
    }

    private static byte[] withLine(byte[] record, String before, String with) {
        String text = new String(record, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(before);
        return text.replaceFirst(before, with.replace("\\", "\\\\")).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void lineEndsOfWindows_areLineEnds() throws IOException {
        assertThat(misses(
                        windows(BEFORE),
                        windows(SAMPLE.get(30).bytes()),
                        windows(SAMPLE.get(31).bytes()),
                        true))
                .isEmpty();
    }

    private static byte[] windows(byte[] record) {
        return new String(record, StandardCharsets.ISO_8859_1)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"ClusterId = [0-9]+ ProcId, ClusterId = 1 ProcId", "ProcId = [0-9]+ Owner, ProcId = 77 Owner"})
    void bannerOfAnotherJob_splitsNothing(String ids, String others) throws IOException {
        StoppedWriter writer = new StoppedWriter();
        writer.stopIn(SAMPLE.get(60).bytes(), 1500);
        writer.append(new String(SAMPLE.get(61).bytes(), StandardCharsets.ISO_8859_1)
                .replaceFirst(ids, others)
                .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read(writer.file())).noneMatch(found -> found.startsWith("fragment"));
    }

    @Test
    void twoBodiesThatDoNotBeginAsUsual_areNotTakenForOneJob() throws IOException {
        String first = new String(SAMPLE.get(60).bytes(), StandardCharsets.ISO_8859_1).substring(17);
        String second = new String(SAMPLE.get(61).bytes(), StandardCharsets.ISO_8859_1).substring(17);
        byte[] file = (first.substring(0, first.indexOf("***")) + second).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(file)).containsExactly("unknown " + new RecordLocation(0, file.length));
    }

    @Test
    void manyPlacesAtWhichARecordMightBegin_areNotAllTried() throws IOException {
        String line = "xIn = \"\"\n";
        byte[] file = (line.repeat(200_000) + "*** ClusterId = 1 ProcId = 1\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(file)).containsExactly(record(0, file.length));
    }
}
