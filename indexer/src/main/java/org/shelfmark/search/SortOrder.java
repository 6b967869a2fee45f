package org.shelfmark.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.IndexedAttributes;
import org.shelfmark.query.NameResolver;

/**
 * The order of jobs in an answer: the fields asked for, then the address of the record, so that no two jobs are equal and
 * a page's end is a place that stays where it is while documents arrive. Jobs without a value come last.
 */
public final class SortOrder {
    private static final String NEWEST_FIRST = "-ended";
    private static final int MAX_FIELDS = 4;

    private SortOrder() {}

    /**
     * Reads an order such as {@code -completed,owner}; empty for the newest first.
     *
     * @throws SearchException when jobs cannot be sorted so
     */
    public static Sort parse(String text, Mapping mapping, IndexedAttributes attributes) {
        List<SortField> fields = new ArrayList<>();
        NameResolver resolver = new NameResolver(mapping, attributes);
        boolean descending = false;
        for (String part : (text.isBlank() ? NEWEST_FIRST : text).split(",", -1)) {
            String name = part.strip();
            boolean reverse = name.startsWith("-");
            if (fields.isEmpty()) {
                descending = reverse;
            }
            fields.add(field(
                    name.startsWith("-") || name.startsWith("+") ? name.substring(1) : name,
                    reverse,
                    mapping,
                    resolver));
        }
        if (fields.size() > MAX_FIELDS) {
            throw bad("sort by " + fields.size() + " fields; at most " + MAX_FIELDS);
        }
        fields.add(new SortField(Columns.FILE, SortField.Type.LONG, descending));
        fields.add(new SortField(Columns.OFFSET, SortField.Type.LONG, descending));
        return new Sort(fields.toArray(new SortField[0]));
    }

    private static SortField field(String name, boolean reverse, Mapping mapping, NameResolver resolver) {
        Optional<FieldMapping> field = resolver.field(name);
        if (field.isEmpty()) {
            resolver.requireKnown(name);
            throw bad(
                    "sort by '" + name + "': it has no column; accepted are the fields that 'shelfmark fields' lists");
        }
        if (!field.get().sort()) {
            throw bad("jobs cannot be sorted by '" + name + "'");
        }
        String column = Columns.of(mapping, field.get());
        // the constants for strings are named for ascending order, and reversed with it
        return Columns.holdsStrings(field.get())
                ? new SortField(
                        column,
                        SortField.Type.STRING,
                        reverse,
                        reverse ? SortField.STRING_FIRST : SortField.STRING_LAST)
                : new SortField(column, SortField.Type.LONG, reverse, reverse ? Long.MIN_VALUE : Long.MAX_VALUE);
    }

    private static SearchException bad(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }
}
