/**
 * Real OpenSearch clusters on the loopback address: one process per node, of {@code indexer/opensearch-node}. They end with the
 * test JVM, however that ends. Nothing here uses production code.
 *
 * <p>Part of the test jar; tests of other modules may use it. A cluster belongs to one thread, except that its nodes may be
 * asked by many.
 */
@NullMarked
package org.shelfmark.cluster;

import org.jspecify.annotations.NullMarked;
