package org.shelfmark.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads one record back by its address, and believes it only if a whole record stands exactly there. */
public final class RecordFetcher {
    private static final int LOOK_BACK_BYTES = 4096;

    private final ArchiveFileSystem files;

    /** Reads through the given file system. */
    public RecordFetcher(ArchiveFileSystem files) {
        this.files = files;
    }

    /**
     * Fetches a record.
     *
     * @throws ArchiveAccessException when the file is there but cannot be read
     */
    public FetchResult fetch(Path file, RecordLocation location) throws ArchiveAccessException {
        try (SeekableByteChannel channel = files.open(file)) {
            return fetch(file, channel, location);
        } catch (NoSuchFileException e) {
            return new FetchResult.Missing(file);
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(file, e);
        }
    }

    /**
     * Fetches a record from an open file.
     *
     * @param file what to call it
     */
    public static FetchResult fetch(Path file, SeekableByteChannel channel, RecordLocation location)
            throws IOException {
        if (location.lengthBytes() > RecordReader.MAX_RECORD_BYTES) {
            return new FetchResult.Changed(
                    file, "the record is longer than " + RecordReader.MAX_RECORD_BYTES + " bytes");
        }
        if (channel.size() < location.end()) {
            return new FetchResult.Changed(
                    file, "the file ends at byte " + channel.size() + ", the record ended at " + location.end());
        }
        // what stands before the record tells whether it begins where the previous banner ended
        int before = (int) Math.min(location.offset(), LOOK_BACK_BYTES);
        byte[] bytes = new byte[(int) location.lengthBytes() + before];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        channel.position(location.offset() - before);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        if (buffer.hasRemaining()) {
            return new FetchResult.Changed(file, "the file was cut while it was read");
        }
        if (before > 0 && !endsWithBanner(bytes, before) && !isRestart(channel, location)) {
            return new FetchResult.Changed(file, "no record begins at byte " + location.offset());
        }
        byte[] record = Arrays.copyOfRange(bytes, before, bytes.length);
        int bannerStart = lastLineStart(record, record.length);
        if (record[record.length - 1] != '\n' || !BannerLine.startsAt(record, bannerStart, record.length)) {
            return new FetchResult.Changed(file, "no banner ends at byte " + location.end());
        }
        if (RecordReader.findBanner(record, 0, 0, record.length) != bannerStart) {
            return new FetchResult.Changed(file, "more than one record stands at byte " + location.offset());
        }
        return new FetchResult.Found(record, bannerStart);
    }

    /** Whether the line that ends at {@code end} is a banner, as far as it can be seen. */
    private static boolean endsWithBanner(byte[] bytes, int end) {
        int start = lastLineStart(bytes, end);
        return bytes[end - 1] == '\n'
                && (start == 0 || BannerLine.startsAt(bytes, start, end))
                && !BannerLine.isTorn(bytes, start, end - 1);
    }

    /** Whether a fragment stands before the record and ends where it begins; reads back to the banner before both. */
    private static boolean isRestart(SeekableByteChannel channel, RecordLocation location) throws IOException {
        long most = Math.min(location.offset(), RecordReader.MAX_RECORD_BYTES - location.lengthBytes());
        for (long wanted = LOOK_BACK_BYTES; ; wanted *= 4) {
            int before = (int) Math.min(wanted, most);
            byte[] bytes = new byte[before + (int) location.lengthBytes()];
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            channel.position(location.offset() - before);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            if (buffer.hasRemaining()) {
                return false;
            }
            int end = before;
            while (end > 0) {
                int line = lastLineStart(bytes, end);
                boolean whole = bytes[end - 1] == '\n' && (line > 0 || before == location.offset());
                if (whole && BannerLine.startsAt(bytes, line, end) && !BannerLine.isTorn(bytes, line, end - 1)) {
                    if (restartsAt(bytes, end, before, location)) {
                        return true;
                    }
                    if (BannerLine.isCertain(bytes, line, end - 1)) {
                        return false;
                    }
                }
                end = line;
            }
            if (before == most) {
                return before == location.offset() && restartsAt(bytes, 0, before, location);
            }
        }
    }

    /** Whether what begins at {@code from} is one banner's, and the record at {@code at} its last. */
    private static boolean restartsAt(byte[] bytes, int from, int at, RecordLocation location) {
        int banner = lastLineStart(bytes, bytes.length);
        return from < at
                && RecordReader.findBanner(bytes, from, from, bytes.length) == banner
                && Restart.find(bytes, from, banner, bytes.length, location.offset() - at + from) == at;
    }

    private static int lastLineStart(byte[] bytes, int end) {
        int at = end - 1;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }
}
