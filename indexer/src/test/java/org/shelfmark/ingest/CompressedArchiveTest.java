package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.Compressed;
import org.shelfmark.archive.Compression;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.sample.SampleArchive;

/** Rotated files that the site compressed, before or after they were read. */
class CompressedArchiveTest {
    private static final String ROTATED = "history.20261122T034000";

    private final Shelf shelf;
    private final Shelf plain;

    CompressedArchiveTest(@TempDir Path directory) throws IOException {
        shelf = new Shelf(directory.resolve("compressed"));
        plain = new Shelf(directory.resolve("plain"));
    }

    private Path compress(Path file, Compression compression) throws IOException {
        Path compressed = file.resolveSibling(file.getFileName() + compression.suffix());
        return Files.write(compressed, Compressed.bytes(compression, Files.readAllBytes(file)));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void compressedRotatedFiles_areIndexedLikeTheUncompressed(Compression compression) throws IOException {
        SampleArchive.find().copyTo(plain.spool);
        SampleArchive sample = SampleArchive.find().copyTo(shelf.spool);
        for (Path file : sample.files()) {
            if (!file.equals(sample.active())) {
                compress(file, compression);
                Files.delete(file);
            }
        }
        // records that end beyond the first batch
        String many = SmallRecords.records(70_000, 9_000);
        plain.append("history.20261122T000000", many);
        Files.write(shelf.file("history.20261122T000000" + compression.suffix()), Compressed.bytes(compression, many));

        CycleReport report = shelf.cycleToTheEnd();
        plain.cycleToTheEnd();

        assertThat(report.notices()).isEmpty();
        Shelf.Content expected = plain.assertComplete();
        Shelf.Content found = shelf.content();
        assertThat(found.addresses()).isEqualTo(expected.addresses()).hasSize(266 + 9_000);
        assertThat(found.positions()).isEqualTo(expected.positions());
        assertThat(found.quarantined()).isZero();
        assertThat(found.registry().files())
                .map(ArchiveFile::state)
                .containsExactlyElementsOf(expected.registry().files().stream()
                        .map(ArchiveFile::state)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void fileCompressedAfterItWasRead_isTheSameFile(Compression compression) throws IOException {
        shelf.append(ROTATED, SmallRecords.records(1, 5));
        shelf.append("history", SmallRecords.records(6, 2));
        shelf.cycleToTheEnd();
        Path compressed = compress(shelf.file(ROTATED), compression);

        CycleReport both = shelf.cycle();

        assertThat(both.records()).isZero();
        assertThat(both.notices())
                .containsExactly(new FileNotice(
                        compressed, false, "a copy of '" + shelf.file(ROTATED) + "'; its jobs are not counted again"));
        Files.delete(shelf.file(ROTATED));
        CycleReport alone = shelf.cycleToTheEnd();
        assertThat(alone.records()).isZero();
        assertThat(alone.notices()).isEmpty();
        Shelf.Content content = shelf.content();
        assertThat(content.addresses()).hasSize(7);
        assertThat(content.registry().files()).hasSize(2);
        ArchiveFile known = content.named(compressed);
        assertThat(known.id()).isEqualTo(1);
        assertThat(known.state()).isEqualTo(FileState.SEALED);
        assertThat(known.gaps()).isEmpty();
        assertThat(known.identity().sizeBytes())
                .isEqualTo(SmallRecords.records(1, 5).length());
    }

    @Test
    void fileCompressedWhenHalfRead_isReadOn() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        shelf.cycle();
        shelf.append("history", SmallRecords.records(6, 3));
        shelf.rename("history", ROTATED);
        shelf.append("history", SmallRecords.records(9, 1));
        compress(shelf.file(ROTATED), Compression.GZIP);
        Files.delete(shelf.file(ROTATED));

        shelf.cycleToTheEnd();

        Shelf.Content content = shelf.content();
        assertThat(content.addresses()).hasSize(9);
        assertThat(content.registry().files()).hasSize(2);
        assertThat(content.registry().files()).allMatch(file -> file.gaps().isEmpty());
    }

    @Test
    void damagedCompressedFile_stopsNoOtherAndIsReadWhenItIsWhole() throws IOException {
        byte[] whole = Compressed.bytes(Compression.GZIP, SmallRecords.records(1, 100));
        Path compressed = shelf.file(ROTATED + ".gz");
        Files.write(compressed, Arrays.copyOf(whole, whole.length - 10));
        shelf.append("history", SmallRecords.records(101, 2));

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(2);
        assertThat(report.notices()).hasSize(1);
        assertThat(report.notices().get(0).path()).isEqualTo(compressed);
        assertThat(report.notices().get(0).failure()).isTrue();
        assertThat(report.notices().get(0).text())
                .matches("'.*gz': cannot be read: gzip data is damaged or cut off after \\d+ bytes of content:"
                        + " unexpected end of file");
        ArchiveRequest named = new ArchiveRequest(List.of(compressed), Optional.empty());
        assertThatThrownBy(() -> shelf.cycle(named)).isInstanceOf(ArchiveAccessException.class);

        Files.write(compressed, whole);
        shelf.cycleToTheEnd();
        assertThat(shelf.content().addresses()).hasSize(102);
    }
}
