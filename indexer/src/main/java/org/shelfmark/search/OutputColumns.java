package org.shelfmark.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.IndexedAttributes;
import org.shelfmark.query.NameResolver;

/** Which values of a job are given out, and under which names. */
final class OutputColumns {
    private OutputColumns() {}

    /**
     * One value of a job.
     *
     * @param name key in the job object
     * @param field the field it is read from; empty for an attribute without one, which is read from the record
     */
    record Column(String name, Optional<FieldMapping> field) {}

    /** The columns of the names asked for. */
    static List<Column> of(List<String> names, Mapping mapping, IndexedAttributes attributes) {
        List<Column> columns = new ArrayList<>();
        NameResolver resolver = new NameResolver(mapping, attributes);
        for (String name : names.isEmpty() ? Requests.Jobs.DEFAULT_FIELDS : names) {
            if (name.equals("*")) {
                mapping.fields().forEach(field -> columns.add(new Column(field.outputName(), Optional.of(field))));
            } else if (!name.equals("id")) {
                columns.add(column(name, resolver, mapping));
            }
        }
        return columns;
    }

    private static Column column(String name, NameResolver resolver, Mapping mapping) {
        Optional<FieldMapping> field = resolver.field(name);
        if (field.isPresent()) {
            return new Column(field.get().outputName(), field);
        }
        if (mapping.isSecret(NameResolver.attribute(name))) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "fields: '" + name + "' may hold secrets and is not given out; show prints whole records");
        }
        resolver.requireKnown(name);
        return new Column(name, Optional.empty());
    }
}
