/**
 * The bounded cycle that brings archives into the index: discover, reconcile, read, map, stage, commit, report.
 *
 * <p>A cycle reads a limited number of bytes and ends with a commit, or with the index exactly as it was: when anything
 * fails, everything staged is forgotten and no position has moved, so the next cycle repeats the work.
 *
 * <p>An ingester belongs to one thread and uses others for its own work. Must not know queries or searches.
 */
@NullMarked
package org.shelfmark.ingest;

import org.jspecify.annotations.NullMarked;
