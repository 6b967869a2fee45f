/**
 * Answers from a cluster. What can be counted there is counted there; where the jobs themselves are wanted, they are fetched
 * into an index in memory and the Lucene index's own search answers.
 *
 * <p>Must not know how jobs come to the cluster. Safe for many threads unless a type says otherwise.
 */
@NullMarked
package org.shelfmark.cluster.ask;

import org.jspecify.annotations.NullMarked;
