package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;

/**
 * A column of numbers in one segment, read for many jobs at a time. Documents must be asked for in ascending order. Belongs
 * to one thread.
 */
final class LongColumn {
    private final NumericDocValues column;
    private final boolean isFull;
    /** Whether there is a number that no job has, which can stand for none. */
    private final boolean hasMark;

    private final long mark;
    private long[] numbers = new long[Figure.BLOCK];
    private boolean[] absent = {};

    LongColumn(LeafReader segment, String name) throws IOException {
        this.column = DocValues.getNumeric(segment, name);
        DocValuesSkipper bounds = segment.getDocValuesSkipper(name);
        boolean bounded = bounds != null && bounds.docCount() > 0;
        this.isFull = bounded && bounds.docCount() == segment.maxDoc();
        if (bounded && bounds.minValue() > Long.MIN_VALUE) {
            this.hasMark = true;
            this.mark = bounds.minValue() - 1;
        } else {
            this.hasMark = bounded && bounds.maxValue() < Long.MAX_VALUE;
            this.mark = bounded ? bounds.maxValue() + 1 : 0;
        }
    }

    /** Reads the numbers of some jobs, which are asked for by their places from then on. */
    void read(int[] documents, int size) throws IOException {
        if (numbers.length < size) {
            numbers = new long[size];
        }
        if (isFull || hasMark) {
            column.longValues(size, documents, numbers, mark);
            return;
        }
        if (absent.length < size) {
            absent = new boolean[size];
        }
        for (int i = 0; i < size; i++) {
            absent[i] = !column.advanceExact(documents[i]);
            numbers[i] = absent[i] ? 0 : column.longValue();
        }
    }

    /** Whether every job has a number. */
    boolean isFull() {
        return isFull;
    }

    /** Whether the job at a place has none. */
    boolean isAbsent(int place) {
        return !isFull && (hasMark ? numbers[place] == mark : absent[place]);
    }

    /** What was read; where a job has no number there is any. */
    long[] numbers() {
        return numbers;
    }
}
