package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue.StringValue;

/** What tells the submissions of one segment apart, as a number. Documents must be asked for in ascending order. */
interface SegmentKeys {
    /** Goes on to a document, and says whether it belongs to a submission. */
    boolean advance(int document) throws IOException;

    /** The number of the document last advanced to. */
    long number() throws IOException;

    /** Its name as the document has it; null of numbers. */
    @Nullable
    String name() throws IOException;

    /** Numbers of clusters, and text that is just such a number: to a query the two are the same. */
    static SegmentKeys ofNumbers(LeafReader segment, String field, SegmentMisfits misfits) throws IOException {
        NumericDocValues column = DocValues.getNumeric(segment, field);
        return new SegmentKeys() {
            private static final Pattern CANONICAL = Pattern.compile("0|-?[1-9][0-9]{0,17}");

            private long number;

            @Override
            public boolean advance(int document) throws IOException {
                if (column.advanceExact(document)) {
                    number = column.longValue();
                    return true;
                }
                if (misfits.value(document, field) instanceof StringValue text
                        && CANONICAL.matcher(text.value()).matches()) {
                    number = Long.parseLong(text.value());
                    return true;
                }
                return false;
            }

            @Override
            public long number() {
                return number;
            }

            @Override
            public @Nullable String name() {
                return null;
            }
        };
    }

    /** Names; the empty one is none. */
    static SegmentKeys ofNames(FoldedNames.Column column) {
        return new SegmentKeys() {
            @Override
            public boolean advance(int document) throws IOException {
                return column.advance(document) && !"".equals(column.spelling());
            }

            @Override
            public long number() throws IOException {
                return column.number();
            }

            @Override
            public @Nullable String name() throws IOException {
                return column.spelling();
            }
        };
    }
}
