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
    void symbolicLink_isFollowed(ArchiveFileSystem files) throws IOException {
        Path file = Files.writeString(directory.resolve("target"), "abc");
        Path link = Files.createSymbolicLink(directory.resolve("history"), file);
        assertThat(files.identify(link)).isEqualTo(files.identify(file));
    }
}
