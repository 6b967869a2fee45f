/**
 * Rolls submissions up: many job documents become one summary, in one commit, and come back from the vault. Nothing that is
 * counted changes by that.
 *
 * <p>A {@link org.shelfmark.rollup.CondensedSubmission} is what the index still knows of an archived submission. It must not
 * know how answers look; {@code search} counts jobs and summaries together.
 *
 * <p>Readers belong to one thread. Whatever writes belongs to the thread of the index's writer.
 */
@NullMarked
package org.shelfmark.rollup;

import org.jspecify.annotations.NullMarked;
