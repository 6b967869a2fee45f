package org.shelfmark.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.ReadResult;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.archive.Restart;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.QuarantineReason;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.registry.RecordMark;
import org.shelfmark.registry.RecordStamp;

/**
 * All records of a file from its beginning up to a place, as they must stand in the index: fragments before records are
 * records of their own.
 */
final class RecordWalk {
    /** An unfinished record longer than this counts as more than white space without a look, as it does when indexing. */
    private static final int MAX_BLANK_BYTES = 4096;

    private final SeekableByteChannel channel;
    private final JobDocumentBuilder builder;
    private final String source;
    private final int fileId;
    private final long to;
    private final RecordReader reader;
    private final Deque<Part> parts = new ArrayDeque<>();
    private @Nullable RecordBatch batch;
    private int nextRecord;
    private @Nullable RecordBatch lastBatch;
    private int lastRecord;
    private long end;

    /** A part of what stands before one banner: a fragment, a record, or both that cannot be told apart. */
    private record Part(int from, int to, int bannerStart, String reason) {}

    /**
     * Walks over the records before {@code to}.
     *
     * @param channel stays open
     */
    RecordWalk(SeekableByteChannel channel, JobDocumentBuilder builder, String source, int fileId, long to) {
        this.channel = channel;
        this.builder = builder;
        this.source = source;
        this.fileId = fileId;
        this.to = to;
        this.reader = new RecordReader(channel, 0);
    }

    /** The next record; null behind the last one that ends at or before the place. */
    @Nullable
    ExpectedRecord next() throws IOException {
        while (true) {
            RecordBatch current = batch;
            if (!parts.isEmpty() && current != null) {
                return record(current, parts.remove());
            }
            if (current != null && nextRecord < current.size()) {
                if (current.location(nextRecord).end() > to) {
                    return null;
                }
                takeApart(current, nextRecord);
                end = current.location(nextRecord).end();
                lastBatch = current;
                lastRecord = nextRecord++;
                continue;
            }
            batch = null;
            if (end >= to) {
                return null;
            }
            switch (reader.next()) {
                case RecordBatch read -> {
                    batch = read;
                    nextRecord = 0;
                }
                case ReadResult.Oversized oversized -> {
                    if (oversized.location().end() > to) {
                        return null;
                    }
                    end = oversized.location().end();
                    return quarantined(oversized.location(), QuarantineReason.oversized(oversized.location()));
                }
                case ReadResult.Tail tail -> {
                    return null;
                }
            }
        }
    }

    private void takeApart(RecordBatch read, int record) {
        int from = read.start(record);
        int start = read.restart(record);
        if (start == Restart.UNKNOWN) {
            parts.add(new Part(from, read.end(record), -1, QuarantineReason.TWO_RECORDS));
            return;
        }
        if (start > from) {
            parts.add(new Part(from, start, -1, QuarantineReason.fragment(start - from)));
        }
        parts.add(new Part(start, read.end(record), read.bannerStart(record), ""));
    }

    private ExpectedRecord record(RecordBatch read, Part part) {
        RecordLocation location = read.location(part.from(), part.to());
        if (part.bannerStart() < 0) {
            return quarantined(location, part.reason());
        }
        RecordAddress address = new RecordAddress(source, fileId, location);
        try {
            var document = builder.build(read.bytes(), part.from(), part.bannerStart(), part.to(), address);
            return new ExpectedRecord(location, builder.key(), document);
        } catch (RecordProblem problem) {
            return quarantined(location, String.valueOf(problem.getMessage()));
        }
    }

    private ExpectedRecord quarantined(RecordLocation location, String reason) {
        RecordAddress address = new RecordAddress(source, fileId, location);
        return new ExpectedRecord(location, null, JobDocumentBuilder.quarantined(address, reason));
    }

    /** The unfinished record behind the last one, if it is more than white space; null else. */
    @Nullable
    ExpectedRecord unfinished(long offset, long lengthBytes) throws IOException {
        if (lengthBytes == 0 || isBlank(offset, lengthBytes)) {
            return null;
        }
        RecordLocation location = new RecordLocation(offset, lengthBytes);
        RecordAddress address = new RecordAddress(source, fileId, location);
        return new ExpectedRecord(
                location, null, JobDocumentBuilder.fragment(address, QuarantineReason.unfinished(location)));
    }

    boolean isBlank(long offset, long lengthBytes) throws IOException {
        if (lengthBytes > MAX_BLANK_BYTES) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) lengthBytes);
        channel.position(offset);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        for (int at = 0; at < buffer.position(); at++) {
            if (!Character.isWhitespace(buffer.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** End of the last record given out. */
    long end() {
        return end;
    }

    /** The last record before {@link #end} that is not too long to be compared again. */
    Optional<RecordMark> lastMark() {
        RecordBatch read = lastBatch;
        if (read == null) {
            return Optional.empty();
        }
        return Optional.of(new RecordMark(
                read.location(lastRecord),
                Fingerprint.of(read.bytes(), read.start(lastRecord), read.end(lastRecord)),
                RecordStamp.of(BannerLine.parse(read.bytes(), read.bannerStart(lastRecord), read.end(lastRecord)))));
    }
}
