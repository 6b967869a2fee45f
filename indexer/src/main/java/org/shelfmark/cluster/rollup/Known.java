package org.shelfmark.cluster.rollup;

import org.apache.lucene.index.DirectoryReader;
import org.shelfmark.cluster.ArchivedPart;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.rollup.DistantRollup;

/**
 * What an order knows of a cluster in which nothing else is under way.
 *
 * @param held the exchange, in its hands
 * @param part what is archived
 * @param names of attributes
 * @param reader of part and names
 * @param rollup what the order means
 * @param exchanging carries it out
 */
record Known(
        HeldExchange held,
        ArchivedPart part,
        ClusterNames names,
        DirectoryReader reader,
        DistantRollup rollup,
        Exchanging exchanging) {}
