package org.shelfmark.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.IndexedAttributes;
import org.shelfmark.query.NameResolver;

/** The names that may stand in a query, the useful ones first; never one that may hold secrets. */
final class SuggestedNames {
    private static final Map<String, String> CONDITIONS = Map.of(
            "has", "a name: jobs that have a value of it",
            "is", "failed, ok, removed, completed: how the job ended",
            "id", "1234.5, 1234 or source#1234.5: jobs by their id",
            "ran", "a time or period: jobs whose last run meets it");

    private SuggestedNames() {}

    /**
     * A name.
     *
     * @param kind field or attribute
     * @param description empty when nobody knows
     */
    record Known(String name, String kind, Optional<String> description) {}

    /** The names that begin like this, in any case. */
    static Iterable<Known> of(String prefix, Mapping mapping, IndexedAttributes attributes, boolean withConditions) {
        String folded = Mapping.fold(prefix);
        Map<String, Known> names = new LinkedHashMap<>();
        for (FieldMapping field : mapping.fields()) {
            add(names, folded, new Known(field.name(), "field", Optional.of(described(field))));
        }
        if (withConditions) {
            for (String condition : NameResolver.conditions()) {
                add(names, folded, new Known(condition, "field", Optional.ofNullable(CONDITIONS.get(condition))));
            }
        }
        for (FieldMapping field : mapping.fields()) {
            if (!(field.source() instanceof FieldSource.Codes)) {
                for (String attribute : field.attributes()) {
                    if (!mapping.isSecret(attribute)) {
                        String same = "field " + field.name() + ": " + described(field);
                        add(names, folded, new Known(attribute, "attribute", Optional.of(same)));
                    }
                }
            }
        }
        for (String attribute : attributes.names()) {
            if (!mapping.isSecret(attribute)) {
                add(names, folded, new Known(attribute, "attribute", Optional.empty()));
            }
        }
        return names.values();
    }

    private static void add(Map<String, Known> names, String foldedPrefix, Known known) {
        String folded = Mapping.fold(known.name());
        if (folded.startsWith(foldedPrefix)) {
            names.putIfAbsent(folded, known);
        }
    }

    private static String described(FieldMapping field) {
        String unit = field.unit().symbol();
        return field.description() + " (" + Mapping.fold(field.type().name()) + (unit.isEmpty() ? "" : ", " + unit)
                + ")";
    }
}
