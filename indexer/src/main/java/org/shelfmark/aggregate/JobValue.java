package org.shelfmark.aggregate;

import org.shelfmark.mapping.FieldMapping;

/** What figures are made from: something of which a job has one value, or none. Equal ones are the same in the same index. */
public sealed interface JobValue {
    /** The value of a field, by its column; values that do not fit the column count as well. */
    record OfField(FieldMapping field) implements JobValue {}

    /** The value of an attribute that has no field, by its terms. */
    record OfAttribute(String foldedName) implements JobValue {}
}
