package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.shelfmark.classad.AttributeValue.StringValue;

/** What tells the submissions of one segment apart, as a number. Documents must be asked for in ascending order. */
abstract class SegmentKeys {
    private static final Pattern CANONICAL = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private long number;

    /** The number of the document last advanced to. */
    final long number() {
        return number;
    }

    /** Goes on to a document, and says whether it belongs to a submission. */
    abstract boolean advance(int document) throws IOException;

    /** Numbers of clusters, and text that is just such a number: to a query the two are the same. */
    static SegmentKeys ofNumbers(LeafReader segment, String field, SegmentMisfits misfits) throws IOException {
        NumericDocValues column = DocValues.getNumeric(segment, field);
        return new SegmentKeys() {
            @Override
            boolean advance(int document) throws IOException {
                if (column.advanceExact(document)) {
                    super.number = column.longValue();
                    return true;
                }
                if (misfits.value(document, field) instanceof StringValue text
                        && CANONICAL.matcher(text.value()).matches()) {
                    super.number = Long.parseLong(text.value());
                    return true;
                }
                return false;
            }
        };
    }

    /** Names; the empty one is none. */
    static SegmentKeys ofNames(FoldedNames.Column column, FoldedNames names) {
        return new SegmentKeys() {
            @Override
            boolean advance(int document) throws IOException {
                int name = column.number(document);
                super.number = name;
                return name != FoldedNames.NONE
                        && !String.valueOf(names.spelling(name)).isEmpty();
            }
        };
    }
}
