package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Optional;
import org.shelfmark.classad.AttributeValue;

/** The values that the jobs of a segment have for a {@link Dimension}, as small numbers. Belongs to one thread. */
public interface SegmentValues {
    /** The number of no value. */
    int NONE = -1;

    /** The number of a job's value, from 0 upwards; {@link #NONE} without one. Documents must be asked for in order. */
    int number(int document) throws IOException;

    /**
     * The numbers of some jobs' values, asked for in order as well.
     *
     * @param size how many of the documents count
     * @param numbers takes them, with {@link #NONE} for jobs without a value
     */
    default void numbers(int[] documents, int size, int[] numbers) throws IOException {
        for (int i = 0; i < size; i++) {
            numbers[i] = number(documents[i]);
        }
    }

    /** What the lowest numbers are of, if they are the same whoever asks; the others are given out as values are met. */
    default Optional<ColumnDictionary> dictionary() {
        return Optional.empty();
    }

    /** The value of a number that was given out. */
    AttributeValue value(int number) throws IOException;
}
