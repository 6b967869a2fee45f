package org.shelfmark.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The directory of a run: archives and indexes while they are needed. */
final class WorkPlace implements Closeable {
    /** Of a generated record, its place in the registry and its file name included. */
    private static final long ARCHIVE_BYTES_A_JOB = 6_600;

    /** Of the index while segments are merged, when a job is there twice. */
    private static final long INDEX_BYTES_A_JOB = 850;

    private static final long VAULT_BYTES_A_JOB = 400;
    private static final long OTHER_BYTES = 600_000_000;

    private final Path root;
    private final boolean kept;

    private WorkPlace(Path root, boolean kept) {
        this.root = root;
        this.kept = kept;
    }

    static WorkPlace of(BenchArguments arguments) throws IOException {
        if (arguments.keep().isPresent()) {
            return new WorkPlace(Files.createDirectories(arguments.keep().get()), true);
        }
        if (arguments.directory().isPresent()) {
            Path parent = Files.createDirectories(arguments.directory().get());
            return new WorkPlace(Files.createTempDirectory(parent, "shelfmark-bench-"), false);
        }
        return new WorkPlace(Files.createTempDirectory("shelfmark-bench-"), false);
    }

    Path root() {
        return root;
    }

    Path at(String name) {
        return root.resolve(name);
    }

    boolean isKept() {
        return kept;
    }

    /** Bytes of disk that a run takes at its worst moment. */
    static long needed(BenchArguments arguments) {
        List<Long> chunks = arguments.chunks();
        long first = chunks.get(0);
        long largest = chunks.stream().skip(1).mapToLong(Long::longValue).max().orElse(0);
        long all = chunks.stream().mapToLong(Long::longValue).sum();
        long whileFirst = (ARCHIVE_BYTES_A_JOB + 2 * INDEX_BYTES_A_JOB + VAULT_BYTES_A_JOB) * first;
        long whileLast = ARCHIVE_BYTES_A_JOB * (first + largest) + INDEX_BYTES_A_JOB * all;
        return Math.max(whileFirst, whileLast) + OTHER_BYTES;
    }

    /**
     * Refuses to begin what would fill the disk.
     *
     * @throws IllegalArgumentException when there is not enough room
     */
    void requireRoom(long needed, long present) throws IOException {
        long room = Files.getFileStore(root).getUsableSpace() + present;
        if (room < needed) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "'%s' has room for %.1f GB, %.1f GB are needed; accepted: fewer '--jobs', or another '--dir'",
                    root,
                    room / 1e9,
                    needed / 1e9));
        }
    }

    /** Bytes of all files below a directory; 0 when there is none. */
    static long bytes(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        long[] bytes = new long[1];
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes[0];
    }

    /** Removes a directory with everything in it, if there is one. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            delete(root);
        }
    }
}
