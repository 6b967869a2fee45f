package org.shelfmark.document;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one segment that were asked for, opened once each. Lucene's columns go forwards only: one that was read
 * further on is opened again. Belongs to one thread at a time.
 */
final class SegmentColumns {
    private final Map<String, NumericDocValues> numbers = new HashMap<>();
    private final Map<String, Texts> texts = new HashMap<>();
    private LeafReader segment;
    private @Nullable BinaryDocValues misfits;
    private int position = -1;

    SegmentColumns(LeafReader segment) {
        this.segment = segment;
    }

    LeafReader segment() {
        return segment;
    }

    /** Goes on with the same segment as another snapshot has it. */
    void goOnWith(LeafReader same) {
        segment = same;
    }

    /** The last document asked for; -1 before the first. Documents behind it cost least. */
    int position() {
        return position;
    }

    /** A column of numbers, to be asked for this document now. */
    NumericDocValues numbers(String column, int document) throws IOException {
        position = document;
        NumericDocValues values = numbers.get(column);
        if (values == null || values.docID() > document) {
            values = DocValues.getNumeric(segment, column);
            numbers.put(column, values);
        }
        return values;
    }

    /** A document's text in a column of strings; null where it has none. */
    @Nullable
    String text(String column, int document) throws IOException {
        position = document;
        Texts values = texts.get(column);
        if (values == null || values.column.docID() > document) {
            values = new Texts(DocValues.getSorted(segment, column), values);
            texts.put(column, values);
        }
        return values.of(document);
    }

    /** What does not fit a document's columns, as it is encoded; null where everything does. */
    @Nullable
    BytesRef misfits(int document) throws IOException {
        position = document;
        if (misfits == null || misfits.docID() > document) {
            misfits = DocValues.getBinary(segment, Columns.MISFITS);
        }
        return misfits.advanceExact(document) ? misfits.binaryValue() : null;
    }

    /** A column of strings with some of its texts: dozens of them stand in a block that is decompressed for each. */
    private static final class Texts {
        private static final int REMEMBERED = 16;
        private static final int LONGEST_REMEMBERED = 200;

        private final SortedDocValues column;
        private final int[] ordinals;
        private final @Nullable String[] remembered;

        /** @param before the same column */
        private Texts(SortedDocValues column, @Nullable Texts before) {
            this.column = column;
            this.ordinals = before == null ? new int[REMEMBERED] : before.ordinals;
            this.remembered = before == null ? new String[REMEMBERED] : before.remembered;
            if (before == null) {
                Arrays.fill(ordinals, -1);
            }
        }

        @Nullable
        String of(int document) throws IOException {
            if (!column.advanceExact(document)) {
                return null;
            }
            int ordinal = column.ordValue();
            int place = ordinal % REMEMBERED;
            String known = remembered[place];
            if (known != null && ordinals[place] == ordinal) {
                return known;
            }
            String text = column.lookupOrd(ordinal).utf8ToString();
            if (text.length() <= LONGEST_REMEMBERED) {
                ordinals[place] = ordinal;
                remembered[place] = text;
            }
            return text;
        }
    }
}
