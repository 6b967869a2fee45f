package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One contract for the disk of this machine and the one in memory. */
class ArchiveDiskTest {
    @TempDir
    private Path real;

    private ArchiveDisk disk(String kind) {
        return switch (kind) {
            case "real" -> new RealDisk(ArchiveFileSystem.local(), real);
            case "interrupted" -> new RealDisk(new InterruptedFileSystem(ArchiveFileSystem.local()), real);
            default -> new MemoryDisk(1);
        };
    }

    private static String content(SeekableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
        channel.position(0);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        return new String(buffer.array(), 0, buffer.position(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return SmallRecords.bytes(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "memory", "interrupted"})
    void file_isListedIdentifiedAndRead(String kind) throws IOException {
        ArchiveDisk disk = disk(kind);
        ArchiveFileSystem files = disk.files();
        Path file = disk.root().resolve("history");
        disk.append(file, bytes("ab"));
        disk.append(file, bytes("c"));

        assertThat(files.list(disk.root())).containsExactly(file);
        assertThat(files.isDirectory(disk.root())).isTrue();
        assertThat(files.isDirectory(file)).isFalse();
        assertThat(files.exists(file)).isTrue();
        assertThat(files.identify(file).sizeBytes()).isEqualTo(3);
        try (SeekableByteChannel channel = files.open(file)) {
            assertThat(content(channel)).isEqualTo("abc");
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonWritableChannelException.class);
        }
        Path missing = disk.root().resolve("missing");
        assertThat(files.exists(missing)).isFalse();
        assertThatThrownBy(() -> files.identify(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.open(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.list(missing)).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "memory", "interrupted"})
    void openFile_outlivesRenameOverwritingAndUnlink(String kind) throws IOException {
        ArchiveDisk disk = disk(kind);
        ArchiveFileSystem files = disk.files();
        Path history = disk.root().resolve("history");
        Path rotated = disk.root().resolve("history.20261122T033939");
        disk.append(history, bytes("old"));
        FileIdentity old = files.identify(history);
        try (SeekableByteChannel channel = files.open(history)) {
            disk.rename(history, rotated);
            assertThat(files.identify(rotated)).isEqualTo(old);
            disk.append(history, bytes("younger"));
            FileIdentity young = files.identify(history);
            assertThat(young.sameInode(old)).isFalse();
            disk.rename(history, rotated);

            assertThat(files.identify(rotated)).isEqualTo(young);
            assertThat(files.list(disk.root())).containsExactly(rotated);
            disk.append(history, bytes("youngest"));
            assertThat(files.identify(history).sameInode(old)).isFalse();
            assertThat(content(channel)).isEqualTo("old");
            disk.delete(history);
            assertThat(files.exists(history)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "memory", "interrupted"})
    void fileCutOrWrittenAnewInPlace_keepsItsInodeAndShowsInOpenChannels(String kind) throws IOException {
        ArchiveDisk disk = disk(kind);
        Path file = disk.root().resolve("history");
        disk.append(file, bytes("abcdef"));
        FileIdentity before = disk.files().identify(file);
        try (SeekableByteChannel channel = disk.files().open(file)) {
            disk.truncate(file, 2);
            assertThat(content(channel)).isEqualTo("ab");
            disk.write(file, bytes("other"));
            assertThat(content(channel)).isEqualTo("other");
            assertThat(disk.files().identify(file).sameInode(before)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "memory", "interrupted"})
    void directory_isMovedWithItsInodes(String kind) throws IOException {
        ArchiveDisk disk = disk(kind);
        Path from = disk.root().resolve("from");
        Path to = disk.root().resolve("to");
        disk.makeDirectory(from);
        disk.append(from.resolve("history"), bytes("abc"));
        FileIdentity before = disk.files().identify(from.resolve("history"));

        disk.moveDirectory(from, to);

        assertThat(disk.files().isDirectory(from)).isFalse();
        assertThat(disk.files().list(to)).isEqualTo(List.of(to.resolve("history")));
        assertThat(disk.files().identify(to.resolve("history"))).isEqualTo(before);
        disk.delete(to.resolve("history"));
        disk.removeDirectory(to);
        assertThat(disk.files().isDirectory(to)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "memory", "interrupted"})
    void compressedFile_hasItsContentAndADamagedOneNone(String kind) throws IOException {
        ArchiveDisk disk = disk(kind);
        Path file = disk.root().resolve("history.20261122T033939.gz");
        disk.compress(file, bytes("abc".repeat(1000)), false);
        assertThatThrownBy(() -> disk.files().identify(file)).isInstanceOf(DamagedCompressionException.class);
        assertThat(disk.files().exists(file)).isTrue();

        disk.compress(file, bytes("abc".repeat(1000)), true);

        assertThat(disk.files().identify(file).sizeBytes()).isEqualTo(3000);
        try (SeekableByteChannel channel = disk.files().open(file)) {
            assertThat(content(channel)).isEqualTo("abc".repeat(1000));
        }
    }
}
