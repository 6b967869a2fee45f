package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.jspecify.annotations.Nullable;

/** Reads columns of {@link RatioColumnsWriter}: their values, and the bounds of these in the skip index. */
final class RatioColumnsReader extends DocValuesProducer {
    private final DocValuesProducer in;

    RatioColumnsReader(DocValuesProducer in) {
        this.in = in;
    }

    @Override
    public NumericDocValues getNumeric(FieldInfo field) throws IOException {
        Ratio ratio = Ratio.writtenWith(field);
        NumericDocValues codes = in.getNumeric(field);
        return ratio == null ? codes : new RatioNumbers(codes, ratio);
    }

    @Override
    public @Nullable DocValuesSkipper getSkipper(FieldInfo field) throws IOException {
        Ratio ratio = Ratio.writtenWith(field);
        DocValuesSkipper codes = in.getSkipper(field);
        return ratio == null || codes == null ? codes : new RatioBounds(codes, ratio);
    }

    @Override
    public BinaryDocValues getBinary(FieldInfo field) throws IOException {
        return in.getBinary(field);
    }

    @Override
    public SortedDocValues getSorted(FieldInfo field) throws IOException {
        return in.getSorted(field);
    }

    @Override
    public SortedNumericDocValues getSortedNumeric(FieldInfo field) throws IOException {
        return in.getSortedNumeric(field);
    }

    @Override
    public SortedSetDocValues getSortedSet(FieldInfo field) throws IOException {
        return in.getSortedSet(field);
    }

    @Override
    public void checkIntegrity() throws IOException {
        in.checkIntegrity();
    }

    @Override
    public DocValuesProducer getMergeInstance() {
        return new RatioColumnsReader(in.getMergeInstance());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
