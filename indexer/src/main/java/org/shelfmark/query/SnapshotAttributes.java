package org.shelfmark.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.AttributeTerms;

/** The attribute names of a snapshot, looked up in its terms; remembers what it found. Safe for many threads. */
public final class SnapshotAttributes implements IndexedAttributes {
    /** Anybody can invent names. */
    private static final int MOST_REMEMBERED = 10_000;

    private final IndexReader reader;
    private final Map<BytesRef, Boolean> remembered = new ConcurrentHashMap<>();
    private volatile @Nullable List<String> names;

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
        Boolean known = remembered.get(prefix);
        if (known != null) {
            return known;
        }
        boolean found = find(prefix);
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(prefix, found);
        }
        return found;
    }

    private boolean find(BytesRef prefix) {
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
        List<String> known = names;
        if (known == null) {
            known = List.copyOf(allNames());
            names = known;
        }
        return known;
    }

    private SortedSet<String> allNames() {
        SortedSet<String> all = new TreeSet<>();
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                Terms terms = leaf.reader().terms(AttributeTerms.FIELD);
                TermsEnum term = terms == null ? TermsEnum.EMPTY : terms.iterator();
                BytesRef next = new BytesRef();
                while (term.seekCeil(next) != TermsEnum.SeekStatus.END) {
                    String name = nameOf(term.term());
                    if (!name.startsWith("@")) {
                        all.add(name);
                    }
                    // the byte behind the separator is the end of this name's terms
                    next = new BytesRef(name + "\u0001");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the index's terms", e);
        }
        return all;
    }

    private static String nameOf(BytesRef term) {
        int end = term.offset;
        while (term.bytes[end] != 0) {
            end++;
        }
        return new String(term.bytes, term.offset, end - term.offset, StandardCharsets.US_ASCII);
    }
}
