package org.shelfmark.rollup;

/**
 * What was brought back, or would be.
 *
 * @param dryRun whether nothing was changed
 * @param submissions how many
 * @param jobs how many jobs they have
 * @param pinnedUntil when they may be archived again, ISO 8601; empty text when they are not pinned
 * @param tookMs how long it took
 */
public record UnarchiveReport(boolean dryRun, long submissions, long jobs, String pinnedUntil, long tookMs) {}
