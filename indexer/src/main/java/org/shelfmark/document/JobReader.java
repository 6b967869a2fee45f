package org.shelfmark.document;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;

/**
 * Reads the columns of jobs in one segment back.
 *
 * <p>Documents are best asked for in ascending order: going back opens columns again. Belongs to one thread.
 */
public final class JobReader {
    private final Mapping mapping;
    private final SegmentColumns columns;

    /** A reader of one segment. */
    public JobReader(Mapping mapping, LeafReader segment) {
        this(mapping, new SegmentColumns(segment));
    }

    JobReader(Mapping mapping, SegmentColumns columns) {
        this.mapping = mapping;
        this.columns = columns;
    }

    SegmentColumns columns() {
        return columns;
    }

    /** Where the record of a document stands. */
    public RecordAddress address(int document) throws IOException {
        return new RecordAddress(
                string(Columns.SOURCE, document),
                Math.toIntExact(number(Columns.FILE, document)),
                new RecordLocation(number(Columns.OFFSET, document), number(Columns.LENGTH, document)));
    }

    /** Which job a document is of. */
    public JobKey key(int document) throws IOException {
        return new JobKey(
                value(mapping.ofAttribute("ClusterId").orElseThrow(), document),
                value(mapping.ofAttribute("ProcId").orElseThrow(), document),
                value(mapping.ofAttribute("GlobalJobId").orElseThrow(), document),
                value(mapping.named("ended").orElseThrow(), document));
    }

    /** The value of a field in a document; undefined where it has none. */
    public AttributeValue value(FieldMapping field, int document) throws IOException {
        if (Columns.holdsStrings(field)) {
            String text = columns.text(field.name(), document);
            if (text != null) {
                return new StringValue(text);
            }
        } else {
            NumericDocValues column = columns.numbers(Columns.of(mapping, field), document);
            if (column.advanceExact(document)) {
                return decode(field, column.longValue());
            }
        }
        return misfit(field, document);
    }

    /** What a number in a field's column means. */
    public static AttributeValue decode(FieldMapping field, long number) {
        if (field.source() instanceof FieldSource.Codes codes) {
            return new StringValue(codes.words().getOrDefault(number, Long.toString(number)));
        }
        return switch (field.type()) {
            case INTEGER, TIME -> new IntegerValue(number);
            case REAL -> new RealValue(Columns.decodeReal(number));
            case BOOLEAN -> BooleanValue.of(number != 0);
            case STRING -> throw new IllegalArgumentException(field.name() + " has no numbers");
        };
    }

    private AttributeValue misfit(FieldMapping field, int document) throws IOException {
        BytesRef misfits = columns.misfits(document);
        return misfits == null
                ? AttributeValue.UNDEFINED
                : Misfits.decode(misfits).getOrDefault(Columns.of(mapping, field), AttributeValue.UNDEFINED);
    }

    private long number(String column, int document) throws IOException {
        NumericDocValues values = columns.numbers(column, document);
        if (!values.advanceExact(document)) {
            throw missing(column, document);
        }
        return values.longValue();
    }

    private String string(String column, int document) throws IOException {
        String text = columns.text(column, document);
        if (text == null) {
            throw missing(column, document);
        }
        return text;
    }

    private static IOException missing(String column, int document) {
        return new IOException("document " + document + " has no " + column + ": the index is damaged");
    }
}
