package org.shelfmark.search;

import org.shelfmark.document.JobKey;
import org.shelfmark.document.RecordAddress;

/** Bytes of an archive that a history may have to read. */
sealed interface HistoryCandidate {
    /** Where they stand. */
    RecordAddress address();

    /**
     * The record of a job in the index.
     *
     * @param verdict whether it belongs to the answer, as far as the index tells
     */
    record Live(RecordAddress address, JobKey key, ConstraintRun.Verdict verdict) implements HistoryCandidate {}

    /**
     * The record of a job that is archived.
     *
     * @param key ClusterId and ProcId
     * @param digest tells whether it is still the record that was archived
     * @param certain whether the job certainly belongs to the answer
     */
    record Archived(RecordAddress address, JobKey key, int digest, boolean certain) implements HistoryCandidate {}

    /** What is no record. */
    record Damaged(RecordAddress address) implements HistoryCandidate {}
}
