package org.shelfmark.schedd;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Does to a directory what a schedd does, one call to the operating system at a time: create, write a piece, unlink the
 * oldest, rename. In between it may be left alone for any time, as a stalled schedd would.
 *
 * <p>The pieces are those of a stdio buffer of 4096 bytes: a body shorter than that is cut where the file's length is a
 * multiple of it; of a longer one the whole blocks go first in one write, then the rest with the banner.
 *
 * <p>It has a clock of its own: a second passes for each record.
 */
public final class ScheddWriter implements Closeable {
    private static final int BUFFER = 4096;
    private static final long BEGIN = 1_795_400_000;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "'history.'yyyyMMdd'T'HHmmss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path directory;
    private final ScheddRecords records;
    private final long maxBytes;
    private final int maxRotations;
    private final Deque<Path> rotated = new ArrayDeque<>();
    private final Deque<byte[]> unwritten = new ArrayDeque<>();
    private final List<byte[]> banners = new ArrayList<>();
    private @Nullable FileChannel file;
    private long length;
    private long lastBanner;
    private int deleted;

    /**
     * A writer that begins with an empty directory.
     *
     * @param maxBytes length at which a file is rotated, before the next record
     * @param maxRotations rotated files that are kept
     */
    public ScheddWriter(Path directory, ScheddRecords records, long maxBytes, int maxRotations) {
        this.directory = directory;
        this.records = records;
        this.maxBytes = maxBytes;
        this.maxRotations = maxRotations;
    }

    /** The path it appends to. */
    public Path active() {
        return directory.resolve("history");
    }

    /** Whole records written. */
    public int written() {
        return unwritten.isEmpty() ? banners.size() : banners.size() - 1;
    }

    /** Rotated files that were deleted. */
    public int deleted() {
        return deleted;
    }

    /** The bytes of a record that was written, from 1. */
    public byte[] record(int number) {
        return joined(records.body(number), banners.get(number - 1));
    }

    /** Writes on until one more record is whole. */
    public void record() throws IOException {
        int before = written();
        while (written() == before) {
            step();
        }
    }

    /** Does what comes next: one call that changes the directory or a file. */
    public void step() throws IOException {
        if (!unwritten.isEmpty()) {
            write(unwritten.remove());
        } else if (file == null) {
            file = FileChannel.open(active(), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
            length = 0;
            lastBanner = 0;
        } else if (length < maxBytes) {
            begin(banners.size() + 1);
            write(unwritten.remove());
        } else if (rotated.size() >= maxRotations) {
            Files.delete(rotated.remove());
            deleted++;
        } else {
            rename();
        }
    }

    private void begin(int number) {
        byte[] body = records.body(number);
        byte[] banner = records.banner(number, lastBanner, BEGIN + number);
        lastBanner = length + body.length;
        banners.add(banner);
        unwritten.addAll(pieces(length, body, banner));
    }

    private void rename() throws IOException {
        close();
        // a second later than its last record, and so another name than that of any other file
        Path name = directory.resolve(STAMP.format(Instant.ofEpochSecond(BEGIN + banners.size())));
        Files.move(active(), name);
        rotated.add(name);
    }

    private void write(byte[] piece) throws IOException {
        FileChannel to = file;
        if (to == null) {
            throw new IllegalStateException("a record is begun in an open file only");
        }
        ByteBuffer bytes = ByteBuffer.wrap(piece);
        while (bytes.hasRemaining()) {
            length += to.write(bytes);
        }
    }

    /** The bytes of each write that appends a record to a file of a length. */
    static List<byte[]> pieces(long length, byte[] body, byte[] banner) {
        byte[] all = joined(body, banner);
        List<byte[]> pieces = new ArrayList<>();
        int from = body.length / BUFFER * BUFFER;
        int room = BUFFER;
        if (from > 0) {
            pieces.add(Arrays.copyOf(all, from));
        } else {
            room -= (int) (length % BUFFER);
        }
        while (all.length - from > room) {
            pieces.add(Arrays.copyOfRange(all, from, from + room));
            from += room;
            room = BUFFER;
        }
        pieces.add(Arrays.copyOfRange(all, from, all.length));
        return pieces;
    }

    private static byte[] joined(byte[] body, byte[] banner) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(body);
        both.writeBytes(banner);
        return both.toByteArray();
    }

    /** How far it is, for the message of a failed test. */
    @Override
    public String toString() {
        return written() + " records, " + rotated.size() + " rotated files, " + deleted + " deleted, "
                + unwritten.stream().mapToInt(piece -> piece.length).sum() + " bytes to come; the last banner: "
                + (banners.isEmpty() ? "none" : new String(banners.get(banners.size() - 1), StandardCharsets.UTF_8));
    }

    /** Lets go of the file it writes to. */
    @Override
    public void close() throws IOException {
        FileChannel open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
