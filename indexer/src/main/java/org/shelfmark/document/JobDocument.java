package org.shelfmark.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** The fields of one document while it is being put together; reused from record to record. */
final class JobDocument implements Iterable<IndexableField> {
    private final Map<String, NumberColumn> numbers = new HashMap<>();
    private final Map<String, BytesColumn> strings = new HashMap<>();
    private final BytesColumn misfitColumn = BytesColumn.binary(Columns.MISFITS);
    private final Map<String, AttributeValue> misfits = new LinkedHashMap<>();
    private final TermsField terms = new TermsField(AttributeTerms.FIELD);
    private final TermsField words = new TermsField(Columns.WORDS);
    private final List<IndexableField> fields = new ArrayList<>();

    JobDocument(Mapping mapping) {
        for (FieldMapping field : mapping.fields()) {
            if (Columns.holdsStrings(field)) {
                strings.put(field.name(), BytesColumn.sorted(field.name()));
            } else if (field.hasColumn()) {
                numbers.put(field.name(), new NumberColumn(field.name()));
            }
        }
        for (String address : List.of(Columns.FILE, Columns.OFFSET, Columns.LENGTH)) {
            numbers.put(address, new NumberColumn(address));
        }
    }

    void clear() {
        fields.clear();
        terms.clear();
        words.clear();
        misfits.clear();
    }

    void number(String column, long value) {
        NumberColumn field = numbers.get(column);
        if (field == null) {
            throw new IllegalArgumentException("no number column '" + column + "'");
        }
        field.set(value);
        fields.add(field);
    }

    void string(String column, BytesRef value) {
        BytesColumn field = strings.get(column);
        if (field == null) {
            throw new IllegalArgumentException("no string column '" + column + "'");
        }
        field.set(value);
        fields.add(field);
    }

    void misfit(String column, AttributeValue value) {
        misfits.put(column, value);
    }

    void term(BytesRef term) {
        terms.add(term);
    }

    void words(List<BytesRef> found) {
        found.forEach(words::add);
    }

    /** Adds what was collected over the whole record; the document is complete then. */
    void finish() {
        if (!terms.isEmpty()) {
            fields.add(terms);
        }
        if (!words.isEmpty()) {
            fields.add(words);
        }
        if (!misfits.isEmpty()) {
            misfitColumn.set(Misfits.encode(misfits));
            fields.add(misfitColumn);
        }
    }

    @Override
    public Iterator<IndexableField> iterator() {
        return fields.iterator();
    }
}
