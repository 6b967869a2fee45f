package org.shelfmark.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Weight;

/** Looks for the newest jobs in those segments first that have the latest ones. */
final class PrunedSearcher extends IndexSearcher {
    PrunedSearcher(IndexReader reader) {
        super(reader);
    }

    @Override
    protected void search(LeafReaderContextPartition[] partitions, Weight weight, Collector collector)
            throws IOException {
        if (collector instanceof NewestPage page) {
            LeafReaderContextPartition[] latestFirst = partitions.clone();
            Arrays.sort(latestFirst, Comparator.comparing(partition -> partition.ctx, page.latestFirst()));
            super.search(latestFirst, weight, collector);
        } else {
            super.search(partitions, weight, collector);
        }
    }
}
