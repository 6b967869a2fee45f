package org.shelfmark.cli;

import java.io.Closeable;
import java.io.IOException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.rollup.ClusterArchivist;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;

/** Archives in a cluster as the one who ships to it from an index directory. */
final class ClusterOrders implements Archivist, Closeable {
    private final ClusterSink sink;
    private final Archivist archivist;

    /** @param cluster closed with it */
    ClusterOrders(ClusterConnection cluster, IndexLayout layout, SummarySettings settings, Console console)
            throws IOException {
        Mapping mapping = Mapping.htcondorJob();
        this.sink = ClusterSink.open(cluster, layout, mapping, console.clock(), ShipRecordsOption.isSet(console));
        this.archivist = new ClusterArchivist(
                sink,
                cluster,
                layout,
                ArchiveFileSystem.local(layout.followsLinks()),
                mapping,
                settings,
                console.zone(),
                console.clock());
    }

    @Override
    public ArchiveReport archive(ArchiveOrder order) throws IOException {
        return archivist.archive(order);
    }

    @Override
    public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
        return archivist.unarchive(order);
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
