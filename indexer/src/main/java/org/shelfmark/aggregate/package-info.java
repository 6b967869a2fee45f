/**
 * Counts and statistics over the jobs that a query matches, from columns and terms alone.
 *
 * <p>Must not know HTTP, query text or how an index is opened. Stateless; a computation belongs to one thread.
 */
@NullMarked
package org.shelfmark.aggregate;

import org.jspecify.annotations.NullMarked;
