package org.shelfmark.document;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A string or byte value of a document, set anew for every document. */
final class BytesColumn extends ReusableField {
    private @Nullable BytesRef value;

    private BytesColumn(String name, IndexableFieldType type) {
        super(name, type);
    }

    /** A string that is sorted and counted by value. */
    static BytesColumn sorted(String name) {
        return new BytesColumn(
                name, SortedDocValuesField.indexedField("", new BytesRef()).fieldType());
    }

    /** Bytes that are only read back. */
    static BytesColumn binary(String name) {
        return new BytesColumn(name, BinaryDocValuesField.TYPE);
    }

    void set(@Nullable BytesRef value) {
        this.value = value;
    }

    @Override
    public @Nullable BytesRef binaryValue() {
        return value;
    }
}
