package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/**
 * The values of a field in all documents of a segment, copied to the heap: for each its number in one, two or four bytes. Safe
 * for many threads.
 */
final class HeapColumn {
    /** Values beside a dictionary, or without one, that are kept at the most, and their longest text. */
    private static final int MOST_VALUES = 10_000;

    private static final int LONGEST_VALUE = 1_000;
    private static final long VALUE_BYTES = 100;

    private final PackedNumbers numbers;
    private final Optional<ColumnDictionary> dictionary;
    private final int ofDictionary;
    /** By the number beyond those of the dictionary; null where no job has it. */
    private final List<@Nullable AttributeValue> values;

    private final long valueBytes;

    private HeapColumn(
            PackedNumbers numbers,
            Optional<ColumnDictionary> dictionary,
            int ofDictionary,
            List<@Nullable AttributeValue> values,
            long valueBytes) {
        this.numbers = numbers;
        this.dictionary = dictionary;
        this.ofDictionary = ofDictionary;
        this.values = values;
        this.valueBytes = valueBytes;
    }

    /** Copies the values; empty where there are too many, or too long ones, that are in no dictionary. */
    static Optional<HeapColumn> of(LeafReaderContext segment, SegmentValues from) throws IOException {
        Optional<ColumnDictionary> dictionary = from.dictionary();
        int ofDictionary =
                dictionary.isPresent() ? dictionary.get().texts().getValueCount() : 0;
        int jobs = segment.reader().maxDoc();
        PackedNumbers numbers = PackedNumbers.of(jobs, ofDictionary);
        List<@Nullable AttributeValue> values = new ArrayList<>();
        long valueBytes = 0;
        int[] documents = new int[Figure.BLOCK];
        int[] read = new int[Figure.BLOCK];
        for (int first = 0; first < jobs; first += Figure.BLOCK) {
            int size = Math.min(Figure.BLOCK, jobs - first);
            for (int i = 0; i < size; i++) {
                documents[i] = first + i;
            }
            from.numbers(documents, size, read);
            for (int i = 0; i < size; i++) {
                int place = read[i] - ofDictionary;
                if (place < 0 || place < values.size() && values.get(place) != null) {
                    continue;
                }
                AttributeValue value = from.value(read[i]);
                int length = value instanceof StringValue text ? text.value().length() : 0;
                if (place >= MOST_VALUES || length > LONGEST_VALUE) {
                    return Optional.empty();
                }
                while (values.size() <= place) {
                    values.add(null);
                }
                values.set(place, value);
                valueBytes += VALUE_BYTES + length;
            }
            numbers = numbers.with(first, read, size, ofDictionary + values.size());
        }
        return Optional.of(new HeapColumn(numbers, dictionary, ofDictionary, values, valueBytes));
    }

    /** About how much memory a copy with so many texts will take, if nearly all values are among them. */
    static long bytes(int jobs, int texts) {
        return (long) jobs * PackedNumbers.width(texts);
    }

    /** About how much memory it takes. */
    long bytes() {
        return numbers.bytes() + valueBytes;
    }

    /** The values, for one thread. */
    SegmentValues values() {
        return new Values();
    }

    private final class Values implements SegmentValues {
        private @Nullable SortedDocValues texts;

        @Override
        public int number(int document) {
            return numbers.number(document);
        }

        @Override
        public void numbers(int[] documents, int size, int[] into) {
            numbers.numbers(documents, size, into);
        }

        @Override
        public Optional<ColumnDictionary> dictionary() {
            return dictionary;
        }

        @Override
        public AttributeValue value(int number) throws IOException {
            if (number < ofDictionary) {
                SortedDocValues known = texts == null ? dictionary.orElseThrow().texts() : texts;
                texts = known;
                return new StringValue(known.lookupOrd(number).utf8ToString());
            }
            AttributeValue value = values.get(number - ofDictionary);
            if (value == null) {
                throw new IllegalArgumentException("no job has the value " + number);
            }
            return value;
        }
    }
}
