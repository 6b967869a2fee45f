package org.shelfmark.document;

import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** A field that takes the first of several attributes, the names folded once. */
final class FirstOf {
    private final FieldMapping field;
    private final String[] names;

    private FirstOf(FieldMapping field, String[] names) {
        this.field = field;
        this.names = names;
    }

    static FirstOf of(FieldMapping field) {
        return new FirstOf(
                field,
                field.attributes().stream()
                        .map(Mapping::fold)
                        .map(String::intern)
                        .toArray(String[]::new));
    }

    FieldMapping field() {
        return field;
    }

    /** The first attribute of the field that has a value in the record, or null. */
    @Nullable
    AttributeLine choose(ParsedRecord record) {
        for (String name : names) {
            AttributeLine line = record.line(name);
            if (line != null
                    && !line.name.secret()
                    && !record.lookedOutside(line)
                    && !(record.value(line) instanceof AttributeValue.Undefined)) {
                return line;
            }
        }
        return null;
    }
}
