package org.shelfmark.query;

import org.shelfmark.document.AttributeTerms.Kind;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;

/**
 * What the indexed records have as values of an attribute or field: where it is always the same, a constraint can be short.
 *
 * @param compounds lists, nested ads, times
 * @param outside expressions that look beyond their record
 */
record ValueKinds(
        boolean numbers, boolean strings, boolean booleans, boolean compounds, boolean errors, boolean outside) {
    /** Numbers alone. */
    static final ValueKinds NUMBERS = new ValueKinds(true, false, false, false, false, false);

    /** Of an attribute without a field. */
    static ValueKinds of(String foldedName, IndexedAttributes attributes) {
        return new ValueKinds(
                attributes.contains(foldedName, Kind.NUMBER),
                attributes.contains(foldedName, Kind.STRING),
                attributes.contains(foldedName, Kind.BOOLEAN),
                attributes.contains(foldedName, Kind.COMPOUND),
                attributes.contains(foldedName, Kind.ERROR),
                attributes.contains(foldedName, Kind.EXPRESSION));
    }

    /** Of a field: its column holds one kind, the terms of misfits tell the others. */
    static ValueKinds of(FieldMapping field, IndexedAttributes attributes) {
        String name = Columns.termName(field);
        ValueKinds ofColumn = ofColumn(field).and(NONE, attributes.contains(name, Kind.EXPRESSION));
        return attributes.contains(name, Kind.MISFIT) ? ofColumn.and(of(name, attributes), false) : ofColumn;
    }

    /** Of one of the attributes of which a field takes the first. */
    static ValueKinds of(Target.Candidate candidate, IndexedAttributes attributes) {
        return ofColumn(candidate.field()).and(of(candidate.foldedName(), attributes), false);
    }

    private static final ValueKinds NONE = new ValueKinds(false, false, false, false, false, false);

    private static ValueKinds ofColumn(FieldMapping field) {
        FieldType type = field.type();
        boolean strings = type == FieldType.STRING;
        boolean booleans = type == FieldType.BOOLEAN;
        return new ValueKinds(!strings && !booleans, strings, booleans, false, false, false);
    }

    private ValueKinds and(ValueKinds others, boolean expressions) {
        return new ValueKinds(
                numbers || others.numbers,
                strings || others.strings,
                booleans || others.booleans,
                compounds || others.compounds,
                errors || others.errors,
                outside || others.outside || expressions);
    }

    /** Whether a comparison with a number never fails. */
    boolean onlyNumbers() {
        return !strings && !booleans && !compounds && !errors && !outside;
    }

    /** What a comparison with a number may be. */
    ConstraintText.Certainty besideNumbers() {
        return strings || compounds || errors || outside
                ? ConstraintText.Certainty.ERROR
                : ConstraintText.Certainty.UNDEFINED;
    }

    /** What a comparison with a string, or a regular expression, may be. */
    ConstraintText.Certainty besideStrings() {
        return numbers || booleans || compounds || errors || outside
                ? ConstraintText.Certainty.ERROR
                : ConstraintText.Certainty.UNDEFINED;
    }
}
