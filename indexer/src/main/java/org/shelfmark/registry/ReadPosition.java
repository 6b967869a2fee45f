package org.shelfmark.registry;

import java.util.Optional;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.RecordLocation;

/**
 * How far a file has been read, and what was found up to there.
 *
 * @param offset end of the last whole record read, in bytes
 * @param sizeBytes bytes the file had when it was read up to there
 * @param fragmentBytes bytes behind the last whole record that were put on record as a fragment, because nothing was
 *     expected to complete them; 0 normally
 * @param records records before it, damaged ones and fragments included
 * @param quarantined those of them that could not be understood
 * @param firstEnded earliest moment at which one of its jobs left the queue, in seconds since 1970; 0 when none is known
 * @param lastEnded latest such moment; 0 when none is known
 * @param last the last record read; empty before the first
 */
public record ReadPosition(
        long offset,
        long sizeBytes,
        long fragmentBytes,
        long records,
        long quarantined,
        long firstEnded,
        long lastEnded,
        Optional<RecordMark> last) {

    private static final int PARTS = 12;

    /** The beginning of a file. */
    public static final ReadPosition START = new ReadPosition(0, 0, 0, 0, 0, 0, 0, Optional.empty());

    /** Rejects what cannot be a position. */
    public ReadPosition {
        if (offset < 0 || fragmentBytes < 0 || records < 0 || quarantined < 0 || quarantined > records) {
            throw new IllegalArgumentException("no position: offset " + offset + ", fragment " + fragmentBytes
                    + ", records " + records + ", quarantined " + quarantined);
        }
    }

    /** End of everything that was read: whole records, and the fragment behind them. */
    public long end() {
        return offset + fragmentBytes;
    }

    /** The last record's job and time; unknown before the first record. */
    public RecordStamp stamp() {
        return last.map(RecordMark::stamp).orElse(RecordStamp.UNKNOWN);
    }

    /** One line of text for the commit of the job index. */
    String toText() {
        String mark = last.map(record -> record.location().offset() + " "
                        + record.location().lengthBytes() + " "
                        + record.fingerprint().hex() + " "
                        + (record.stamp().job().isEmpty() ? "-" : record.stamp().job()) + " "
                        + record.stamp().writtenAt())
                .orElse("- - - - -");
        return offset + " " + sizeBytes + " " + fragmentBytes + " " + records + " " + quarantined + " " + firstEnded
                + " " + lastEnded + " " + mark;
    }

    /**
     * Reads the text back.
     *
     * @throws IllegalArgumentException when it is not a position's text
     */
    static ReadPosition parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a read position: '" + text + "'");
        }
        Optional<RecordMark> last = parts[7].equals("-")
                ? Optional.empty()
                : Optional.of(new RecordMark(
                        new RecordLocation(Long.parseLong(parts[7]), Long.parseLong(parts[8])),
                        new Fingerprint(parts[9]),
                        new RecordStamp(parts[10].equals("-") ? "" : parts[10], Long.parseLong(parts[11]))));
        return new ReadPosition(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]),
                Long.parseLong(parts[6]),
                last);
    }
}
