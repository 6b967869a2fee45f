package org.shelfmark.query.constraint;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.shelfmark.document.AttributeTerms;

/** The distinct values of an index on this machine. */
final class ReaderValues implements IndexedValues {
    private final IndexReader reader;

    ReaderValues(IndexReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean hasTerm(BytesRef prefix) throws IOException {
        return !terms(prefix, 0).map(Set::isEmpty).orElse(false);
    }

    @Override
    public Optional<Set<BytesRef>> terms(BytesRef prefix, int most) throws IOException {
        Set<BytesRef> found = new TreeSet<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            Terms terms = leaf.reader().terms(AttributeTerms.FIELD);
            TermsEnum term = terms == null ? TermsEnum.EMPTY : terms.iterator();
            if (term.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
                continue;
            }
            for (BytesRef bytes = term.term();
                    bytes != null && StringHelper.startsWith(bytes, prefix);
                    bytes = term.next()) {
                if (found.size() >= most && !found.contains(bytes)) {
                    return Optional.empty();
                }
                found.add(BytesRef.deepCopyOf(bytes));
            }
        }
        return Optional.of(found);
    }

    @Override
    public Optional<Set<BytesRef>> dictionary(String column, int most) throws IOException {
        Set<BytesRef> found = new TreeSet<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            SortedDocValues values = leaf.reader().getSortedDocValues(column);
            if (values == null) {
                continue;
            }
            if (values.getValueCount() > most) {
                return Optional.empty();
            }
            TermsEnum value = values.termsEnum();
            for (BytesRef bytes = value.next(); bytes != null; bytes = value.next()) {
                if (!found.contains(bytes)) {
                    found.add(BytesRef.deepCopyOf(bytes));
                }
            }
            if (found.size() > most) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
