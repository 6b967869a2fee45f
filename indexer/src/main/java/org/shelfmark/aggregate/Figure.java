package org.shelfmark.aggregate;

import java.io.IOException;
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

    /** Adds what another thread found. */
    void add(T to, T from);

    /** Is told the jobs of a segment in ascending order. */
    interface Counting {
        /** A job. */
        void job(int document) throws IOException;

        /** No more jobs of this segment come. */
        default void end() throws IOException {}
    }
}
