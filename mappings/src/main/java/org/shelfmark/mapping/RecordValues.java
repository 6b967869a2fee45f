package org.shelfmark.mapping;

import org.shelfmark.classad.AttributeValue;

/** The evaluated attributes of one record, as the rules of derived fields see them. */
@FunctionalInterface
public interface RecordValues {

    /**
     * The value of an attribute; undefined when the record lacks it.
     *
     * @param foldedName name in ASCII lower case
     */
    AttributeValue value(String foldedName);
}
