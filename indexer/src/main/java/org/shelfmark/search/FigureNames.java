package org.shelfmark.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.aggregate.HeapColumns;
import org.shelfmark.aggregate.Measure;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.mapping.Unit;
import org.shelfmark.query.IndexedAttributes;
import org.shelfmark.query.NameResolver;
import org.shelfmark.query.QueryException;

/** What the names in a request for figures stand for. */
final class FigureNames {
    private final Mapping mapping;
    private final NameResolver names;
    private final HeapColumns columns;
    /** One for all passes of a request, which asks for a column once. */
    private final Map<FieldMapping, Dimension> dimensions = new HashMap<>();

    FigureNames(Mapping mapping, IndexedAttributes attributes, HeapColumns columns) {
        this.mapping = mapping;
        this.columns = columns;
        this.names = new NameResolver(mapping, attributes);
    }

    /** What jobs are told apart by. */
    Dimension dimension(String name) {
        Optional<FieldMapping> field = names.field(name);
        if (field.isPresent()) {
            if (!field.get().facet()) {
                throw bad("by: '" + name + "' differs from job to job; counts per value would not tell anything");
            }
            return dimensions.computeIfAbsent(field.get(), known -> Dimension.of(mapping, known, columns));
        }
        requireAttribute("by", name);
        return Dimension.ofAttribute(NameResolver.attribute(name));
    }

    /** The same for several names. */
    List<Dimension> dimensions(List<String> all) {
        List<Dimension> dimensions = new ArrayList<>();
        all.forEach(name -> dimensions.add(dimension(name)));
        return dimensions;
    }

    /** Numbers of jobs. */
    Measure measure(String name) {
        Optional<FieldMapping> field = names.field(name);
        if (field.isPresent()) {
            requireNumbers(name, field.get());
            return Measure.of(mapping, field.get());
        }
        requireAttribute("of", name);
        return Measure.ofAttribute(NameResolver.attribute(name));
    }

    /** The column in which summaries of archived jobs have what a name stands for. */
    ArchivedColumn archived(String name) {
        return names.field(name)
                .map(field -> ArchivedColumn.of(mapping, field))
                .orElseGet(() -> ArchivedColumn.ofAttribute(NameResolver.attribute(name)));
    }

    /** The short name of a field, however it is named; other names as they are. */
    String fieldName(String name) {
        return names.field(name).map(FieldMapping::name).orElse(name);
    }

    /** Whether a name stands for times. */
    boolean isTime(String name) {
        return names.field(name).map(field -> field.type() == FieldType.TIME).orElse(false);
    }

    /** The unit of the numbers of a name. */
    Unit unit(String name) {
        return names.field(name)
                .map(FieldMapping::unit)
                .orElseGet(() -> mapping.unitOfOther(NameResolver.attribute(name)));
    }

    private static void requireNumbers(String name, FieldMapping field) {
        if (field.source() instanceof FieldSource.Codes codes) {
            throw bad("of: '" + name + "' is a word; its number is '" + codes.attribute() + "'");
        }
        String kind = switch (field.type()) {
            case INTEGER, REAL, TIME -> "";
            case BOOLEAN -> "true or false";
            case STRING -> "text";
        };
        if (!kind.isEmpty()) {
            throw bad("of: '" + name + "' is " + kind + "; accepted: fields and attributes with numbers or times");
        }
    }

    private void requireAttribute(String parameter, String name) {
        try {
            names.requireFacetable(name);
        } catch (QueryException e) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, parameter + ": " + e.getMessage(), e.suggestions());
        }
    }

    private static SearchException bad(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }
}
