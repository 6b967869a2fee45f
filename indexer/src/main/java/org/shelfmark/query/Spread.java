package org.shelfmark.query;

import java.util.Map;
import org.shelfmark.classad.AttributeValue;

/** What is known of the values that some jobs have in one column. */
public sealed interface Spread {

    /** Nothing: the values were not kept. */
    enum Unknown implements Spread {
        INSTANCE
    }

    /**
     * Each value and how many jobs have it; the other jobs have none.
     *
     * @param counts as a facet counts them: undefined is no value; each at least 1
     */
    record Values(Map<AttributeValue, Long> counts) implements Spread {
        /** No job has a value. */
        public static final Values NONE = new Values(Map.of());

        /** Copies the counts. */
        public Values {
            counts = Map.copyOf(counts);
        }

        /** Jobs that have a value. */
        public long present() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Numbers by intervals, which may overlap; jobs that are in none and not among the others have no value.
     *
     * @param least the numbers of an interval are not less than this, in ascending order
     * @param greatest and not greater than this; equal to {@code least} where all numbers of the interval are equal
     * @param counts how many jobs have a number in each; at least 1
     * @param others jobs whose value is no finite number
     */
    record Numbers(double[] least, double[] greatest, long[] counts, long others) implements Spread {
        /** Jobs that have a number. */
        public long present() {
            long present = 0;
            for (long count : counts) {
                present += count;
            }
            return present;
        }
    }
}
