package org.shelfmark.document;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a {@link KnownRecord} give to a document, laid out so that what many entries in a row give is copied
 * at once.
 *
 * <p>An entry is special if what it gives depends on other attributes of its record, or has not been the same ever since.
 */
final class KnownContent {
    private final TermList terms;
    private final TermList words;
    private final ReusableField[] columns;
    private final long[] numbers;
    private final @Nullable BytesRef[] strings;
    private final int[] termsTo;
    private final int[] wordsTo;
    private final int[] columnsTo;
    private final BitSet specials = new BitSet();

    private KnownContent(
            TermList terms,
            TermList words,
            ReusableField[] columns,
            long[] numbers,
            @Nullable BytesRef[] strings,
            Marks marks) {
        this.terms = terms;
        this.words = words;
        this.columns = columns;
        this.numbers = numbers;
        this.strings = strings;
        this.termsTo = Arrays.copyOf(marks.termsTo, marks.size);
        this.wordsTo = Arrays.copyOf(marks.wordsTo, marks.size);
        this.columnsTo = Arrays.copyOf(marks.columnsTo, marks.size);
        this.specials.or(marks.specials);
    }

    /** Up to where in a document each entry of a record has given something; reused from record to record. */
    static final class Marks {
        private int[] termsTo = new int[256];
        private int[] wordsTo = new int[256];
        private int[] columnsTo = new int[256];
        private final BitSet specials = new BitSet();
        private int size;

        /** Forgets everything; what the document has now is not from an entry. */
        void begin(int terms, int words, int columns) {
            size = 0;
            specials.clear();
            mark(terms, words, columns);
        }

        /** The next entry has given what the document has now. */
        void entry(int terms, int words, int columns, boolean special) {
            if (special) {
                specials.set(size - 1);
            }
            mark(terms, words, columns);
        }

        private void mark(int terms, int words, int columns) {
            if (size == termsTo.length) {
                termsTo = Arrays.copyOf(termsTo, size * 2);
                wordsTo = Arrays.copyOf(wordsTo, size * 2);
                columnsTo = Arrays.copyOf(columnsTo, size * 2);
            }
            termsTo[size] = terms;
            wordsTo[size] = words;
            columnsTo[size] = columns;
            size++;
        }

        /** What the document has, by entries. */
        KnownContent content(TermList terms, TermList words, List<ReusableField> columns) {
            ReusableField[] kept = columns.toArray(ReusableField[]::new);
            long[] numbers = new long[kept.length];
            @Nullable BytesRef[] strings = new BytesRef[kept.length];
            for (int i = 0; i < kept.length; i++) {
                if (kept[i] instanceof NumberColumn number) {
                    numbers[i] = number.value();
                } else {
                    strings[i] = kept[i].binaryValue();
                }
            }
            return new KnownContent(terms.copy(), words.copy(), kept, numbers, strings, this);
        }
    }

    /** The first special entry in [from, to), or {@code to}. */
    int nextSpecial(int from, int to) {
        int special = specials.nextSetBit(from);
        return special < 0 ? to : Math.min(special, to);
    }

    /** What an entry gave is not asked for any more. */
    void setSpecial(int entry) {
        specials.set(entry);
    }

    /** Adds the terms that the entries [from, to) give. */
    void addTerms(TermList to, int from, int behind) {
        to.addAll(terms, termsTo[from], termsTo[behind]);
    }

    /** Adds the words that the entries [from, to) give. */
    void addWords(TermList to, int from, int behind) {
        to.addAll(words, wordsTo[from], wordsTo[behind]);
    }

    /** Sets and adds the columns that the entries [from, to) give. */
    void addColumns(List<ReusableField> to, int from, int behind) {
        for (int i = columnsTo[from]; i < columnsTo[behind]; i++) {
            ReusableField column = columns[i];
            if (column instanceof NumberColumn number) {
                number.set(numbers[i]);
            } else if (column instanceof BytesColumn string) {
                string.set(strings[i]);
            }
            to.add(column);
        }
    }
}
