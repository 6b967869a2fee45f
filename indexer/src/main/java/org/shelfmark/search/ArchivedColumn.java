package org.shelfmark.search;

import java.util.Optional;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;

/**
 * The column of summaries that has what a name of a request stands for.
 *
 * @param name as {@link Columns} names it
 * @param field the field; empty for an attribute without one
 */
record ArchivedColumn(String name, Optional<FieldMapping> field) {
    static ArchivedColumn of(Mapping mapping, FieldMapping field) {
        return new ArchivedColumn(Columns.of(mapping, field), Optional.of(field));
    }

    static ArchivedColumn ofAttribute(String foldedName) {
        return new ArchivedColumn(Columns.ofAttribute(foldedName), Optional.empty());
    }

    /** A value of the column as the field has it: codes are words there. */
    AttributeValue value(AttributeValue kept) {
        boolean isCode = field.isPresent() && field.get().source() instanceof FieldSource.Codes;
        return isCode && kept instanceof IntegerValue code ? JobReader.decode(field.get(), code.value()) : kept;
    }
}
