package org.shelfmark.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.shelfmark.document.AttributeTerms;

/** The attribute names of a snapshot, looked up in its terms. */
public final class SnapshotAttributes implements IndexedAttributes {
    private final IndexReader reader;

    /** The attributes of a reader, which must stay open. */
    public SnapshotAttributes(IndexReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean contains(String foldedName) {
        return hasPrefix(AttributeTerms.prefix(foldedName));
    }

    @Override
    public boolean contains(String foldedName, AttributeTerms.Kind kind) {
        return hasPrefix(AttributeTerms.prefix(foldedName, kind));
    }

    private boolean hasPrefix(BytesRef prefix) {
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                Terms terms = leaf.reader().terms(AttributeTerms.FIELD);
                if (terms != null) {
                    TermsEnum term = terms.iterator();
                    if (term.seekCeil(prefix) != TermsEnum.SeekStatus.END
                            && StringHelper.startsWith(term.term(), prefix)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the index's terms", e);
        }
    }

    /** Jumps from name to name; never walks over a name's values. */
    @Override
    public List<String> names() {
        SortedSet<String> names = new TreeSet<>();
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                Terms terms = leaf.reader().terms(AttributeTerms.FIELD);
                TermsEnum term = terms == null ? TermsEnum.EMPTY : terms.iterator();
                BytesRef next = new BytesRef();
                while (term.seekCeil(next) != TermsEnum.SeekStatus.END) {
                    String name = nameOf(term.term());
                    if (!name.startsWith("@")) {
                        names.add(name);
                    }
                    // the byte behind the separator is the end of this name's terms
                    next = new BytesRef(name + "\u0001");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the index's terms", e);
        }
        return new ArrayList<>(names);
    }

    private static String nameOf(BytesRef term) {
        int end = term.offset;
        while (term.bytes[end] != 0) {
            end++;
        }
        return new String(term.bytes, term.offset, end - term.offset, StandardCharsets.US_ASCII);
    }
}
