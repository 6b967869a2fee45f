package org.shelfmark.aggregate;

/** Takes numbers, integers without rounding. */
public interface NumberSink {
    /** An integer. */
    void add(long number);

    /** A real; finite. */
    void add(double number);

    /**
     * Several integers.
     *
     * @param size how many of them count; the others may be anything
     */
    default void addAll(long[] numbers, int size) {
        for (int i = 0; i < size; i++) {
            add(numbers[i]);
        }
    }
}
