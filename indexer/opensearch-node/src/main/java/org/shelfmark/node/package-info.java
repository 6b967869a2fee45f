/**
 * A real OpenSearch node in a process of its own, for the tests of everything that talks to a cluster. Not part of the
 * distribution; no other module may have it on its class path, because it brings another Lucene.
 *
 * <p>One process is one node; the main thread waits for the end of standard input.
 */
@NullMarked
package org.shelfmark.node;

import org.jspecify.annotations.NullMarked;
