package org.shelfmark.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.shelfmark.document.PublicRecord;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;

/**
 * Where documents go, and with them how far the archives are read: the Lucene index of this machine, or a cluster.
 *
 * <p>Documents may be added by several threads. {@link #commit} and {@link #rollback} belong to the thread that decides
 * on positions, while nobody adds.
 */
public interface JobSink extends Closeable {
    /** The files as of the last commit. */
    Registry registry();

    /** The positions as of the last commit. */
    Positions positions();

    /** Says of which files the documents will be that come before the next commit; those of the last commit included. */
    default void announce(Registry files) throws IOException {}

    /** Stages a document; durable with the next commit, at the latest visible then. */
    void add(Iterable<? extends IndexableField> document) throws IOException;

    /**
     * The same of a job.
     *
     * @param record for those who keep records beside the documents; good during the call only
     */
    default void add(Iterable<? extends IndexableField> document, PublicRecord record) throws IOException {
        add(document);
    }

    /** Stages a document in the place of the one that has a term, if there is one. */
    void replace(Term key, Iterable<? extends IndexableField> document) throws IOException;

    /** Stages that the documents which have a term are taken back. */
    void remove(Term key) throws IOException;

    /** What is staged and committed at this moment of some files, by their numbers; to be closed by the caller. */
    EarlierRecords earlierRecords(List<Integer> files) throws IOException;

    /** Memory that staged documents take which are not written out yet, in bytes. */
    long collectedBytes();

    /** Writes out the collections of staged documents, for the next commit. Several threads may do so at once, to share them. */
    void writeOutCollected() throws IOException;

    /**
     * Makes the staged documents durable together with the positions behind them. When it throws, the last commit stands and
     * {@link #rollback} must follow.
     */
    void commit(Registry registry, Positions positions) throws IOException;

    /** Ends work in the background that closing would throw away; nothing may be staged. Does not throw: what fails is left. */
    default void finishMerges() {}

    /**
     * Forgets what was staged since the last commit, or lets it be staged again without being there twice. When it throws,
     * {@link #reopen} must succeed first.
     */
    void rollback() throws IOException;

    /** Makes the sink usable again after a roll-back that failed; does nothing otherwise. */
    void reopen() throws IOException;
}
