package org.shelfmark.document;

import java.util.Arrays;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

/**
 * An earlier record, kept to be compared with later ones: jobs of a cluster differ in a few lines, and all lines between
 * two of those are recognised by one comparison.
 *
 * <p>An entry is an attribute, mostly one line, or a line that is passed over. What an entry means depends on its own bytes
 * alone, so an entry whose bytes stand in another record, newline included, means the same there.
 */
final class KnownRecord {
    /** Nothing is known yet. */
    static final KnownRecord NONE =
            new KnownRecord(0, new byte[0], new int[0], new int[1], new AttributeLine[0], false, null);

    private final int cluster;
    private byte[] bytes;
    private int length;
    private final int[] ends;
    private final int[] linesBefore;
    private final @Nullable AttributeLine[] lines;
    private final int[] slots;
    private final int[] nameBytes;
    private final int maxSlot;
    private final boolean inOrder;
    private final @Nullable KnownContent content;

    /**
     * A record to keep.
     *
     * @param cluster which records are expected to be like it
     * @param bytes its body
     * @param ends of each entry the index behind its newline
     * @param linesBefore of each entry how many lines stand before it; then the number of all
     * @param lines of each entry the parsed attribute, null where it is passed over; no attribute twice
     * @param inOrder whether the lines are attributes in the order in which HTCondor writes them, none of more than one
     *     line
     * @param content what the entries give to a document; null where no documents are made
     */
    KnownRecord(
            int cluster,
            byte[] bytes,
            int[] ends,
            int[] linesBefore,
            @Nullable AttributeLine[] lines,
            boolean inOrder,
            @Nullable KnownContent content) {
        this.cluster = cluster;
        this.bytes = bytes;
        this.length = bytes.length;
        this.ends = ends;
        this.linesBefore = linesBefore;
        this.lines = lines;
        this.inOrder = inOrder;
        this.content = content;
        this.slots = new int[lines.length];
        this.nameBytes = new int[lines.length];
        int max = 0;
        for (int i = 0; i < lines.length; i++) {
            AttributeLine line = lines[i];
            slots[i] = line == null ? -1 : line.name.slot();
            max = Math.max(max, slots[i]);
            int equals = start(i);
            while (line != null && bytes[equals] != '=') {
                equals++;
            }
            nameBytes[i] = equals + 1 - start(i);
        }
        this.maxSlot = max;
    }

    /**
     * Becomes like a record that has the same names in the same spelling, one line each where values differ.
     *
     * @param body where the record's body begins in {@code others}
     */
    void update(ParsedRecord record, byte[] others, int body) {
        length = record.copyEntries(ends, lines);
        bytes = ArrayUtil.growNoCopy(bytes, length);
        System.arraycopy(others, body, bytes, 0, length);
        int entry = 0;
        for (int run = 0; content != null && run < record.runs(); run++) {
            for (; entry < record.runStart(run); entry++) {
                content.setSpecial(entry);
            }
            entry += record.runLength(run);
        }
        for (; content != null && entry < ends.length; entry++) {
            content.setSpecial(entry);
        }
    }

    int cluster() {
        return cluster;
    }

    /** Number of entries. */
    int size() {
        return ends.length;
    }

    /** The largest slot of its attributes; 0 without any. */
    int maxSlot() {
        return maxSlot;
    }

    boolean inOrder() {
        return inOrder;
    }

    @Nullable
    KnownContent content() {
        return content;
    }

    /** The attribute of an entry, null where the entry is passed over. */
    @Nullable
    AttributeLine line(int entry) {
        return lines[entry];
    }

    /** The slot of an entry's attribute, -1 where the entry is passed over. */
    int slot(int entry) {
        return slots[entry];
    }

    int start(int entry) {
        return entry == 0 ? 0 : ends[entry - 1];
    }

    /** Number of lines of the entries [from, to). */
    int lines(int from, int to) {
        return linesBefore[to] - linesBefore[from];
    }

    /** Up to where this record goes on from an entry like the bytes [at, to). */
    int equalTo(int entry, byte[] others, int at, int to) {
        int start = start(entry);
        int mismatch = Arrays.mismatch(bytes, start, length, others, at, to);
        return mismatch < 0 ? Math.min(length, start + to - at) : start + mismatch;
    }

    /** The first entry from {@code entry} on that is not wholly before {@code index}. */
    int entryBehind(int entry, int index) {
        int behind = entry;
        while (behind < ends.length && ends[behind] <= index) {
            behind++;
        }
        return behind;
    }

    /** Whether an entry is an attribute whose name and equals sign stand before {@code index}. */
    boolean isNamedBefore(int entry, int index) {
        return slots[entry] >= 0 && start(entry) + nameBytes[entry] <= index;
    }

    /** Bytes from the start of an entry to behind its equals sign. */
    int nameBytes(int entry) {
        return nameBytes[entry];
    }

    /** The entry to go on with behind an attribute: the one behind it if it is still to come, else {@code entry}. */
    int behindAttribute(int entry, int slot) {
        for (int i = entry; i < slots.length; i++) {
            if (slots[i] == slot) {
                return i + 1;
            }
        }
        return entry;
    }
}
