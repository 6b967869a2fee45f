/**
 * From a ClassAd constraint to what the index can say about it: the jobs that certainly match, and those that may.
 *
 * <p>Knows the columns and terms of documents; reads no record. A plan belongs to one snapshot and one request.
 */
@NullMarked
package org.shelfmark.query.constraint;

import org.jspecify.annotations.NullMarked;
