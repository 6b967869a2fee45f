package org.shelfmark.document;

import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Unparser;
import org.shelfmark.document.AttributeTerms.Kind;
import org.shelfmark.mapping.FieldType;

/** The term under which a value is looked up. */
final class ValueTerms {
    private ValueTerms() {}

    /** The term of a value of an attribute, or of a field that is no attribute. */
    static BytesRef term(String name, AttributeValue value) {
        return switch (value) {
            case AttributeValue.Undefined undefined -> AttributeTerms.prefix(name, Kind.UNDEFINED);
            case AttributeValue.ErrorValue error -> AttributeTerms.prefix(name, Kind.ERROR);
            case BooleanValue truth -> AttributeTerms.bool(name, truth.value());
            case IntegerValue integer -> AttributeTerms.number(name, integer.value());
            case RealValue real -> AttributeTerms.number(name, real.value());
            case StringValue text -> AttributeTerms.string(name, text.value());
            case AttributeValue.ListValue list -> AttributeTerms.text(name, Kind.COMPOUND, Unparser.unparse(list));
            case AttributeValue.AdValue ad -> AttributeTerms.text(name, Kind.COMPOUND, Unparser.unparse(ad));
            case AttributeValue.AbsoluteTimeValue time ->
                AttributeTerms.text(name, Kind.COMPOUND, Unparser.unparse(time));
            case AttributeValue.RelativeTimeValue time ->
                AttributeTerms.text(name, Kind.COMPOUND, Unparser.unparse(time));
        };
    }

    /** The term of a number that is no time. */
    static BytesRef noTime(String name, AttributeValue value) {
        BytesRef number = term(name, value);
        BytesRef prefix = AttributeTerms.prefix(name, Kind.NO_TIME);
        System.arraycopy(prefix.bytes, prefix.offset, number.bytes, number.offset, prefix.length);
        return number;
    }

    /** The term of a line, which does not depend on the record. */
    static BytesRef ofLine(AttributeLine line) {
        String name = line.name.folded();
        AttributeValue value = line.constant;
        if (value == null) {
            return AttributeTerms.text(name, Kind.EXPRESSION, Unparser.unparse(line.expression));
        }
        FieldPlace place = line.name.place();
        // a field's column keeps the spelling, so its term does not have to
        boolean spelledInColumn =
                place != null && place.field().type() == FieldType.STRING && ColumnValue.fits(FieldType.STRING, value);
        return spelledInColumn && value instanceof StringValue text
                ? AttributeTerms.foldedString(name, text.value())
                : term(name, value);
    }
}
