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
    private final Map<String, BinaryDocValues> kept = new HashMap<>();
    private final Map<String, KeptDictionary> dictionaries = new HashMap<>();
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

    /** The bytes of a column of the document itself; null where the summary does not have it. */
    @Nullable
    ByteArrayDataInput bytes(String column, int document) throws IOException {
        return bytes(columns, column, column, document);
    }

    /** The bytes of a kept column; null where the summary does not have it. They are good until the next document. */
    @Nullable
    ByteArrayDataInput keptBytes(String column, int document) throws IOException {
        BinaryDocValues known = kept.get(column);
        return known == null ? bytes(kept, column, KeptColumn.storedAs(column), document) : bytes(known, document);
    }

    private @Nullable ByteArrayDataInput bytes(
            Map<String, BinaryDocValues> opened, String name, String column, int document) throws IOException {
        BinaryDocValues values = opened.get(name);
        if (values == null) {
            values = DocValues.getBinary(segment, column);
            opened.put(name, values);
        }
        return bytes(values, document);
    }

    private static @Nullable ByteArrayDataInput bytes(BinaryDocValues values, int document) throws IOException {
        if (!values.advanceExact(document)) {
            return null;
        }
        BytesRef bytes = values.binaryValue();
        return new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    }

    /** The values of a kept column. */
    KeptDictionary dictionary(String column) throws IOException {
        KeptDictionary known = dictionaries.get(column);
        if (known == null) {
            known = new KeptDictionary(DocValues.getSortedSet(segment, KeptColumn.dictionaryOf(column)));
            dictionaries.put(column, known);
        }
        return known;
    }
}
