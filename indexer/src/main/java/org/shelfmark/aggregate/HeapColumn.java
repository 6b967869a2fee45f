package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.ArrayUtil;
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
    private final int ofDictionary;
    /** By the number beyond those of the dictionary. */
    private final List<AttributeValue> values;

    private final long valueBytes;

    private HeapColumn(PackedNumbers numbers, int ofDictionary, List<AttributeValue> values, long valueBytes) {
        this.numbers = numbers;
        this.ofDictionary = ofDictionary;
        this.values = values;
        this.valueBytes = valueBytes;
    }

    /** Copies the values; empty where there are too many, or too long ones, that are in no dictionary. */
    static Optional<HeapColumn> of(LeafReaderContext segment, SegmentValues from) throws IOException {
        Optional<ColumnDictionary> dictionary = from.dictionary();
        int ofDictionary = dictionary.isPresent() ? dictionary.get().texts().getValueCount() : 0;
        int jobs = segment.reader().maxDoc();
        PackedNumbers numbers = PackedNumbers.of(jobs, ofDictionary);
        List<AttributeValue> values = new ArrayList<>();
        // for those of no dictionary: one more than their places among the values, zero for those not met yet
        int[] places = new int[64];
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
                int other = read[i] - ofDictionary;
                if (read[i] == SegmentValues.NONE || other < 0) {
                    continue;
                }
                places = ArrayUtil.grow(places, other + 1);
                if (places[other] == 0) {
                    AttributeValue value = from.value(read[i]);
                    int length =
                            value instanceof StringValue text ? text.value().length() : 0;
                    if (values.size() == MOST_VALUES || length > LONGEST_VALUE) {
                        return Optional.empty();
                    }
                    values.add(value);
                    places[other] = values.size();
                    valueBytes += VALUE_BYTES + length;
                }
                read[i] = ofDictionary + places[other] - 1;
            }
            numbers = numbers.with(first, read, size, ofDictionary + values.size());
        }
        return Optional.of(new HeapColumn(numbers, ofDictionary, List.copyOf(values), valueBytes));
    }

    /** About how much memory a copy with so many texts will take, if nearly all values are among them. */
    static long bytes(int jobs, int texts) {
        return (long) jobs * PackedNumbers.width(texts);
    }

    /** About how much memory it takes. */
    long bytes() {
        return numbers.bytes() + valueBytes;
    }

    /**
     * The values, for one thread.
     *
     * @param dictionary of the column in the segment, as it is read now; empty where it had none when it was copied
     */
    SegmentValues values(Optional<ColumnDictionary> dictionary) {
        return new Values(dictionary);
    }

    private final class Values implements SegmentValues {
        private final Optional<ColumnDictionary> dictionary;
        private @Nullable SortedDocValues texts;

        Values(Optional<ColumnDictionary> dictionary) {
            this.dictionary = dictionary;
        }

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
            return values.get(number - ofDictionary);
        }
    }
}
