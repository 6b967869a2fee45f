package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One contract for the real file system and the one that tests make fail. */
class ArchiveFileSystemTest {
    @TempDir
    private Path directory;

    static List<ArchiveFileSystem> both() {
        return List.of(ArchiveFileSystem.local(), new FaultyFileSystem());
    }

    @ParameterizedTest
    @MethodSource("both")
    void file_isListedIdentifiedAndRead(ArchiveFileSystem files) throws IOException {
        Path file = Files.writeString(directory.resolve("history"), "abc");

        assertThat(files.list(directory)).containsExactly(file);
        assertThat(files.isDirectory(directory)).isTrue();
        assertThat(files.isDirectory(file)).isFalse();
        assertThat(files.exists(file)).isTrue();
        assertThat(files.identify(file).sizeBytes()).isEqualTo(3);
        try (SeekableByteChannel channel = files.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(10);
            assertThat(channel.read(buffer)).isEqualTo(3);
            assertThat(channel.size()).isEqualTo(3);
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
                    .isInstanceOfAny(NonWritableChannelException.class, UnsupportedOperationException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void renamedFile_keepsItsIdentityAndACopyHasAnother(ArchiveFileSystem files) throws IOException {
        Path file = Files.writeString(directory.resolve("history"), "abc");
        FileIdentity before = files.identify(file);
        Path renamed = Files.move(file, directory.resolve("renamed"));
        Path copy = Files.copy(renamed, directory.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);

        assertThat(files.identify(renamed)).isEqualTo(before);
        assertThat(files.identify(copy).sameInode(before)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("both")
    void missingFile_isNotThere(ArchiveFileSystem files) {
        Path missing = directory.resolve("missing");
        assertThat(files.exists(missing)).isFalse();
        assertThatThrownBy(() -> files.identify(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.open(missing)).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @MethodSource("both")
    void symbolicLink_isRefusedUnlessLinksAreFollowed(ArchiveFileSystem files) throws IOException {
        Path file = Files.writeString(directory.resolve("target"), "abc");
        Path link = Files.createSymbolicLink(directory.resolve("history"), file);
        assertThatThrownBy(() -> files.identify(link))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessageContaining("is a symbolic link");
        assertThatThrownBy(() -> files.open(link)).isInstanceOf(IOException.class);
        assertThat(ArchiveFileSystem.local(true).identify(link)).isEqualTo(files.identify(file));
    }

    @ParameterizedTest
    @MethodSource("both")
    void compressedRotatedFile_hasTheSizeAndBytesOfItsContent(ArchiveFileSystem files) throws IOException {
        for (Compression compression : List.of(Compression.GZIP, Compression.ZSTD)) {
            Path file = directory.resolve("history.20261122T033939" + compression.suffix());
            Compressed.write(file, compression, "abc".repeat(1000));

            FileIdentity identity = files.identify(file);

            assertThat(identity.sizeBytes()).isEqualTo(3000);
            assertThat(identity.inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
            assertThat(identity.device()).isEqualTo(Files.getAttribute(file, "unix:dev"));
            try (SeekableByteChannel channel = files.open(file)) {
                assertThat(channel.size()).isEqualTo(3000);
                ByteBuffer buffer = ByteBuffer.allocate(3);
                channel.position(2997).read(buffer);
                assertThat(buffer.array()).isEqualTo(SmallRecords.bytes("abc"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void compressedFileThatIsReplacedOrGrows_isMeasuredAnew(ArchiveFileSystem files) throws IOException {
        Path file = directory.resolve("history.20261122T033939.gz");
        byte[] whole = Compressed.bytes(Compression.GZIP, "abc".repeat(1000));
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        for (int times = 0; times < 2; times++) {
            assertThatThrownBy(() -> files.identify(file))
                    .isInstanceOf(DamagedCompressionException.class)
                    .hasMessage("gzip data is damaged or cut off after 3000 bytes of content: unexpected end of file");
        }
        assertThat(files.exists(file)).isTrue();

        Files.write(file, whole);
        assertThat(files.identify(file).sizeBytes()).isEqualTo(3000);
        Compressed.write(file, Compression.GZIP, "abcd");
        assertThat(files.identify(file).sizeBytes()).isEqualTo(4);
        Files.delete(file);
        assertThatThrownBy(() -> files.identify(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.open(file)).isInstanceOf(NoSuchFileException.class);
    }
}
