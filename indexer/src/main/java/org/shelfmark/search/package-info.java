/**
 * {@link org.shelfmark.search.JobSearch}: the one interface that HTTP and command line use, its requests and responses,
 * and their one JSON form.
 *
 * <p>Must not know HTTP, terminals or how archives get into the index. Searches are safe for many threads; every answer
 * is about one commit of the index and says what it covers.
 */
@NullMarked
package org.shelfmark.search;

import org.jspecify.annotations.NullMarked;
