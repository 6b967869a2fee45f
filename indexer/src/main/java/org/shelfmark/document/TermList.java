package org.shelfmark.document;

import java.util.Arrays;
import java.util.List;
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

    /** These terms, in no more space than they need. */
    static TermList of(List<BytesRef> terms) {
        int length = 0;
        for (BytesRef term : terms) {
            length += term.length;
        }
        TermList list = new TermList(new byte[length], new int[terms.size()], 0);
        terms.forEach(list::add);
        return list;
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
