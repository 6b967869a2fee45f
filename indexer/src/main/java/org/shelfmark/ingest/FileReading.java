package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.archive.BatchBuffers;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.ReadResult;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.index.EarlierRecords;
import org.shelfmark.index.JobSink;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.RecordMark;
import org.shelfmark.registry.RecordStamp;

/** Reads on in one file and hands what it finds to the pool. */
final class FileReading {
    /** An unfinished record longer than this is not looked at to see whether it is more than white space. */
    private static final int MAX_BLANK_BYTES = 4096;

    private final JobSink index;
    private final BatchBuffers buffers;
    private final StagedFile staged;
    private final Survey.Pending file;
    private final @Nullable EarlierRecords earlier;
    private final IngestProgress progress;

    FileReading(
            JobSink index,
            StagingPool pool,
            Survey.Pending file,
            @Nullable EarlierRecords earlier,
            IngestProgress progress) {
        this.index = index;
        this.buffers = pool.buffers();
        this.staged = pool.file();
        this.file = file;
        this.earlier = earlier;
        this.progress = progress;
    }

    /**
     * What reading one file came to.
     *
     * @param after how far it is read when what was staged becomes durable
     * @param outcome what was staged
     * @param tailBytes bytes that do not make a record yet
     * @param more whether there is more to read
     */
    record Result(ReadPosition after, BatchOutcome outcome, long tailBytes, boolean more) {}

    /**
     * A file that is read, not all of which may be staged yet.
     *
     * @param readTo how far it is read
     * @param finished gives the result, once everything is staged; to be asked once
     */
    record Read(long readTo, Finish finished) {}

    /** Waits until everything is staged. */
    interface Finish {
        Result result() throws IOException;
    }

    /**
     * Reads up to a number of bytes and hands them over.
     *
     * @throws ArchiveReadException when reading fails; some of it is staged already, so the cycle must be rolled back
     */
    Read read(ReadPosition from, long maxBytes) throws IOException {
        ReadPosition before = from.fragmentBytes() > 0 && from.end() != file.sizeBytes() ? takeBack(from) : from;
        Optional<RecordMark> last = before.last();
        RecordReader reader = new RecordReader(file.file().channel(), before.offset(), buffers);
        long tail = 0;
        boolean more = false;
        while (true) {
            ReadResult result = next(reader);
            if (result instanceof ReadResult.Tail end) {
                tail = end.lengthBytes();
                break;
            }
            Optional<RecordMark> mark = stage(result);
            last = mark.isPresent() ? mark : last;
            if (reader.position() - before.offset() >= maxBytes) {
                more = true;
                break;
            }
        }
        long fragment = before.fragmentBytes();
        if (tail > 0 && fragment == 0 && isFinished()) {
            fragment = tail;
            if (!isBlank(reader.position(), tail)) {
                RecordLocation location = new RecordLocation(reader.position(), tail);
                staged.submit(stager -> stager.stageFragment(source(), id(), location));
            }
        }
        long readTo = reader.position();
        boolean moved = readTo != from.offset() || fragment != from.fragmentBytes();
        ReadPosition after = !moved
                ? from
                : new ReadPosition(
                        readTo,
                        Math.max(readTo + tail, file.sizeBytes()),
                        fragment,
                        before.records(),
                        before.quarantined(),
                        before.firstEnded(),
                        before.lastEnded(),
                        last);
        long unfinished = tail - fragment;
        boolean goesOn = more;
        return new Read(readTo, () -> {
            BatchOutcome outcome = staged.await();
            return new Result(moved ? with(after, outcome) : after, outcome, unfinished, goesOn);
        });
    }

    private static ReadPosition with(ReadPosition position, BatchOutcome outcome) {
        return new ReadPosition(
                position.offset(),
                position.sizeBytes(),
                position.fragmentBytes(),
                position.records() + outcome.records(),
                position.quarantined() + outcome.quarantined(),
                BatchOutcome.earlier(position.firstEnded(), outcome.firstEnded()),
                Math.max(position.lastEnded(), outcome.lastEnded()),
                position.last());
    }

    /** Hands a record or many over; the mark of the last one, unless it is too long to be compared again. */
    private Optional<RecordMark> stage(ReadResult result) throws IOException {
        if (result instanceof RecordBatch batch) {
            int record = batch.size() - 1;
            // before the batch is handed over, which may be read over at any moment then
            RecordMark mark = new RecordMark(
                    batch.location(record),
                    Fingerprint.of(batch.bytes(), batch.start(record), batch.end(record)),
                    RecordStamp.of(BannerLine.parse(batch.bytes(), batch.bannerStart(record), batch.end(record))));
            staged.submit(stager -> {
                BatchOutcome outcome = stager.stage(source(), id(), batch, earlier);
                progress.staged(outcome.records(), batch.lengthBytes());
                buffers.giveBack(batch);
                return outcome;
            });
            return Optional.of(mark);
        }
        RecordLocation location = ((ReadResult.Oversized) result).location();
        staged.submit(stager -> {
            progress.staged(1, location.lengthBytes());
            return stager.stageOversized(source(), id(), location);
        });
        return Optional.empty();
    }

    private ReadResult next(RecordReader reader) throws ArchiveReadException {
        try {
            return reader.next();
        } catch (IOException e) {
            throw new ArchiveReadException(file.file(), reader.position(), e);
        }
    }

    /** A file that was given up has grown: its unfinished record goes on, or another one follows. */
    private ReadPosition takeBack(ReadPosition from) throws IOException {
        boolean wasRecorded = !isBlank(from.offset(), from.fragmentBytes());
        int documents = wasRecorded ? 1 : 0;
        if (wasRecorded) {
            RecordLocation location = new RecordLocation(from.offset(), from.fragmentBytes());
            index.remove(JobDocumentBuilder.fragmentKey(new RecordAddress(source(), id(), location)));
        }
        return new ReadPosition(
                from.offset(),
                from.sizeBytes(),
                0,
                from.records() - documents,
                from.quarantined() - documents,
                from.firstEnded(),
                from.lastEnded(),
                from.last());
    }

    private boolean isFinished() {
        return file.quiet() && (file.gone() || file.entry().state() == FileState.ROTATED);
    }

    private boolean isBlank(long offset, long length) throws ArchiveReadException {
        if (length > MAX_BLANK_BYTES) {
            return false;
        }
        try {
            ByteBuffer buffer = ByteBuffer.allocate((int) length);
            SeekableByteChannel channel = file.file().channel();
            channel.position(offset);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            for (int i = 0; i < buffer.position(); i++) {
                if (!Character.isWhitespace(buffer.get(i))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new ArchiveReadException(file.file(), offset, e);
        }
    }

    private String source() {
        return file.entry().source();
    }

    private int id() {
        return file.entry().id();
    }
}
