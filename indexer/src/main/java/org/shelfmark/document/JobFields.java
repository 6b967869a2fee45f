package org.shelfmark.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;

/**
 * A document put together from its fields by somebody who has them from elsewhere; the same kinds of field as
 * {@link JobDocumentBuilder} makes. Belongs to one thread; reused from document to document.
 */
public final class JobFields implements Iterable<IndexableField> {
    private final Map<String, NumberColumn> numbers = new HashMap<>();
    private final Map<String, BytesColumn> strings = new HashMap<>();
    private final BytesColumn misfits = BytesColumn.binary(Columns.MISFITS);
    private final TermList terms = new TermList();
    private final TermList words = new TermList();
    private final TermsField termsField = new TermsField(AttributeTerms.FIELD, terms);
    private final TermsField wordsField = new TermsField(Columns.WORDS, words);
    private final List<IndexableField> fields = new ArrayList<>();

    /** Begins another document. */
    public void clear() {
        fields.clear();
        terms.clear();
        words.clear();
    }

    /** The number of a column, encoded as the column wants it. */
    public void number(String column, long value) {
        NumberColumn field = numbers.computeIfAbsent(column, NumberColumn::new);
        field.set(value);
        fields.add(field);
    }

    /** The number of the archive file that the document's record stands in. */
    public int file() {
        return (int) numbers.computeIfAbsent(Columns.FILE, NumberColumn::new).value();
    }

    /** The string of a column. */
    public void string(String column, BytesRef value) {
        BytesColumn field = strings.computeIfAbsent(column, BytesColumn::sorted);
        field.set(value);
        fields.add(field);
    }

    /** What does not fit the columns, encoded. */
    public void misfits(BytesRef encoded) {
        misfits.set(encoded);
        fields.add(misfits);
    }

    /** One more term of an attribute. */
    public void term(BytesRef term) {
        if (terms.size() == 0) {
            fields.add(termsField);
        }
        terms.add(term);
    }

    /** One more word. */
    public void word(BytesRef word) {
        if (words.size() == 0) {
            fields.add(wordsField);
        }
        words.add(word);
    }

    /** One more of the things that the document is, being no job. */
    public void kind(String kind) {
        fields.add(new StringField(Columns.KIND, kind, Field.Store.NO));
    }

    /** Where an unfinished record stands. */
    public void fragment(String key) {
        fields.add(new StringField(Columns.FRAGMENT, key, Field.Store.NO));
    }

    /** Why a record could not be understood. */
    public void reason(String reason) {
        fields.add(new StoredField(Columns.REASON, reason));
    }

    @Override
    public Iterator<IndexableField> iterator() {
        return Collections.unmodifiableList(fields).iterator();
    }
}
