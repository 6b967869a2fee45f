package org.shelfmark.document;

import org.shelfmark.archive.Restart;

/**
 * Whether the lines of a body are in order, as {@link Restart#isInOrder} means it, found out while they are parsed: lines
 * that equal those of a known record are in order among themselves when that record is. Says no in doubt.
 */
final class OrderCheck {
    /** The blank and the equals sign of a line in order. */
    private static final int BEHIND_NAME = 2;

    private byte[] bytes = {};
    private boolean kept;
    /** The name of the attribute before. */
    private int nameFrom;

    private int nameEnd;
    /** Whether the known record says nothing about how that attribute and the next one are ordered. */
    private boolean loose;

    void begin(byte[] bytes, int from) {
        this.bytes = bytes;
        kept = true;
        nameFrom = from;
        nameEnd = from;
        loose = false;
    }

    boolean isKept() {
        return kept;
    }

    /** Next come lines equal to the entries [from, behind) of a known record. */
    void addRun(KnownRecord known, int from, int behind, int at) {
        kept &= known.inOrder();
        if (!kept) {
            return;
        }
        if (loose) {
            addLine(at, at + known.start(from + 1) - known.start(from) - 1, true);
        }
        nameFrom = at + known.start(behind - 1) - known.start(from);
        nameEnd = nameFrom + known.nameBytes(behind - 1) - BEHIND_NAME;
        loose = false;
    }

    /** Next comes a line that begins like an entry of a known record, up to the equals sign at least. */
    void addOtherValue(KnownRecord known, int at, int lineEnd) {
        if (!loose) {
            nameEnd = nameFrom;
        }
        addLine(at, lineEnd, known.inOrder());
        loose = false;
    }

    /** Next comes another line; {@code plain} when it is an attribute of one line. */
    void addLine(int at, int lineEnd, boolean plain) {
        kept &= plain;
        if (!kept) {
            return;
        }
        int end = Restart.nameEndInOrder(bytes, nameFrom, nameEnd, at, lineEnd);
        kept = end >= 0;
        nameFrom = at;
        nameEnd = end;
        loose = true;
    }
}
