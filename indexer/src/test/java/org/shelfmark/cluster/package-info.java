/**
 * Tests of the cluster's documents and of the connection, and real OpenSearch clusters on the loopback address: one process per
 * node, of {@code indexer/opensearch-node}. They end with the test JVM, however that ends, and use no production code.
 *
 * <p>Part of the test jar; tests of other modules may use it. A cluster belongs to one thread, except that its nodes may be
 * asked by many.
 */
@NullMarked
package org.shelfmark.cluster;

import org.jspecify.annotations.NullMarked;
