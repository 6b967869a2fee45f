package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.index.DocValuesSkipper;

/** The skip index of a column of whole numbers, told in the values that they stand for. */
final class RatioBounds extends DocValuesSkipper {
    private final DocValuesSkipper codes;
    private final Ratio ratio;

    RatioBounds(DocValuesSkipper codes, Ratio ratio) {
        this.codes = codes;
        this.ratio = ratio;
    }

    @Override
    public void advance(int target) throws IOException {
        codes.advance(target);
    }

    @Override
    public int numLevels() {
        return codes.numLevels();
    }

    @Override
    public int minDocID(int level) {
        return codes.minDocID(level);
    }

    @Override
    public int maxDocID(int level) {
        return codes.maxDocID(level);
    }

    @Override
    public long minValue(int level) {
        return ratio.decode(codes.minValue(level));
    }

    @Override
    public long maxValue(int level) {
        return ratio.decode(codes.maxValue(level));
    }

    @Override
    public int docCount(int level) {
        return codes.docCount(level);
    }

    @Override
    public long minValue() {
        return ratio.decode(codes.minValue());
    }

    @Override
    public long maxValue() {
        return ratio.decode(codes.maxValue());
    }

    @Override
    public int docCount() {
        return codes.docCount();
    }

    @Override
    public int maxValueCount() {
        return codes.maxValueCount();
    }
}
