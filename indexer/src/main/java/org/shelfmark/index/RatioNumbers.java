package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.FixedBitSet;

/** The values that a column of whole numbers stands for. */
final class RatioNumbers extends NumericDocValues {
    /** No code is this; it marks documents without a value while a block is read. */
    private static final long ABSENT = Long.MIN_VALUE;

    private final NumericDocValues codes;
    private final Ratio ratio;

    RatioNumbers(NumericDocValues codes, Ratio ratio) {
        this.codes = codes;
        this.ratio = ratio;
    }

    @Override
    public long longValue() throws IOException {
        return ratio.decode(codes.longValue());
    }

    @Override
    public void longValues(int size, int[] documents, long[] values, long absent) throws IOException {
        codes.longValues(size, documents, values, ABSENT);
        decode(values, 0, size, absent);
    }

    @Override
    public void longValues(int size, int[] documents, int firstDocument, long[] values, int firstValue, long absent)
            throws IOException {
        codes.longValues(size, documents, firstDocument, values, firstValue, ABSENT);
        decode(values, firstValue, firstValue + size, absent);
    }

    private void decode(long[] values, int from, int to, long absent) {
        for (int i = from; i < to; i++) {
            values[i] = values[i] == ABSENT ? absent : ratio.decode(values[i]);
        }
    }

    @Override
    public void rangeIntoBitSet(int from, int to, long least, long greatest, FixedBitSet bits, int offset)
            throws IOException {
        long above = greatest == Long.MAX_VALUE ? Ratio.LARGEST + 1 : ratio.ceiling(greatest + 1);
        codes.rangeIntoBitSet(from, to, ratio.ceiling(least), above - 1, bits, offset);
    }

    @Override
    public boolean advanceExact(int target) throws IOException {
        return codes.advanceExact(target);
    }

    @Override
    public int docID() {
        return codes.docID();
    }

    @Override
    public int nextDoc() throws IOException {
        return codes.nextDoc();
    }

    @Override
    public int advance(int target) throws IOException {
        return codes.advance(target);
    }

    @Override
    public void intoBitSet(int upTo, FixedBitSet bits, int offset) throws IOException {
        codes.intoBitSet(upTo, bits, offset);
    }

    @Override
    public int docIDRunEnd() throws IOException {
        return codes.docIDRunEnd();
    }

    @Override
    public long cost() {
        return codes.cost();
    }
}
