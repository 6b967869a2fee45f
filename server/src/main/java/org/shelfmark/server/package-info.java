/**
 * HTTP over {@link org.shelfmark.search.JobSearch}: a route parses, calls and renders, nothing more.
 *
 * <p>Must not know Lucene, archives or terminals. Requests are served by many threads.
 */
@NullMarked
package org.shelfmark.server;

import org.jspecify.annotations.NullMarked;
