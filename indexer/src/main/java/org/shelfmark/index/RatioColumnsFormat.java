package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.codecs.lucene90.Lucene90DocValuesFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Columns as Lucene writes them, but reals that are whole numbers of a unit as these: a third of the bytes. Each column of
 * each segment has its own unit or none, and whoever reads sees the values that were given. Public because Lucene finds it
 * by its name when it opens a segment.
 */
public final class RatioColumnsFormat extends DocValuesFormat {
    private final DocValuesFormat format = new Lucene90DocValuesFormat();

    /** The format; segments say by its name that they were written with it. */
    public RatioColumnsFormat() {
        super("ShelfmarkRatio");
    }

    @Override
    public DocValuesConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
        return new RatioColumnsWriter(format.fieldsConsumer(state));
    }

    @Override
    public DocValuesProducer fieldsProducer(SegmentReadState state) throws IOException {
        return new RatioColumnsReader(format.fieldsProducer(state));
    }
}
