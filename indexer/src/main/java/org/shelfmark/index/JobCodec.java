package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.codecs.FieldsConsumer;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.PostingsFormat;
import org.apache.lucene.codecs.perfield.PerFieldDocValuesFormat;
import org.apache.lucene.codecs.perfield.PerFieldPostingsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's own format but for columns of reals ({@link RatioColumnsFormat}), merged in fewer steps: {@link GatheredColumns}
 * and {@link GatheredTerms}. Whoever reads needs nothing of the latter, so they have the names of what they wrap.
 */
final class JobCodec extends FilterCodec {
    /** Of larger segments what is gathered would take too much memory: 12 bytes a document. */
    private static final int MOST_GATHERED = 2_000_000;

    private static final String TERMS = "Lucene104";

    private final DocValuesFormat columns;
    private final PostingsFormat terms;

    JobCodec() {
        this(MOST_GATHERED);
    }

    /** @param mostGathered documents of a merged segment, above which it is merged as Lucene does */
    JobCodec(int mostGathered) {
        super(Codec.getDefault().getName(), Codec.getDefault());
        DocValuesFormat columnFormat = new Columns(new RatioColumnsFormat(), mostGathered);
        this.columns = new PerFieldDocValuesFormat() {
            @Override
            public DocValuesFormat getDocValuesFormatForField(String field) {
                return columnFormat;
            }
        };
        PostingsFormat termFormat = new Terms(PostingsFormat.forName(TERMS), mostGathered);
        this.terms = new PerFieldPostingsFormat() {
            @Override
            public PostingsFormat getPostingsFormatForField(String field) {
                return termFormat;
            }
        };
    }

    @Override
    public DocValuesFormat docValuesFormat() {
        return columns;
    }

    @Override
    public PostingsFormat postingsFormat() {
        return terms;
    }

    private static final class Columns extends DocValuesFormat {
        private final DocValuesFormat format;
        private final int mostGathered;

        private Columns(DocValuesFormat format, int mostGathered) {
            super(format.getName());
            this.format = format;
            this.mostGathered = mostGathered;
        }

        @Override
        public DocValuesConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
            return new GatheredColumns(format.fieldsConsumer(state), mostGathered);
        }

        @Override
        public DocValuesProducer fieldsProducer(SegmentReadState state) throws IOException {
            return format.fieldsProducer(state);
        }
    }

    private static final class Terms extends PostingsFormat {
        private final PostingsFormat format;
        private final int mostGathered;

        private Terms(PostingsFormat format, int mostGathered) {
            super(format.getName());
            this.format = format;
            this.mostGathered = mostGathered;
        }

        @Override
        public FieldsConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
            return new GatheredTerms(format.fieldsConsumer(state), state.segmentInfo.maxDoc(), mostGathered);
        }

        @Override
        public FieldsProducer fieldsProducer(SegmentReadState state) throws IOException {
            return format.fieldsProducer(state);
        }
    }
}
