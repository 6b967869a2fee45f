package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;

/**
 * Something that is found out of jobs in a {@link Pass}: every thread fills a result of its own, and these are added up.
 * What comes out must not depend on how the jobs were shared out.
 *
 * @param <T> the result
 */
public interface Figure<T> {
    /** A result of no jobs. */
    T empty();

    /** Begins to count jobs of a segment, or of a part of it, into a result. */
    Counting count(LeafReaderContext segment, T into) throws IOException;

    /** Adds what another thread found, which stays as it is. */
    void add(T to, T from);

    /** Brings a result into the form in which it is asked for, when all has been added. */
    default void end(T result) {}

    /**
     * What to ask about jobs that cannot be gone over, so that the answers make up the result.
     *
     * @throws UnsupportedOperationException when going over them is the only way
     */
    default List<JobQuestion> questions(T into) {
        throw new UnsupportedOperationException("a figure of jobs that must be gone over");
    }

    /** Equal ones are of figures that have the same results; empty where results are not to be remembered. */
    default Optional<Object> key() {
        return Optional.empty();
    }

    /** About how much memory a result takes. */
    default long bytes(T result) {
        return Long.MAX_VALUE;
    }

    /** Whether a result without some of its jobs can be found by {@link #without}. */
    default boolean canTakeAway() {
        return false;
    }

    /**
     * The result of those jobs of a segment that are not among some, which has not come to its {@link #end}.
     *
     * @param all of all jobs of the segment; stays as it is, like the other
     * @param some of some of them
     */
    default T without(T all, T some) {
        throw new UnsupportedOperationException("a figure of jobs that must be gone over");
    }

    /** How many jobs are told at once at the most. */
    int BLOCK = 1024;

    /** Is told the jobs of a segment in ascending order. */
    interface Counting {
        /**
         * Some jobs.
         *
         * @param documents their numbers in the segment, ascending, of which only the first ones count; to be left as it is
         * @param size how many, from 1 to {@link #BLOCK}
         */
        void jobs(int[] documents, int size) throws IOException;

        /** No more jobs of this segment come. */
        default void end() throws IOException {}
    }
}
