package org.shelfmark.mapping;

import java.util.List;

/**
 * One field that people can search, sort, facet and print by name.
 *
 * @param name short name, {@code [a-z][a-z0-9_]*}
 * @param source the attributes it is made from
 * @param type type of its values; a value of another type in a record is kept beside the column
 * @param unit unit in which its numbers are written
 * @param terms whether single values are found through terms (few distinct values, or often looked up)
 * @param facet whether counts per value make sense
 * @param sort whether jobs may be sorted by it
 * @param text whether bare words search it
 * @param description one line for people
 */
public record FieldMapping(
        String name,
        FieldSource source,
        FieldType type,
        Unit unit,
        boolean terms,
        boolean facet,
        boolean sort,
        boolean text,
        String description) {

    /**
     * The name under which its values stand in job objects: the ClassAd attribute where the field is exactly one
     * attribute, otherwise the short name.
     */
    public String outputName() {
        return source instanceof FieldSource.Attribute attribute ? attribute.name() : name;
    }

    /** The ClassAd attributes the value is made from; empty for derived fields. */
    public List<String> attributes() {
        return source.attributes();
    }

    /** Whether the field has a column of its own; a field of codes shares the column of its number. */
    public boolean hasColumn() {
        return !(source instanceof FieldSource.Codes);
    }
}
