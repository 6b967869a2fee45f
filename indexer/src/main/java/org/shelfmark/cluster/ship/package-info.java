/**
 * Brings jobs to a cluster: documents in bulk requests, positions behind them on this machine.
 *
 * <p>Crash promise: a position moves only when the cluster has acknowledged every document before it. Documents behind the
 * position may be there already; they get the same ids when they come again.
 */
@NullMarked
package org.shelfmark.cluster.ship;

import org.jspecify.annotations.NullMarked;
