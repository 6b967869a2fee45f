package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** The values of one column at their places, put in any order and read in that of the places. Used for one column after another. */
final class ColumnGathering {
    private final long[] values;
    private final FixedBitSet present;
    private int count;

    ColumnGathering(int documents) {
        this.values = new long[documents];
        this.present = new FixedBitSet(documents);
    }

    void clear() {
        present.clear();
        count = 0;
    }

    void put(int place, long value) {
        values[place] = value;
        present.set(place);
        count++;
    }

    NumericDocValues numbers() {
        return new Numbers();
    }

    /** @param terms whose ordinals were put; its documents are not read */
    SortedDocValues ordinals(SortedDocValues terms) {
        return new Ordinals(terms);
    }

    /** Goes over the places that have a value. */
    private final class Places {
        private int place = -1;

        int advance(int target) {
            if (target >= values.length) {
                place = DocIdSetIterator.NO_MORE_DOCS;
            } else {
                place = count == values.length ? target : present.nextSetBit(target);
            }
            return place;
        }

        boolean advanceExact(int target) {
            place = target;
            return present.get(target);
        }

        void intoBitSet(int upTo, FixedBitSet bits, int offset) {
            int end = Math.min(upTo, values.length);
            if (end > place) {
                FixedBitSet.orRange(present, place, bits, place - offset, end - place);
                advance(end);
            }
        }
    }

    private final class Numbers extends NumericDocValues {
        private final Places places = new Places();

        @Override
        public long longValue() {
            return values[places.place];
        }

        @Override
        public boolean advanceExact(int target) {
            return places.advanceExact(target);
        }

        @Override
        public int docID() {
            return places.place;
        }

        @Override
        public int nextDoc() {
            return places.advance(places.place + 1);
        }

        @Override
        public int advance(int target) {
            return places.advance(target);
        }

        @Override
        public void intoBitSet(int upTo, FixedBitSet bits, int offset) {
            places.intoBitSet(upTo, bits, offset);
        }

        @Override
        public long cost() {
            return count;
        }
    }

    private final class Ordinals extends SortedDocValues {
        private final Places places = new Places();
        private final SortedDocValues terms;

        private Ordinals(SortedDocValues terms) {
            this.terms = terms;
        }

        @Override
        public int ordValue() {
            return (int) values[places.place];
        }

        @Override
        public BytesRef lookupOrd(int ordinal) throws IOException {
            return terms.lookupOrd(ordinal);
        }

        @Override
        public int getValueCount() {
            return terms.getValueCount();
        }

        @Override
        public TermsEnum termsEnum() throws IOException {
            return terms.termsEnum();
        }

        @Override
        public boolean advanceExact(int target) {
            return places.advanceExact(target);
        }

        @Override
        public int docID() {
            return places.place;
        }

        @Override
        public int nextDoc() {
            return places.advance(places.place + 1);
        }

        @Override
        public int advance(int target) {
            return places.advance(target);
        }

        @Override
        public void intoBitSet(int upTo, FixedBitSet bits, int offset) {
            places.intoBitSet(upTo, bits, offset);
        }

        @Override
        public long cost() {
            return count;
        }
    }
}
