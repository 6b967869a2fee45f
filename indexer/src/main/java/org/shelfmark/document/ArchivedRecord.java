package org.shelfmark.document;

import org.shelfmark.archive.RecordLocation;

/**
 * The record of a job whose document was replaced by a summary.
 *
 * @param fileId number of the archive file in the registry
 * @param location place in that file
 * @param proc ProcId
 * @param digest {@link JobDigest} of the job
 * @param ended when the job left the queue, in seconds since 1970; 0 where it is unknown
 * @param row the row of the summary in which the job is counted, from 0
 */
public record ArchivedRecord(int fileId, RecordLocation location, long proc, int digest, long ended, int row) {}
