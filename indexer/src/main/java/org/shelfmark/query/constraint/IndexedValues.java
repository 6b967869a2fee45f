package org.shelfmark.query.constraint;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.BytesRef;

/** The distinct values of all jobs that can be asked about, where they are few enough to be gone through. */
public interface IndexedValues {
    /** Those of an index on this machine. */
    static IndexedValues of(IndexReader reader) {
        return new ReaderValues(reader);
    }

    /** Whether any job has a term of {@code AttributeTerms} that begins so. */
    boolean hasTerm(BytesRef prefix) throws IOException;

    /** The terms that begin so; empty when there are more than {@code most}. */
    Optional<Set<BytesRef>> terms(BytesRef prefix, int most) throws IOException;

    /** The strings of a column; empty when there are more than {@code most}. */
    Optional<Set<BytesRef>> dictionary(String column, int most) throws IOException;
}
