package org.shelfmark.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The disk of this machine.
 *
 * @param files how Shelfmark sees it
 * @param root a directory that is there
 */
public record RealDisk(ArchiveFileSystem files, Path root) implements ArchiveDisk {
    @Override
    public void makeDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
    }

    @Override
    public void moveDirectory(Path from, Path to) throws IOException {
        Files.move(from, to);
    }

    @Override
    public void removeDirectory(Path directory) throws IOException {
        Files.delete(directory);
    }

    @Override
    public void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void compress(Path file, byte[] content, boolean whole) throws IOException {
        byte[] compressed = Compressed.bytes(Compression.GZIP, content);
        Files.write(file, whole ? compressed : Arrays.copyOf(compressed, compressed.length - 5));
    }
}
