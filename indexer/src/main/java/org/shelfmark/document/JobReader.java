package org.shelfmark.document;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
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
 * <p>Documents must be asked for in ascending order. Belongs to one thread.
 */
public final class JobReader {
    private final Mapping mapping;
    private final LeafReader segment;
    private final Map<String, NumericDocValues> numbers = new HashMap<>();
    private final Map<String, SortedDocValues> strings = new HashMap<>();
    private final BinaryDocValues misfitColumn;

    /** A reader of one segment. */
    public JobReader(Mapping mapping, LeafReader segment) throws IOException {
        this.mapping = mapping;
        this.segment = segment;
        this.misfitColumn = DocValues.getBinary(segment, Columns.MISFITS);
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
            SortedDocValues column = strings(field.name());
            if (column.advanceExact(document)) {
                return new StringValue(column.lookupOrd(column.ordValue()).utf8ToString());
            }
        } else {
            NumericDocValues column = numbers(Columns.of(mapping, field));
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
        if (misfitColumn.docID() > document || !misfitColumn.advanceExact(document)) {
            return AttributeValue.UNDEFINED;
        }
        return Misfits.decode(misfitColumn.binaryValue())
                .getOrDefault(Columns.of(mapping, field), AttributeValue.UNDEFINED);
    }

    private long number(String column, int document) throws IOException {
        NumericDocValues values = numbers(column);
        if (!values.advanceExact(document)) {
            throw new IOException("document " + document + " has no " + column + ": the index is damaged");
        }
        return values.longValue();
    }

    private String string(String column, int document) throws IOException {
        SortedDocValues values = strings(column);
        if (!values.advanceExact(document)) {
            throw new IOException("document " + document + " has no " + column + ": the index is damaged");
        }
        return values.lookupOrd(values.ordValue()).utf8ToString();
    }

    private NumericDocValues numbers(String column) throws IOException {
        NumericDocValues values = numbers.get(column);
        if (values == null) {
            values = DocValues.getNumeric(segment, column);
            numbers.put(column, values);
        }
        return values;
    }

    private SortedDocValues strings(String column) throws IOException {
        SortedDocValues values = strings.get(column);
        if (values == null) {
            values = DocValues.getSorted(segment, column);
            strings.put(column, values);
        }
        return values;
    }
}
