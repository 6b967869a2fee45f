/**
 * An OpenSearch cluster as the place of the index: how it is reached, what its documents look like, and that they are those
 * of the Lucene index in another form. {@code ship} brings jobs there, {@code rollup} archives there what was shipped, {@code ask} answers
 * from there; neither who ships nor who asks knows the others.
 *
 * <p>Must not know how archives are read or how commands talk. Crash promise: a document's id is made from what the
 * document says, so what is sent twice is there once. Which of jobs and summary counts is said by one document,
 * {@link org.shelfmark.cluster.Exchange}, that changes at once for all.
 */
@NullMarked
package org.shelfmark.cluster;

import org.jspecify.annotations.NullMarked;
