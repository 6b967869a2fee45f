package org.shelfmark.rollup;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.Columns;

/** The columns of the summaries of one segment. Documents must be asked for in ascending order. One thread. */
final class SegmentSummaries {
    private final LeafReader segment;
    private final Map<String, BinaryDocValues> columns = new HashMap<>();
    private final SortedDocValues sources;
    private final NumericDocValues clusters;

    SegmentSummaries(LeafReader segment) throws IOException {
        this.segment = segment;
        this.sources = DocValues.getSorted(segment, Columns.SOURCE);
        this.clusters = DocValues.getNumeric(segment, Columns.CLUSTER);
    }

    String source(int document) throws IOException {
        if (!sources.advanceExact(document)) {
            throw new IOException("a summary has no source: the index is damaged");
        }
        return sources.lookupOrd(sources.ordValue()).utf8ToString();
    }

    long cluster(int document) throws IOException {
        if (!clusters.advanceExact(document)) {
            throw new IOException("a summary has no cluster: the index is damaged");
        }
        return clusters.longValue();
    }

    /** The bytes of a column; null where the summary does not have it. They are good until the next document. */
    @Nullable
    ByteArrayDataInput bytes(String column, int document) throws IOException {
        BinaryDocValues values = columns.get(column);
        if (values == null) {
            values = DocValues.getBinary(segment, column);
            columns.put(column, values);
        }
        if (!values.advanceExact(document)) {
            return null;
        }
        BytesRef bytes = values.binaryValue();
        return new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    }
}
