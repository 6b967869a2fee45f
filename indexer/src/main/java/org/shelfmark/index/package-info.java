/**
 * The index on disk: opens it, stages documents, commits them together with the read positions, gives out snapshots.
 *
 * <p>Crash promise: a commit makes its documents and the positions behind them durable in one atomic act, or neither.
 * The registry is made durable before it, so that no document refers to an unknown file. A process that dies at any
 * moment leaves the last commit.
 *
 * <p>Must not know archives, queries or HTTP. The writer may be fed by several threads; commit and roll-back belong to
 * one.
 */
@NullMarked
package org.shelfmark.index;

import org.jspecify.annotations.NullMarked;
