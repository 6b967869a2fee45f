package org.shelfmark.document;

import java.util.Arrays;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** All terms of a document in one inverted field: which documents have the term, nothing else is kept. */
final class TermsField extends ReusableField {
    private final Stream stream = new Stream();
    private BytesRef[] terms = new BytesRef[512];
    private int size;

    TermsField(String name) {
        super(name, type());
    }

    void clear() {
        size = 0;
    }

    void add(BytesRef term) {
        if (size == terms.length) {
            terms = Arrays.copyOf(terms, size * 2);
        }
        terms[size++] = term;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Override
    public TokenStream tokenStream(Analyzer analyzer, @Nullable TokenStream reuse) {
        return stream;
    }

    private static FieldType type() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS);
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    private final class Stream extends TokenStream {
        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private int next;

        @Override
        public void reset() {
            clearAttributes();
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            if (next == size) {
                return false;
            }
            term.setBytesRef(terms[next++]);
            return true;
        }
    }
}
