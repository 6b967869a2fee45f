package org.shelfmark.document;

import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.InvertableType;
import org.apache.lucene.document.StoredValue;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A field that lives as long as its document builder. Making Lucene's own field objects for 80 columns of every record
 * would cost as much as indexing them.
 */
abstract class ReusableField implements IndexableField {
    private final String name;
    private final IndexableFieldType type;

    ReusableField(String name, IndexableFieldType type) {
        this.name = name;
        this.type = type;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final IndexableFieldType fieldType() {
        return type;
    }

    @Override
    public @Nullable TokenStream tokenStream(Analyzer analyzer, @Nullable TokenStream reuse) {
        return null;
    }

    @Override
    public @Nullable BytesRef binaryValue() {
        return null;
    }

    @Override
    public @Nullable Number numericValue() {
        return null;
    }

    @Override
    public @Nullable String stringValue() {
        return null;
    }

    @Override
    public @Nullable CharSequence getCharSequenceValue() {
        return null;
    }

    @Override
    public @Nullable Reader readerValue() {
        return null;
    }

    @Override
    public @Nullable StoredValue storedValue() {
        return null;
    }

    @Override
    public InvertableType invertableType() {
        return InvertableType.TOKEN_STREAM;
    }
}
