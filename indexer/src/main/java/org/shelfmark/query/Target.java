package org.shelfmark.query;

import org.shelfmark.mapping.FieldMapping;

/** Whose value a condition is about. */
sealed interface Target {

    /** A field with a column of its own. */
    record Field(FieldMapping field) implements Target {}

    /**
     * One of the attributes of which a field takes the first: its value stands in the field's column where it was taken,
     * and among the terms where another one was.
     */
    record Candidate(String foldedName, FieldMapping field) implements Target {}

    /** An attribute without a field. */
    record Attribute(String foldedName) implements Target {}
}
