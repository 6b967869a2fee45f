package org.shelfmark.verify;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.RecordMark;

/** Compares the documents of one file with the records that stand in it, both in the order of their offsets. */
final class FileComparison {
    private final Mapping mapping;
    private final JobDocumentBuilder builder;
    private final ArchiveFile file;
    private final ReadPosition position;
    private final AddressList documents;
    private final EarlierJobs earlier;
    private final Findings findings;
    private final @Nullable Mender mender;
    private int next;
    private long records;
    private long quarantined;

    /**
     * Prepares to compare.
     *
     * @param mender null to change nothing
     */
    FileComparison(
            Mapping mapping,
            JobDocumentBuilder builder,
            ArchiveFile file,
            ReadPosition position,
            FileDocuments documents,
            EarlierJobs earlier,
            Findings findings,
            @Nullable Mender mender) {
        this.mapping = mapping;
        this.builder = builder;
        this.file = file;
        this.position = position;
        this.documents = documents.addresses();
        this.earlier = earlier;
        this.findings = findings;
        this.mender = mender;
    }

    /**
     * Compares with the file's bytes.
     *
     * @param readable how many of them there are; a copy may be shorter than what was read of the file
     * @return how many records were read
     */
    long withRecords(SeekableByteChannel bytes, long readable) throws IOException {
        boolean whole = readable >= position.end();
        RecordWalk walk =
                new RecordWalk(bytes, builder, file.source(), file.id(), Math.min(position.offset(), readable));
        ExpectedRecord record = walk.next();
        while (record != null) {
            compare(record);
            record = walk.next();
        }
        long end = walk.end();
        boolean atRecordEnd = !whole || end == position.offset();
        if (whole && atRecordEnd && position.fragmentBytes() > 0) {
            ExpectedRecord unfinished = walk.unfinished(position.offset(), position.fragmentBytes());
            if (unfinished != null) {
                compare(unfinished);
            }
        }
        long read = records;
        if (whole) {
            dropBefore(atRecordEnd ? position.end() : end);
        } else {
            passBefore(position.end());
        }
        dropBehind();
        correct(atRecordEnd ? position : cutTo(end, walk.lastMark()));
        return read;
    }

    /** Compares numbers only, because the records are nowhere any more. */
    void withoutRecords() throws IOException {
        passBefore(position.end());
        ReadPosition corrected = position;
        if (next < documents.size()) {
            int last = documents.size() - 1;
            long end = documents.offset(last) + documents.lengthBytes(last);
            Finding finding = found(
                    FindingKind.BEHIND_POSITION,
                    documents.offset(next),
                    (documents.size() - next) + " documents stand behind byte " + position.end()
                            + ", up to which the file was read");
            passBefore(Long.MAX_VALUE);
            corrected = new ReadPosition(
                    end,
                    Math.max(end, position.sizeBytes()),
                    0,
                    position.records(),
                    position.quarantined(),
                    position.firstEnded(),
                    position.lastEnded(),
                    position.last());
            add(finding, "the position is behind them now, for their records are not there to be read again");
        }
        correct(corrected);
    }

    private ReadPosition cutTo(long end, Optional<RecordMark> last) throws IOException {
        add(
                found(
                        FindingKind.POSITION_OFFSET,
                        position.offset(),
                        "the file was read up to byte " + position.offset() + ", but its last record before there ends"
                                + " at byte " + end),
                "it is to be read on from byte " + end);
        return new ReadPosition(
                end,
                position.sizeBytes(),
                0,
                position.records(),
                position.quarantined(),
                position.firstEnded(),
                position.lastEnded(),
                last);
    }

    private void correct(ReadPosition wanted) throws IOException {
        ReadPosition corrected = wanted;
        if (position.records() != records || position.quarantined() != quarantined) {
            add(
                    found(
                            FindingKind.POSITION_COUNTS,
                            -1,
                            "the position counts " + position.records() + " records, " + position.quarantined()
                                    + " of them damaged; there are " + records + ", and " + quarantined),
                    "the position counts " + records + " and " + quarantined);
            corrected = new ReadPosition(
                    wanted.offset(),
                    wanted.sizeBytes(),
                    wanted.fragmentBytes(),
                    records,
                    quarantined,
                    wanted.firstEnded(),
                    wanted.lastEnded(),
                    wanted.last());
        }
        if (mender != null && !corrected.equals(position)) {
            mender.correct(file.id(), corrected);
        }
    }

    private void compare(ExpectedRecord record) throws IOException {
        long offset = record.location().offset();
        dropBefore(offset);
        int first = next;
        while (next < documents.size() && documents.offset(next) == offset) {
            next++;
        }
        if (next == first) {
            if (earlier.have(record)) {
                return;
            }
            Finding missing = found(
                    FindingKind.RECORD_MISSING,
                    offset,
                    record.name() + ", " + record.location().lengthBytes() + " bytes, is not in the index");
            if (mender != null) {
                mender.put(file.id(), false, record);
            }
            add(missing, "indexed");
        } else {
            examine(record, first, next);
        }
        records++;
        quarantined += record.isQuarantined() ? 1 : 0;
    }

