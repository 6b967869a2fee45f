package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.EmptyDocValuesProducer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FilterNumericDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.FixedBitSet;

/** Writes columns as another consumer does, those of reals as whole numbers where a {@link Ratio} allows it. */
final class RatioColumnsWriter extends DocValuesConsumer {
    private final DocValuesConsumer out;

    RatioColumnsWriter(DocValuesConsumer out) {
        this.out = out;
    }

    @Override
    public void addNumericField(FieldInfo field, DocValuesProducer values) throws IOException {
        Ratio ratio = Ratio.of(field, values);
        Ratio.note(field, ratio);
        if (ratio == null) {
            out.addNumericField(field, values);
            return;
        }
        out.addNumericField(field, new EmptyDocValuesProducer() {
            @Override
            public NumericDocValues getNumeric(FieldInfo asked) throws IOException {
                return new Codes(values.getNumeric(asked), ratio);
            }
        });
    }

    @Override
    public void addBinaryField(FieldInfo field, DocValuesProducer values) throws IOException {
        out.addBinaryField(field, values);
    }

    @Override
    public void addSortedField(FieldInfo field, DocValuesProducer values) throws IOException {
        out.addSortedField(field, values);
    }

    @Override
    public void addSortedNumericField(FieldInfo field, DocValuesProducer values) throws IOException {
        out.addSortedNumericField(field, values);
    }

    @Override
    public void addSortedSetField(FieldInfo field, DocValuesProducer values) throws IOException {
        out.addSortedSetField(field, values);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static final class Codes extends FilterNumericDocValues {
        private final Ratio ratio;

        private Codes(NumericDocValues values, Ratio ratio) {
            super(values);
            this.ratio = ratio;
        }

        @Override
        public long longValue() throws IOException {
            return ratio.encode(super.longValue());
        }

        @Override
        public void intoBitSet(int upTo, FixedBitSet bits, int offset) throws IOException {
            in.intoBitSet(upTo, bits, offset);
        }
    }
}
