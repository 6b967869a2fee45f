package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;

/**
 * Finds what a name in a query stands for: a field's short name, or any ClassAd attribute, in any case. {@code MY.}
 * before a name says that the attribute is meant where a field has the same name.
 */
public final class NameResolver {
    private static final String MY = "my.";
    private static final List<String> CONDITIONS = List.of("has", "is", "id", "ran");

    private final Mapping mapping;
    private final IndexedAttributes attributes;

    /** Resolves names against a mapping and an index. */
    public NameResolver(Mapping mapping, IndexedAttributes attributes) {
        this.mapping = mapping;
        this.attributes = attributes;
    }

    /** The attribute that a name which is no field stands for, folded. */
    public static String attribute(String name) {
        String folded = Mapping.fold(name);
        return folded.startsWith(MY) ? folded.substring(MY.length()) : folded;
    }

    /** The field of a name: by its short name, or as the attribute it holds. */
    public Optional<FieldMapping> field(String name) {
        String folded = Mapping.fold(name);
        if (folded.startsWith(MY)) {
            return mapping.ofAttribute(folded.substring(MY.length()));
        }
        return mapping.named(folded).or(() -> mapping.ofAttribute(folded));
    }

    /**
     * What a name stands for.
     *
     * @throws QueryException when it stands for nothing in this index
     */
    Target target(String name, int column) {
        String folded = Mapping.fold(name);
        Optional<FieldMapping> field = field(folded);
        if (field.isPresent()) {
            return new Target.Field(field.get());
        }
        String attribute = attribute(name);
        if (mapping.isSecret(attribute)) {
            throw new QueryException(
                    column,
                    "attribute '" + name + "' may hold secrets and is not searchable; show prints whole records");
        }
        for (FieldMapping several : mapping.fields()) {
            if (several.source() instanceof FieldSource.FirstOf
                    && several.attributes().stream().anyMatch(candidate -> candidate.equalsIgnoreCase(attribute))) {
                return new Target.Candidate(attribute, several);
            }
        }
        if (attributes.contains(attribute)) {
            return new Target.Attribute(attribute);
        }
        throw unknown(name, column);
    }

    /**
     * Checks a name outside a query.
     *
     * @throws QueryException when it stands for nothing in this index
     */
    public void requireKnown(String name) {
        refuseCondition(name);
        Target unused = target(name, 1);
    }

    /**
     * Checks that the values of an attribute without a field stand among the terms.
     *
     * @throws QueryException when they do not all
     */
    public void requireFacetable(String name) {
        refuseCondition(name);
        if (target(name, 1) instanceof Target.Candidate candidate) {
            throw new QueryException(
                    1,
                    "'" + name + "' is counted as field '" + candidate.field().name() + "', together with "
                            + String.join(", ", candidate.field().attributes()),
                    List.of(candidate.field().name()));
        }
    }

    /** The names that are conditions of queries rather than fields. */
    public static List<String> conditions() {
        return CONDITIONS;
    }

    /** The names of conditions mean something in a query only. */
    private static void refuseCondition(String name) {
        if (CONDITIONS.contains(Mapping.fold(name))) {
            throw new QueryException(
                    1, "'" + name + "' is a condition of queries, not a field; 'shelfmark fields' lists the fields");
        }
    }

    private QueryException unknown(String name, int column) {
        List<String> names = new ArrayList<>(CONDITIONS);
        for (FieldMapping field : mapping.fields()) {
            names.add(field.name());
            names.addAll(field.attributes());
        }
        names.addAll(attributes.names());
        List<String> nearest = NearestNames.of(name, names);
        return new QueryException(
                column,
                "unknown name '" + name + "': neither a field nor an attribute of any indexed record"
                        + (nearest.isEmpty()
                                ? "; 'shelfmark fields' lists the fields, quotes search for text with a colon"
                                : "; did you mean " + String.join(", ", nearest) + "?"),
                nearest);
    }
}
