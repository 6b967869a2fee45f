package org.shelfmark.document;

import java.util.Arrays;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/** Terms one behind the other in one array, so that they are added to an index, and copied many at once, without a jump. */
final class TermList {
    private byte[] bytes;
    private int[] ends;
    private int size;

    TermList() {
        this(new byte[1 << 12], new int[256], 0);
    }

    private TermList(byte[] bytes, int[] ends, int size) {
        this.bytes = bytes;
        this.ends = ends;
        this.size = size;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void add(BytesRef term) {
        int start = end(size);
        reserve(1, term.length);
        System.arraycopy(term.bytes, term.offset, bytes, start, term.length);
        ends[size++] = start + term.length;
    }

    /** Adds the term of an integer, which begins as given. */
    void add(BytesRef beginning, long number) {
        int at = begin(beginning, SortableNumber.MAX_BYTES);
        ends[size++] = at + SortableNumber.encode(number, bytes, at);
    }

    /** Adds the term of a real, which begins as given. */
    void add(BytesRef beginning, double number) {
        int at = begin(beginning, SortableNumber.MAX_BYTES);
        ends[size++] = at + SortableNumber.encode(number, bytes, at);
    }

    /**
     * Adds the term of a text, which begins as given, if the text is all ASCII; false where it is not and was not added.
     *
     * @param spelled whether the text as it is follows behind the one in lower case, where they differ
     */
    boolean addFolded(BytesRef beginning, String text, boolean spelled) {
        int length = text.length();
        int start = begin(beginning, 2 * length + 1);
        boolean differs = false;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            boolean upper = c >= 'A' && c <= 'Z';
            differs |= upper;
            bytes[start + i] = (byte) (upper ? c | 0x20 : c);
        }
        int end = start + length;
        if (spelled && differs) {
            bytes[end++] = 0;
            for (int i = 0; i < length; i++) {
                bytes[end++] = (byte) text.charAt(i);
            }
        }
        ends[size++] = end;
        return true;
    }

    /** Adds a word in lower case, if it is all ASCII; false where it is not and was not added. */
    boolean addFolded(char[] word, int length) {
        reserve(1, length);
        int start = end(size);
        for (int i = 0; i < length; i++) {
            char c = word[i];
            if (c >= 0x80) {
                return false;
            }
            bytes[start + i] = (byte) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        }
        ends[size++] = start + length;
        return true;
    }

    /** Writes what a term begins with; where its value, of at most so many bytes, is to be written. */
    private int begin(BytesRef beginning, int maxBytes) {
        int start = end(size);
        reserve(1, beginning.length + maxBytes);
        System.arraycopy(beginning.bytes, beginning.offset, bytes, start, beginning.length);
        return start + beginning.length;
    }

    /** Adds all terms of another list. */
    void addAll(TermList other) {
        addAll(other, 0, other.size);
    }

    /** Adds the terms [from, to) of another list. */
    void addAll(TermList other, int from, int to) {
        int start = end(size);
        int otherStart = other.end(from);
        int length = other.end(to) - otherStart;
        reserve(to - from, length);
        System.arraycopy(other.bytes, otherStart, bytes, start, length);
        for (int i = from; i < to; i++) {
            ends[size++] = start + other.ends[i] - otherStart;
        }
    }

    /** The same terms in no more space than they need. */
    TermList copy() {
        return new TermList(Arrays.copyOf(bytes, end(size)), Arrays.copyOf(ends, size), size);
    }

    /** Makes {@code term} the i-th term, good until the list is changed. */
    void get(int i, BytesRef term) {
        term.bytes = bytes;
        term.offset = end(i);
        term.length = ends[i] - term.offset;
    }

    /** Where the first {@code terms} terms end. */
    private int end(int terms) {
        return terms == 0 ? 0 : ends[terms - 1];
    }

    private void reserve(int terms, int length) {
        ends = ArrayUtil.grow(ends, size + terms);
        bytes = ArrayUtil.grow(bytes, end(size) + length);
    }
}
