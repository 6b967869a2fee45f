package org.shelfmark.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** The fields of one document while it is being put together; reused from record to record. */
final class JobDocument implements Iterable<IndexableField> {
    private final @Nullable NumberColumn[] numbers;
    private final @Nullable BytesColumn[] strings;
    private final NumberColumn file = new NumberColumn(Columns.FILE);
    private final NumberColumn offset = new NumberColumn(Columns.OFFSET);
    private final NumberColumn length = new NumberColumn(Columns.LENGTH);
    private final BytesColumn misfitColumn = BytesColumn.binary(Columns.MISFITS);
    private final Map<String, AttributeValue> misfits = new LinkedHashMap<>();
    private final TermList terms = new TermList();
    private final TermList words = new TermList();
    private final TermsField termsField = new TermsField(AttributeTerms.FIELD, terms);
    private final TermsField wordsField = new TermsField(Columns.WORDS, words);
    private final List<ReusableField> fields = new ArrayList<>();
    private final KnownContent.Marks marks = new KnownContent.Marks();
    private int misfitsAdded;
    private int misfitsMarked;

    JobDocument(Mapping mapping) {
        numbers = new NumberColumn[mapping.fields().size()];
        strings = new BytesColumn[numbers.length];
        for (FieldPlace place : FieldPlace.of(mapping)) {
            FieldMapping field = place.field();
            if (Columns.holdsStrings(field)) {
                strings[place.column()] = BytesColumn.sorted(field.name());
            } else if (field.hasColumn()) {
                numbers[place.column()] = new NumberColumn(field.name());
            }
        }
    }

    void clear() {
        fields.clear();
        terms.clear();
        words.clear();
        misfits.clear();
    }

    void number(FieldPlace place, long value) {
        NumberColumn column = numbers[place.column()];
        if (column == null) {
            throw new IllegalArgumentException(
                    "no number column '" + place.field().name() + "'");
        }
        add(column, value);
    }

    private void add(NumberColumn column, long value) {
        column.set(value);
        fields.add(column);
    }

    void string(FieldPlace place, BytesRef value) {
        BytesColumn column = strings[place.column()];
        if (column == null) {
            throw new IllegalArgumentException(
                    "no string column '" + place.field().name() + "'");
        }
        column.set(value);
        fields.add(column);
    }

    void address(RecordAddress address) {
        add(file, address.fileId());
        add(offset, address.location().offset());
        add(length, address.location().lengthBytes());
    }

    void misfit(String column, AttributeValue value) {
        misfits.put(column, value);
        misfitsAdded++;
    }

    void term(BytesRef term) {
        terms.add(term);
    }

    /** Adds the term of an integer. */
    void term(TermBeginnings beginnings, long number) {
        terms.add(beginnings.of(AttributeTerms.Kind.NUMBER), number);
    }

    /** Adds the term of a real. */
    void term(TermBeginnings beginnings, double number) {
        terms.add(beginnings.of(AttributeTerms.Kind.NUMBER), number);
    }

    /**
     * Adds the term of a string, if it is short and plain; false where it was not added.
     *
     * @param spelled as in {@link AttributeTerms#string}, or else as in {@link AttributeTerms#foldedString}
     */
    boolean term(TermBeginnings beginnings, String text, boolean spelled) {
        return text.length() <= AttributeTerms.MAX_TEXT_BYTES
                && terms.addFolded(beginnings.of(AttributeTerms.Kind.STRING), text, spelled);
    }

    void words(TermList found) {
        words.addAll(found);
    }

    /** Adds the words of a text. */
    void words(WordSplitter splitter, String text) {
        splitter.split(text, words);
    }

    /** Begins to note what the entries of a record give; what is there already is from no entry. */
    void beginMarks() {
        marks.begin(terms.size(), words.size(), fields.size());
        misfitsMarked = misfitsAdded;
    }

    /**
     * Notes that the next entry has given what was added since.
     *
     * @param special whether that depends on other attributes; it counts as special, too, when it is a misfit
     */
    void markEntry(boolean special) {
        marks.entry(terms.size(), words.size(), fields.size(), special || misfitsAdded > misfitsMarked);
        misfitsMarked = misfitsAdded;
    }

    /** What was noted, for records that have the same entries. */
    KnownContent marked() {
        return marks.content(terms, words, fields);
    }

    /** Adds what the entries [from, to) of a known record give, none of which is special. */
    void add(KnownContent content, int from, int to) {
        content.addTerms(terms, from, to);
        content.addWords(words, from, to);
        content.addColumns(fields, from, to);
    }

    /** Adds what was collected over the whole record; the document is complete then. */
    void finish() {
        if (terms.size() > 0) {
            fields.add(termsField);
        }
        if (words.size() > 0) {
            fields.add(wordsField);
        }
        if (!misfits.isEmpty()) {
            misfitColumn.set(Misfits.encode(misfits));
            fields.add(misfitColumn);
        }
    }

    @Override
    public Iterator<IndexableField> iterator() {
        return Collections.<IndexableField>unmodifiableList(fields).iterator();
    }
}
