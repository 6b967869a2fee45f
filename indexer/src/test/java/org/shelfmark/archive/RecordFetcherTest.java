package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

class RecordFetcherTest {
    @TempDir
    private Path directory;

    private final FaultyFileSystem files = new FaultyFileSystem();
    private final RecordFetcher fetcher = new RecordFetcher(files);
    private Path file = Path.of("");
    private byte[] content = {};
    private List<RecordLocation> locations = List.of();

    @BeforeEach
    void writeArchive() throws IOException {
        file = directory.resolve("history");
        content = SmallRecords.bytes(SmallRecords.record(1, 0) + SmallRecords.record(22, 0, "Note = \"Straße\"")
                + "***\n" + SmallRecords.record(3, 0));
        locations = SmallRecords.locations(SmallRecords.split(content));
        Files.write(file, content);
    }

    private static String reason(FetchResult result) {
        return result instanceof FetchResult.Changed changed ? changed.reason() : "not changed: " + result;
    }

    @Test
    void everyRecord_comesBackByteForByte() throws IOException {
        assertThat(locations).hasSize(4);
        for (RecordLocation location : locations) {
            if (fetcher.fetch(file, location) instanceof FetchResult.Found found) {
                assertThat(found.bytes())
                        .isEqualTo(Arrays.copyOfRange(content, (int) location.offset(), (int) location.end()));
                assertThat(BannerLine.startsAt(found.bytes(), found.bannerStart(), found.bytes().length))
                        .isTrue();
                assertThat(ByteSearch.indexOf(found.bytes(), (byte) '\n', found.bannerStart(), found.bytes().length))
                        .isEqualTo(found.bytes().length - 1);
            } else {
                throw new AssertionError("not found at " + location);
            }
        }
    }

    @Test
    void addressShiftedByAByte_isNotBelieved() throws IOException {
        for (RecordLocation location : locations) {
            for (int start = -1; start <= 1; start++) {
                for (int end = -1; end <= 1; end++) {
                    long offset = location.offset() + start;
                    long length = location.lengthBytes() - start + end;
                    if ((start != 0 || end != 0) && offset >= 0 && length > 0) {
                        assertThat(fetcher.fetch(file, new RecordLocation(offset, length)))
                                .as("%s, start %d, end %d", location, start, end)
                                .isInstanceOf(FetchResult.Changed.class);
                    }
                }
            }
        }
    }

    @Test
    void addressOfTwoRecordsTogether_isNotBelieved() throws IOException {
        RecordLocation both = new RecordLocation(0, locations.get(1).end());
        assertThat(fetcher.fetch(file, both)).isInstanceOf(FetchResult.Changed.class);
    }

    @Test
    void otherBytesInTheFile_areSaid() throws IOException {
        byte[] shifted = new byte[content.length + 1];
        shifted[0] = ' ';
        System.arraycopy(content, 0, shifted, 1, content.length);
        Files.write(file, shifted);

        assertThat(reason(fetcher.fetch(file, locations.get(1))))
                .isEqualTo("no record begins at byte " + locations.get(1).offset());
        assertThat(reason(fetcher.fetch(file, locations.get(0))))
                .isEqualTo("no banner ends at byte " + locations.get(0).end());
    }

    @Test
    void fileThatBecameShorter_isSaid() throws IOException {
        Files.write(file, SmallRecords.cut(content, content.length - 1));

        assertThat(reason(fetcher.fetch(file, locations.get(3))))
                .isEqualTo("the file ends at byte " + (content.length - 1) + ", the record ended at " + content.length);
        assertThat(fetcher.fetch(file, locations.get(2))).isInstanceOf(FetchResult.Found.class);
    }

    @Test
    void missingFile_isAResult() throws IOException {
        Files.delete(file);
        assertThat(fetcher.fetch(file, locations.get(0))).isEqualTo(new FetchResult.Missing(file));
    }

    @Test
    void deniedFile_isAFailure() {
        files.deny(file);
        assertThatThrownBy(() -> fetcher.fetch(file, locations.get(0)))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void failingRead_isAFailure() {
        files.failRead(1);
        assertThatThrownBy(() -> fetcher.fetch(file, locations.get(0)))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + file + "': cannot be read: Input/output error");
    }

    @Test
    void hugeAddress_isRefusedBeforeMemoryIsTaken() throws IOException {
        assertThat(reason(fetcher.fetch(file, new RecordLocation(0, Long.MAX_VALUE))))
                .contains("longer than " + RecordReader.MAX_RECORD_BYTES);
    }

    @Test
    void impossibleLocation_isRejected() {
        assertThatThrownBy(() -> new RecordLocation(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordLocation(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A record, a fragment cut where it hurts, and the record behind it: only exactly this one is given out. */
    @ParameterizedTest
    @ValueSource(ints = {1, 17, 40, 700, 2000, -1, -40, -90, -120})
    void recordBehindAFragment_isBelievedOnlyAtItsByte(int cut) throws IOException {
        List<SampleRecord> sample = SampleArchive.find().records();
        StoppedWriter writer = new StoppedWriter();
        int from = writer.append(sample.get(0).bytes()).length;
        byte[] stopped = StoppedWriter.withOffset(sample.get(1).bytes(), 1000);
        writer.stopIn(stopped, cut > 0 ? cut : stopped.length + cut);
        int start = writer.length();
        byte[] record = writer.append(sample.get(2).bytes());
        int end = writer.length();
        writer.append(sample.get(3).bytes());
        Files.write(file, writer.file());

        if (fetcher.fetch(file, new RecordLocation(start, record.length)) instanceof FetchResult.Found found) {
            assertThat(found.bytes()).isEqualTo(record);
        } else {
            throw new AssertionError("not found behind a fragment of " + (start - from) + " bytes");
        }
        for (int offset = from + 1; offset < end; offset++) {
            if (offset != start) {
                assertThat(fetcher.fetch(file, new RecordLocation(offset, end - offset)))
                        .as("at %d, begins at %d", offset, start)
                        .isInstanceOf(FetchResult.Changed.class);
            }
        }
    }

    @Test
    void recordBehindAFragmentOfMegabytes_isBelieved() throws IOException {
        List<SampleRecord> sample = SampleArchive.find().records();
        for (boolean atBeginning : new boolean[] {true, false}) {
            StoppedWriter writer = new StoppedWriter();
            if (!atBeginning) {
                writer.append(sample.get(0).bytes());
            }
            String big = new String(sample.get(1).bytes(), StandardCharsets.ISO_8859_1)
                    .replaceFirst("\nIwd = \"", "\nIwd = \"" + "x".repeat(3_000_000));
            byte[] stopped = big.getBytes(StandardCharsets.ISO_8859_1);
            writer.stopIn(stopped, 3_001_000);
            int start = writer.length();
            byte[] record = writer.append(sample.get(2).bytes());
            Files.write(file, writer.file());

            assertThat(fetcher.fetch(file, new RecordLocation(start, record.length)))
                    .isInstanceOfSatisfying(
                            FetchResult.Found.class,
                            found -> assertThat(found.bytes()).isEqualTo(record));
        }
    }
}
