package org.shelfmark.aggregate;

import java.util.List;
import java.util.Optional;
import org.shelfmark.classad.AttributeValue;

/**
 * Something that a figure must know of jobs which cannot be gone over one by one, with what takes the answer in. An answer may
 * come in parts, in any order; parts add up. Whoever takes it may refuse with a {@link TooManyException}.
 */
public sealed interface JobQuestion {
    /** The values that the question is about. */
    List<JobValue> values();

    /**
     * How many jobs have each combination of some values. Without values: how many jobs there are.
     *
     * @param most when more combinations than this have been told, nobody wants to know the others
     */
    record Combinations(List<JobValue> values, int most, Taker taker) implements JobQuestion {
        /** Copies the values. */
        public Combinations {
            values = List.copyOf(values);
        }

        /** Takes combinations in. */
        @FunctionalInterface
        public interface Taker {
            /**
             * A combination that was not told before, or more jobs of one that was.
             *
             * @param combination one for each value, undefined where the jobs have none
             * @param jobs 1 or more
             */
            void combination(List<AttributeValue> combination, long jobs);
        }
    }

    /** The least and the greatest number. */
    record Extremes(JobValue value, NumberRange into) implements JobQuestion {
        /** Takes a value in, if it is a number. */
        public void add(AttributeValue number) {
            SegmentNumbers.give(number, into);
        }

        @Override
        public List<JobValue> values() {
            return List.of(value);
        }
    }

    /**
     * How many jobs lie in each interval of a number.
     *
     * @param by what divides the jobs of an interval
     */
    record Intervals(JobValue value, Bins bins, Optional<JobValue> by, IntervalCounts into) implements JobQuestion {
        @Override
        public List<JobValue> values() {
            return by.isPresent() ? List.of(value, by.get()) : List.of(value);
        }

        /**
         * Takes in jobs that have the same number.
         *
         * @param number counts nothing where it is none
         * @param dividing undefined where they have no value of what divides the intervals
         */
        public void add(AttributeValue number, AttributeValue dividing, long jobs) {
            SegmentNumbers.give(number, new NumberSink() {
                @Override
                public void add(long whole) {
                    addTo(bins.key(whole), dividing, jobs);
                }

                @Override
                public void add(double real) {
                    addTo(bins.key(real), dividing, jobs);
                }
            });
        }

        private void addTo(long key, AttributeValue dividing, long jobs) {
            into.add(key, jobs);
            if (!(dividing instanceof AttributeValue.Undefined)) {
                into.add(key, dividing, jobs);
            }
        }
    }
}
