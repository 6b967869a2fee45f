package org.shelfmark.document;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.util.BytesRef;

/** A string or byte value of a document, set anew for every document. */
final class BytesColumn extends ReusableField {
    private BytesRef value = new BytesRef();

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

    void set(BytesRef value) {
        this.value = value;
    }

    @Override
    public BytesRef binaryValue() {
        return value;
    }
}
