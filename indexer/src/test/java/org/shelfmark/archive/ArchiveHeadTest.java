package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveHeadTest {
    @TempDir
    private Path directory;

    private final FaultyFileSystem files = new FaultyFileSystem();
    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = directory.resolve("history");
    }

    private ArchiveHead read(String content) throws IOException {
        return read(SmallRecords.bytes(content));
    }

    private ArchiveHead read(byte[] content) throws IOException {
        Files.write(file, content);
        return ArchiveHead.read(files, file);
    }

    @Test
    void history_isKnownByItsFirstRecord() throws IOException {
        ArchiveHead head = read(SmallRecords.records(5, 3));

        ArchiveHead.FirstRecord first = head.first().orElseThrow();
        byte[] record = SmallRecords.bytes(SmallRecords.record(5, 0));
        assertThat(first.bytes()).isEqualTo(record);
        assertThat(first.fingerprint()).isEqualTo(Fingerprint.of(record, 0, record.length));
        assertThat(first.banner().number("clusterid")).hasValue(5);
        assertThat(head.identity()).isEqualTo(files.identify(file));
        assertThat(head.identity().sizeBytes()).isEqualTo(3L * record.length);
    }

    @Test
    void fingerprint_differsWithOneByteAndNotWithWhatFollows() throws IOException {
        Fingerprint one = read(SmallRecords.records(5, 1)).first().orElseThrow().fingerprint();

        assertThat(read(SmallRecords.records(5, 9)).first().orElseThrow().fingerprint())
                .isEqualTo(one);
        assertThat(read(SmallRecords.records(6, 1)).first().orElseThrow().fingerprint())
                .isNotEqualTo(one);
        assertThat(one.hex()).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "# only a comment\n", "Owner = \"al", "Owner = \"alice\"\nProcId = 0\n*** ProcId"})
    void noWholeRecordYet_isNoError(String content) throws IOException {
        assertThat(read(content).first()).isEmpty();
    }

    @Test
    void recordLongerThanTheLookAhead_isKnownByAll() throws IOException {
        String record = "Text = \"" + "x".repeat(3_000_000) + "\"\n" + SmallRecords.banner(1, 0);
        String other = record.replace("ClusterId = 1 ", "ClusterId = 2 ");

        assertThat(read(record).first().orElseThrow().bytes()).hasSize(1 << 20);
        assertThat(read(record).first().orElseThrow().banner().number("clusterid"))
                .hasValue(1);
        assertThat(read(other).first().orElseThrow().banner().number("clusterid"))
                .hasValue(2);
    }

    @Test
    void gzip_isRefusedByName() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(SmallRecords.bytes(SmallRecords.records(1, 1)));
        }
        assertThatThrownBy(() -> read(compressed.toByteArray()))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + file + "' is compressed (gzip); decompress it first");
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void compressedRotatedFile_isKnownLikeTheUncompressed(Compression compression) throws IOException {
        String content = SmallRecords.records(5, 3);
        ArchiveHead plain = read(content);
        Path compressed = Compressed.write(
                directory.resolve("history.20261122T033939" + compression.suffix()), compression, content);

        ArchiveHead head = ArchiveHead.read(files, compressed);

        assertThat(head.first().orElseThrow().fingerprint())
                .isEqualTo(plain.first().orElseThrow().fingerprint());
        assertThat(head.first().orElseThrow().bytes())
                .isEqualTo(plain.first().orElseThrow().bytes());
        assertThat(head.identity().sizeBytes()).isEqualTo(content.length());
        assertThat(head.identity().inode()).isEqualTo(Files.getAttribute(compressed, "unix:ino"));
    }

    @Test
    void compressedTwice_isRefusedByKind() throws IOException {
        byte[] once = Compressed.bytes(Compression.ZSTD, SmallRecords.bytes(SmallRecords.records(5, 3)));
        Path twice = directory.resolve("history.20261122T033939.gz");
        Files.write(twice, Compressed.bytes(Compression.GZIP, once));
        assertThatThrownBy(() -> ArchiveHead.read(files, twice))
                .hasMessage("'" + twice + "' is compressed (zstd); decompress it first");
    }

    @Test
    void damagedCompressedFile_isNamedWithTheReason() throws IOException {
        Path damaged = directory.resolve("history.20261122T033939.gz");
        Files.writeString(damaged, SmallRecords.records(5, 3));
        assertThatThrownBy(() -> ArchiveHead.read(files, damaged))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage(
                        "'" + damaged + "': cannot be read: gzip data is damaged or cut off after 0 bytes of content:"
                                + " not in gzip format");
    }

    @ParameterizedTest
    @CsvSource({"28B52FFD00, zstd", "FD377A585A00, xz", "425A6839, bzip2", "1F8B, gzip"})
    void compressed_isRefusedByKind(String hex, String kind) {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex))).hasMessageContaining("compressed (" + kind + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000 (001.000.000) 2026-11-22 03:39:00 Job submitted from host: <10.0.0.1:9618>\n",
                "<?xml version=\"1.0\"?>\n",
                "{\"ClusterId\": 1}\n",
                "[ ClusterId = 1; ]\n",
                "\u0000\u0001\u0002binary\n",
            })
    void otherFile_isRefusedWithItsFirstLine(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessageStartingWith("'" + file + "' is not a job history: its first line is \"")
                .hasMessageEndingWith("accepted are lines 'Attribute = value' and records ended by '*** ...'");
    }

    @Test
    void longFirstLine_isShownShortAndPrintable() {
        assertThatThrownBy(() -> read("\u001b[31mred" + "x".repeat(1000) + "\n"))
                .hasMessageContaining("\"?[31mredxxx")
                .hasMessageContaining("xxx...\"")
                .satisfies(thrown ->
                        assertThat(String.valueOf(thrown.getMessage())).hasSizeLessThan(400));
    }

    @Test
    void epochHistory_isRefusedByType() {
        assertThatThrownBy(
                        () -> read("A = 1\n*** EPOCH ClusterId=1 ProcId=0 RunInstanceId=0 Owner=\"a\" CurrentTime=5\n"))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + file + "' holds EPOCH records, not jobs; accepted: the file named by HISTORY");
    }

    @Test
    void daemonHistory_isRefusedByType() {
        assertThatThrownBy(() -> read("A = 1\n*** SCHEDD CurrentTime=1700003603\n"))
                .hasMessageContaining("holds SCHEDD records");
    }

    @Test
    void blankLinesAndCommentsFirst_areAccepted() throws IOException {
        assertThat(read("\r\n# made by hand\n  Owner = \"a\"\r\n***\r\n").first())
                .isPresent();
    }

    @Test
    void missingFile_isSaid() {
        assertThatThrownBy(() -> ArchiveHead.read(files, file))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + file + "': no such file");
    }

    @Test
    void permissionDenied_saysWhoMustBeAbleToRead() throws IOException {
        Files.writeString(file, SmallRecords.records(1, 1));
        files.deny(file);
        assertThatThrownBy(() -> ArchiveHead.read(files, file))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + file + "': permission denied: the archive must be readable by "
                        + System.getProperty("user.name"));
    }

    @Test
    void failingRead_namesFileAndReason() throws IOException {
        Files.writeString(file, SmallRecords.records(1, 1));
        files.failRead(1);
        assertThatThrownBy(() -> ArchiveHead.read(files, file))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + file + "': cannot be read: Input/output error");
    }
}
