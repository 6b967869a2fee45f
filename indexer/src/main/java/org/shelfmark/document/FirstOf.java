package org.shelfmark.document;

import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** The attribute that a field takes where it takes the first of several. */
final class FirstOf {
    private FirstOf() {}

    /** The first attribute of the field that has a value in the record, or null. */
    static @Nullable AttributeLine choose(ParsedRecord record, FieldMapping field) {
        for (String attribute : field.attributes()) {
            AttributeLine line = record.line(Mapping.fold(attribute));
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
