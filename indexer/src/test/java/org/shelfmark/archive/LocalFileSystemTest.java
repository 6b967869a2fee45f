package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of compressed files; the rest is in {@link ArchiveFileSystemTest}. */
class LocalFileSystemTest {
    @TempDir
    private Path directory;

    private final ContentSizes sizes = new ContentSizes();
    private final LocalFileSystem files = new LocalFileSystem(sizes, false);

    private Path file(Compression compression) {
        return directory.resolve("history.20261122T033939" + compression.suffix());
    }

    @Test
    void measuredFile_isNotDecompressedAgainForItsSize() throws IOException {
        Path file = Compressed.write(file(Compression.ZSTD), Compression.ZSTD, "abc");
        ContentSizes.Version version = files.version(file);
        assertThat(sizes.known(version)).isEmpty();

        assertThat(files.identify(file).sizeBytes()).isEqualTo(3);

        assertThat(sizes.known(version)).hasValue(3);
        // what is remembered is what is told
        sizes.put(version, 4);
        assertThat(files.identify(file).sizeBytes()).isEqualTo(4);
        try (SeekableByteChannel channel = files.open(file)) {
            assertThat(channel.size()).isEqualTo(4);
        }
    }

    @Test
    void damagedFile_isNotDecompressedAgain() throws IOException {
        byte[] whole = Compressed.bytes(Compression.GZIP, "abc");
        Path file = Files.write(file(Compression.GZIP), Arrays.copyOf(whole, 15));
        assertThatThrownBy(() -> files.identify(file)).isInstanceOf(DamagedCompressionException.class);
        assertThatThrownBy(() -> sizes.known(files.version(file)))
                .isInstanceOf(DamagedCompressionException.class)
                .hasMessageStartingWith("gzip data is damaged or cut off after ");
        assertThatThrownBy(() -> files.open(file)).isInstanceOf(DamagedCompressionException.class);
    }

    @Test
    void uncompressedFile_isNotMeasured() throws IOException {
        Path file = Files.writeString(file(Compression.NONE), "abc");
        assertThat(files.identify(file)).isEqualTo(files.version(file).identity());
        assertThat(sizes.known(files.version(file))).isEmpty();
    }
}
