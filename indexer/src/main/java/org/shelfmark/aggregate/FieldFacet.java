package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.Misfits;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** Counts the jobs per value of a field from its column; values that do not fit the column are counted as well. */
public final class FieldFacet {
    private FieldFacet() {}

    /** The exact counts over all matching jobs. */
    public static ValueCounts count(MatchingJobs jobs, Mapping mapping, FieldMapping field) throws IOException {
        ValueCounts counts = new ValueCounts();
        String column = Columns.of(mapping, field);
        for (MatchingJobs.Segment segment : jobs.segments()) {
            LeafReader reader = segment.context().reader();
            if (Columns.holdsStrings(field)) {
                countStrings(reader, segment.documents(), column, counts);
            } else {
                countNumbers(reader, segment.documents(), column, field, counts);
            }
            countMisfits(reader, segment.documents(), column, counts);
        }
        return counts;
    }

    private static void countStrings(LeafReader reader, FixedBitSet jobs, String column, ValueCounts counts)
            throws IOException {
        SortedDocValues values = DocValues.getSorted(reader, column);
        if (values.getValueCount() == 0) {
            return;
        }
        int[] byOrdinal = new int[values.getValueCount()];
        BitSetIterator documents = new BitSetIterator(jobs, values.cost());
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            if (values.advanceExact(doc)) {
                byOrdinal[values.ordValue()]++;
            }
        }
        for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
            if (byOrdinal[ordinal] > 0) {
                counts.add(new StringValue(values.lookupOrd(ordinal).utf8ToString()), byOrdinal[ordinal]);
            }
        }
    }

    private static void countNumbers(
            LeafReader reader, FixedBitSet jobs, String column, FieldMapping field, ValueCounts counts)
            throws IOException {
        NumericDocValues values = DocValues.getNumeric(reader, column);
        Map<Long, int[]> byNumber = new HashMap<>();
        BitSetIterator documents = new BitSetIterator(jobs, values.cost());
        long lastNumber = 0;
        int[] lastCount = null;
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            if (values.advanceExact(doc)) {
                long number = values.longValue();
                // neighbours are mostly alike, so the last counter is mostly the right one
                if (lastCount == null || number != lastNumber) {
                    lastNumber = number;
                    lastCount = byNumber.computeIfAbsent(number, key -> new int[1]);
                }
                lastCount[0]++;
            }
        }
        byNumber.forEach((number, count) -> counts.add(JobReader.decode(field, number), count[0]));
    }

    private static void countMisfits(LeafReader reader, FixedBitSet jobs, String column, ValueCounts counts)
            throws IOException {
        BinaryDocValues misfits = DocValues.getBinary(reader, Columns.MISFITS);
        for (int doc = misfits.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = misfits.nextDoc()) {
            if (jobs.get(doc)) {
                AttributeValue value = Misfits.decode(misfits.binaryValue()).get(column);
                if (value != null) {
                    counts.add(value, 1);
                }
            }
        }
    }
}
