package org.shelfmark.cluster.ship;

import java.io.IOException;
import java.util.List;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.document.JobKey;
import org.shelfmark.index.EarlierRecords;
import org.shelfmark.mapping.Mapping;

/** Earlier records that are in the cluster; the few that may be meant are fetched and compared here. Safe for many threads. */
final class ShippedRecords implements EarlierRecords {
    ShippedRecords(ClusterConnection cluster, Mapping mapping, List<Integer> files) {}

    @Override
    public boolean contain(JobKey job) throws IOException {
        return false;
    }

    @Override
    public boolean containDamaged(RecordLocation location) throws IOException {
        return false;
    }

    @Override
    public void close() {}
}