    private void examine(ExpectedRecord record, int from, int to) throws IOException {
        int fitting = from;
        while (fitting < to && !isOf(record, fitting, record.digest())) {
            fitting++;
        }
        Finding difference = fitting < to ? null : difference(record, from);
        if (difference == null && to - from == 1) {
            return;
        }
        boolean archived = isArchived(from, to);
        if (mender != null) {
            if (archived) {
                mender.drop(file.id(), record.location().offset());
            } else {
                mender.put(file.id(), true, record);
            }
        }
        if (difference != null) {
            if (archived) {
                findings.add(left(difference));
            } else {
                add(difference, "indexed again");
            }
        }
        if (to - from > 1) {
            add(
                    found(
                            FindingKind.RECORD_TWICE,
                            record.location().offset(),
                            record.name() + " has " + (to - from) + " documents"),
                    "it has one now");
        }
    }

    /** Whether a summary counts one of some documents: it is changed by archiving alone. */
    private boolean isArchived(int from, int to) {
        boolean archived = false;
        for (int place = from; place < to; place++) {
            archived |= documents.isArchived(place);
        }
        return archived;
    }

    private Finding left(Finding finding) {
        return mender == null
                ? finding
                : finding.leftBecause(
                        "it is counted in the summary of an archived submission, which is not taken apart");
    }

    private boolean isOf(ExpectedRecord record, int place, int digest) {
        return documents.hasLength(place, record.location().lengthBytes())
                && documents.isQuarantined(place) == record.isQuarantined()
                && documents.digest(place) == digest;
    }

    /** What is wrong with a document; null when its job only looks different because of what an index keeps of it. */
    private @Nullable Finding difference(ExpectedRecord record, int place) throws IOException {
        long offset = record.location().offset();
        if (!documents.hasLength(place, record.location().lengthBytes())) {
            return found(
                    FindingKind.OTHER_LENGTH,
                    offset,
                    record.name() + " has " + record.location().lengthBytes() + " bytes, its document says "
                            + documents.lengthBytes(place));
        }
        if (documents.isQuarantined(place) != record.isQuarantined()) {
            return found(
                    FindingKind.OTHER_UNDERSTANDING,
                    offset,
                    record.isQuarantined()
                            ? "a record that cannot be understood has the document of a job"
                            : record.name() + " has the document of a damaged record");
        }
        Iterable<? extends IndexableField> document = record.document();
        if (!record.isQuarantined() && documents.digest(place) == JobDigest.ofIndexed(mapping, document)) {
            return null;
        }
        return found(FindingKind.OTHER_JOB, offset, record.name() + " stands there, the document is of another record");
    }

    /** The next documents up to an offset have no record. */
    private void dropBefore(long offset) throws IOException {
        for (; next < documents.size() && documents.offset(next) < offset; next++) {
            Finding finding = found(
                    FindingKind.NO_RECORD,
                    documents.offset(next),
                    "a document of " + documents.lengthBytes(next) + " bytes, but no record begins there");
            drop(finding, "dropped");
        }
    }

    private void drop(Finding finding, String repair) throws IOException {
        if (documents.isArchived(next)) {
            findings.add(left(finding));
            return;
        }
        if (mender != null) {
            mender.drop(file.id(), documents.offset(next));
        }
        add(finding, repair);
    }

    private void dropBehind() throws IOException {
        for (; next < documents.size(); next++) {
            Finding finding = found(
                    FindingKind.BEHIND_POSITION,
                    documents.offset(next),
                    "a document behind byte " + position.end() + ", up to which the file was read");
            drop(finding, "dropped; its record is read when the file is read on");
        }
    }

    /** The next documents up to an offset are counted; nothing else is known of their records. */
    private void passBefore(long offset) throws IOException {
        while (next < documents.size() && documents.offset(next) < offset) {
            int first = next;
            records++;
            quarantined += documents.isQuarantined(first) ? 1 : 0;
            while (next < documents.size() && documents.offset(next) == documents.offset(first)) {
                next++;
            }
            if (next - first > 1) {
                Finding finding = found(
                        FindingKind.RECORD_TWICE,
                        documents.offset(first),
                        (next - first) + " documents have this address, and the record is not there to be compared");
                if (mender != null) {
                    keepOne(mender, first);
                }
                add(finding, "one was kept");
            }
        }
    }

    /** Of documents that a summary counts, too, none is kept. */
    private void keepOne(Mender with, int first) throws IOException {
        if (isArchived(first, next)) {
            with.drop(file.id(), documents.offset(first));
        } else {
            with.keepOne(file.id(), documents.offset(first), next - first);
        }
    }

    private Finding found(FindingKind kind, long offset, String text) {
        return Finding.of(kind, file.id(), file.path().toString(), offset, text);
    }

    private void add(Finding finding, String repair) {
        findings.add(mender == null ? finding : finding.mendedBy(repair));
    }
}
