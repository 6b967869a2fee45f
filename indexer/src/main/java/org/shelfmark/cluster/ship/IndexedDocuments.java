package org.shelfmark.cluster.ship;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.Bits;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobFields;

/** Reads documents back from an index that stores none: numbers and strings from their columns, terms from the lists of terms. */
final class IndexedDocuments {
    private final LeafReader segment;
    private final int from;
    private final int to;
    private final TermsOfDocuments attributes;
    private final TermsOfDocuments words;
    private final TermsOfDocuments kinds;
    private final TermsOfDocuments fragments;
    private final List<Column> columns = new ArrayList<>();
    private final JobFields document = new JobFields();
    private final List<String> kind = new ArrayList<>();
    private String fragment = "";

    /** Adds what a column has for a document, if it has anything. Documents come in ascending order. */
    private interface Column {
        void add(int number) throws IOException;
    }

    /** Is given documents. */
    interface Listener {
        /**
         * A document, good during the call only.
         *
         * @param number its number in the segment
         * @param kinds what it is, being no job; empty for a job
         * @param fragment the term by which the document of an unfinished record is found; empty for all others
         */
        void document(int number, JobFields document, Set<String> kinds, String fragment) throws IOException;
    }

    /** Prepares the documents [from, to) of a segment; this takes the time. */
    IndexedDocuments(LeafReader segment, int from, int to) throws IOException {
        this.segment = segment;
        this.from = from;
        this.to = to;
        this.attributes = TermsOfDocuments.read(segment, AttributeTerms.FIELD, from, to);
        this.words = TermsOfDocuments.read(segment, Columns.WORDS, from, to);
        this.kinds = TermsOfDocuments.read(segment, Columns.KIND, from, to);
        this.fragments = TermsOfDocuments.read(segment, Columns.FRAGMENT, from, to);
        for (FieldInfo field : segment.getFieldInfos()) {
            switch (field.getDocValuesType()) {
                case NUMERIC -> columns.add(number(field.name));
                case SORTED -> columns.add(string(field.name));
                case BINARY -> {
                    if (field.name.equals(Columns.MISFITS)) {
                        columns.add(misfits());
                    }
                }
                case NONE, SORTED_NUMERIC, SORTED_SET -> {}
            }
        }
    }

    private Column number(String name) throws IOException {
        NumericDocValues values = segment.getNumericDocValues(name);
        return number -> {
            if (values.advanceExact(number)) {
                document.number(name, values.longValue());
            }
        };
    }

    private Column string(String name) throws IOException {
        SortedDocValues values = segment.getSortedDocValues(name);
        return number -> {
            if (values.advanceExact(number)) {
                document.string(name, values.lookupOrd(values.ordValue()));
            }
        };
    }

    private Column misfits() throws IOException {
        BinaryDocValues values = segment.getBinaryDocValues(Columns.MISFITS);
        return number -> {
            if (values.advanceExact(number)) {
                document.misfits(values.binaryValue());
            }
        };
    }

    /** Gives those that were not taken back. */
    void forEach(Listener listener) throws IOException {
        Bits live = segment.getLiveDocs();
        StoredFields stored = segment.storedFields();
        for (int number = from; number < to; number++) {
            if (live == null || live.get(number)) {
                read(number, stored);
                listener.document(number, document, Set.copyOf(kind), fragment);
            }
        }
    }

    private void read(int number, StoredFields stored) throws IOException {
        document.clear();
        kind.clear();
        fragment = "";
        for (Column column : columns) {
            column.add(number);
        }
        attributes.forEach(number, document::term);
        words.forEach(number, document::word);
        kinds.forEach(number, term -> kind.add(term.utf8ToString()));
        kind.forEach(document::kind);
        fragments.forEach(number, term -> fragment = term.utf8ToString());
        if (!fragment.isEmpty()) {
            document.fragment(fragment);
        }
        if (!kind.isEmpty()) {
            String reason = stored.document(number).get(Columns.REASON);
            if (reason != null) {
                document.reason(reason);
            }
        }
    }
}
