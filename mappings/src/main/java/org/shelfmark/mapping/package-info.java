/**
 * What the attributes of a job record mean to a searcher: short names, types, units, derived fields, secrets.
 *
 * <p>Knows ClassAd values, but neither records on disk nor the index. Everything here is immutable and may be shared
 * between threads.
 */
@NullMarked
package org.shelfmark.mapping;

import org.jspecify.annotations.NullMarked;
