package org.shelfmark.document;

import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexableFieldType;

/** A number of a document, set anew for every document; without objects for its values. */
final class NumberColumn extends ReusableField {
    private static final IndexableFieldType WITH_SKIP_INDEX =
            NumericDocValuesField.indexedField("", 0).fieldType();

    private final Holder holder = new Holder();

    NumberColumn(String name) {
        super(name, WITH_SKIP_INDEX);
    }

    long value() {
        return holder.value;
    }

    void set(long value) {
        holder.value = value;
    }

    @Override
    public Number numericValue() {
        return holder;
    }

    /** A number that changes under the hands of its holder; Lucene reads it at once. */
    private static final class Holder extends Number {
        private static final long serialVersionUID = 1L;
        private long value;

        @Override
        public int intValue() {
            return (int) value;
        }

        @Override
        public long longValue() {
            return value;
        }

        @Override
        public float floatValue() {
            return value;
        }

        @Override
        public double doubleValue() {
            return value;
        }
    }
}
