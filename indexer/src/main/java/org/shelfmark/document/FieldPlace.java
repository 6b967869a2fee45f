package org.shelfmark.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;

/**
 * Where the values of a field go.
 *
 * @param column place of the field in the mapping, and of its column in a document
 * @param terms the terms under which its values are looked up
 */
record FieldPlace(FieldMapping field, int column, TermBeginnings terms) {
    /** The places of all fields, in the order of the mapping. */
    static List<FieldPlace> of(Mapping mapping) {
        List<FieldPlace> places = new ArrayList<>();
        for (FieldMapping field : mapping.fields()) {
            places.add(new FieldPlace(field, places.size(), new TermBeginnings(Columns.termName(field))));
        }
        return places;
    }

    /** The places of the fields that hold exactly one attribute, by its folded name. */
    static Map<String, FieldPlace> byAttribute(Mapping mapping) {
        Map<String, FieldPlace> places = new HashMap<>();
        for (FieldPlace place : of(mapping)) {
            if (place.field.source() instanceof FieldSource.Attribute attribute) {
                places.put(Mapping.fold(attribute.name()), place);
            }
        }
        return places;
    }
}
