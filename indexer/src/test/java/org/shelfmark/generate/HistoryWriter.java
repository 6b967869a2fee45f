package org.shelfmark.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/**
 * Appends records to {@code history} and rotates it by HTCondor's rule: before an append, when the file and the new
 * body together exceed the limit. The banner does not count.
 *
 * <p>Two rotations are at least a second apart because the name has no finer time; when records come faster the
 * writer's clock runs ahead of the jobs, and the banners' {@code CurrentTime} with it.
 */
final class HistoryWriter implements Closeable {
    static final String ACTIVE_NAME = "history";

    private static final DateTimeFormatter ROTATION_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    private static final int BUFFER_BYTES = 1 << 20;
    private static final byte[] OFFSET = LineBuffer.bytesOf("*** Offset = ");
    private static final byte[] CLUSTER = LineBuffer.bytesOf(" ClusterId = ");
    private static final byte[] PROC = LineBuffer.bytesOf(" ProcId = ");
    private static final byte[] OWNER = LineBuffer.bytesOf(" Owner = \"");
    private static final byte[] COMPLETION = LineBuffer.bytesOf("\" CompletionDate = ");
    private static final byte[] CURRENT = LineBuffer.bytesOf(" CurrentTime = ");

    private final Path directory;
    private final long rotateBytes;
    private final ByteBuffer pending = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final LineBuffer banner = new LineBuffer();
    private FileChannel channel;
    private long fileBytes;
    private long previousBanner;
    private long clock;
    private long lastRotation;
    private int files = 1;
    private long totalBytes;

    /**
     * Creates the directory if there is none and the active file in it.
     *
     * @throws FileAlreadyExistsException if the directory holds a history file, active or rotated
     */
    HistoryWriter(Path directory, long rotateBytes) throws IOException {
        this.directory = directory;
        this.rotateBytes = rotateBytes;
        Files.createDirectories(directory);
        refuseExistingArchive(directory);
        channel = create();
    }

    private static void refuseExistingArchive(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            Path found = entries.filter(entry -> isHistory(entry.getFileName().toString()))
                    .min(Path::compareTo)
                    .orElse(null);
            if (found != null) {
                throw new FileAlreadyExistsException(
                        found.toString(), null, "accepted is a directory without history files");
            }
        }
    }

    private static boolean isHistory(String name) {
        return name.equals(ACTIVE_NAME) || name.startsWith(ACTIVE_NAME + ".");
    }

    /**
     * Appends one record.
     *
     * @param completionDate -1 for a job that never completed
     * @param now seconds since the epoch at which the job leaves the queue; not before that of the call before
     */
    void append(LineBuffer body, long cluster, int proc, byte[] owner, long completionDate, long now)
            throws IOException {
        clock = Math.max(now, clock);
        if (fileBytes > 0 && fileBytes + body.length() > rotateBytes) {
            clock = Math.max(clock, lastRotation + 1);
            rotate();
        }
        banner.clear();
        banner.append(OFFSET)
                .append(previousBanner)
                .append(CLUSTER)
                .append(cluster)
                .append(PROC)
                .append(proc);
        banner.append(OWNER).append(owner).append(COMPLETION).append(completionDate);
        banner.append(CURRENT).append(clock).append('\n');
        previousBanner = fileBytes + body.length();
        put(body);
        put(banner);
    }

    int files() {
        return files;
    }

    /** Bytes of all files, those not yet written out included. */
    long totalBytes() {
        return totalBytes;
    }

    @Override
    public void close() throws IOException {
        try (FileChannel closing = channel) {
            drainTo(closing);
        }
    }

    private void rotate() throws IOException {
        close();
        Path active = directory.resolve(ACTIVE_NAME);
        Files.move(active, directory.resolve(ACTIVE_NAME + "." + ROTATION_TIME.format(Instant.ofEpochSecond(clock))));
        lastRotation = clock;
        channel = create();
        files++;
        fileBytes = 0;
        previousBanner = 0;
    }

    private FileChannel create() throws IOException {
        return FileChannel.open(
                directory.resolve(ACTIVE_NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private void put(LineBuffer added) throws IOException {
        if (added.length() > pending.remaining()) {
            drainTo(channel);
        }
        added.copyTo(pending);
        fileBytes += added.length();
        totalBytes += added.length();
    }

    private void drainTo(FileChannel target) throws IOException {
        pending.flip();
        while (pending.hasRemaining()) {
            target.write(pending);
        }
        pending.clear();
    }
}
