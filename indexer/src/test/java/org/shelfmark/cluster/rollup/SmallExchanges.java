package org.shelfmark.cluster.rollup;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.SummarySettings;

/** Archivists who exchange few submissions at once. */
public final class SmallExchanges {
    private SmallExchanges() {}

    /** One who exchanges so many at once. */
    public static Archivist archivist(
            ClusterSink sink,
            IndexLayout layout,
            Mapping mapping,
            SummarySettings settings,
            ZoneId zone,
            InstantSource clock,
            int submissions)
            throws IOException {
        return new ClusterArchivist(
                sink, layout, ArchiveFileSystem.local(), mapping, settings, zone, clock, new Share(1_000, submissions));
    }
}
