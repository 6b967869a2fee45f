package org.shelfmark.document;

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
    private final TermList terms;

    /** A field that has the terms which the list has when the field is read. */
    TermsField(String name, TermList terms) {
        super(name, type());
        this.terms = terms;
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
        private final BytesTermAttribute attribute = addAttribute(BytesTermAttribute.class);
        private final BytesRef term = new BytesRef();
        private int next;

        @Override
        public void reset() {
            clearAttributes();
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            if (next == terms.size()) {
                return false;
            }
            terms.get(next++, term);
            attribute.setBytesRef(term);
            return true;
        }
    }
}
