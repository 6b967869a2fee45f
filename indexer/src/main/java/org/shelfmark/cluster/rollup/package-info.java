/**
 * Archiving of submissions in a cluster: summaries in the place of jobs, and back.
 *
 * <p>Crash promise: which of the two counts is said by one document, {@link org.shelfmark.cluster.Exchange}, that
 * changes at once for all who ask. Whatever happens between two of its changes, every total stays the same; the next order
 * finishes what was begun, or undoes it.
 */
@NullMarked
package org.shelfmark.cluster.rollup;

import org.jspecify.annotations.NullMarked;
