package org.shelfmark.cluster.rollup;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import org.apache.lucene.index.DirectoryReader;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ArchivedPart;
import org.shelfmark.cluster.ClusterFormat;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.KnownNames;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.document.JobFields;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.ArchivedDocuments;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.DistantRollup;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.rollup.SafeRecords;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;

/**
 * Rolls submissions up in a cluster, those of whose jobs this machine ships the archives. Belongs to the thread of the sink,
 * which must have nothing staged, and has nothing staged afterwards; owns nothing.
 */
public final class ClusterArchivist implements Archivist {
    private final ClusterSink sink;
    private final ClusterContents contents;
    private final Settlement settlement;
    private final IndexLayout layout;
    private final ArchiveFileSystem files;
    private final Mapping mapping;
    private final SummarySettings settings;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Share share;

    /**
     * An archivist beside a sink, by whose connection it asks.
     *
     * @param layout that of the sink, with its vault
     * @param files where archives are read from
     * @param zone of times in queries
     * @throws IOException when the cluster does not say how much it takes in one request
     */
    public ClusterArchivist(
            ClusterSink sink,
            IndexLayout layout,
            ArchiveFileSystem files,
            Mapping mapping,
            SummarySettings settings,
            ZoneId zone,
            InstantSource clock)
            throws IOException {
        this(sink, layout, files, mapping, settings, zone, clock, Share.DEFAULT);
    }

    /** The same with exchanges of a test's choice. */
    ClusterArchivist(
            ClusterSink sink,
            IndexLayout layout,
            ArchiveFileSystem files,
            Mapping mapping,
            SummarySettings settings,
            ZoneId zone,
            InstantSource clock,
            Share share)
            throws IOException {
        this.sink = sink;
        this.contents = ClusterContents.of(sink.cluster(), layout, mapping);
        this.settlement = new Settlement(contents);
        this.layout = layout;
        this.files = files;
        this.mapping = mapping;
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
        this.share = share;
    }

    /** What is done with a cluster in which nothing is under way. */
    private interface Work<T> {
        T with(Known known) throws IOException;
    }

    private <T> T carryOut(Work<T> work) throws IOException {
        ClusterFormat.prepareSummaries(sink.cluster());
        HeldExchange held = settled();
        T done;
        try {
            done = with(held, work);
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            undo(failure);
            throw failure;
        }
        held.release();
        return done;
    }

    /** Takes the exchange, and finishes or undoes what somebody has left. */
    private HeldExchange settled() throws IOException {
        HeldExchange held = HeldExchange.take(sink.cluster(), clock, sink.shipper());
        settlement.of(held);
        return held;
    }

    private void undo(Throwable failure) {
        try {
            sink.rollback();
            // what the cluster says now decides: the request that failed may have been carried out
            settled().release();
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private <T> T with(HeldExchange held, Work<T> work) throws IOException {
        ArchivedPart part = contents.summaries().read(held.current());
        ClusterNames names = new ClusterNames(KnownNames.read(sink.cluster()));
        try (MemoryIndex index = new MemoryIndex(layout, mapping)) {
            index.add(names.document(new JobFields()));
            part.addTo(index);
            try (DirectoryReader reader = index.reader()) {
                return work.with(new Known(
                        held,
                        part,
                        names,
                        reader,
                        new DistantRollup(mapping, settings, zone, clock, reader),
                        new Exchanging(contents, settlement, held, part)));
            }
        }
    }

    @Override
    public ArchiveReport archive(ArchiveOrder order) throws IOException {
        if (order.maxIndexBytes().isPresent()) {
            throw new RollupException(
                    RollupException.Kind.BAD_ORDER,
                    "a cluster has no size that archiving keeps to; accepted: an index of this machine");
        }
        long began = clock.millis();
        return carryOut(known -> {
            try (SafeRecords safe = order.withoutDetails() ? null : new SafeRecords(sink.registry(), layout.vault())) {
                OwnRecords own = new OwnRecords(sink, safe);
                return new ArchivingOrder(contents, known, order, own, share, clock).carryOut(began);
            }
        });
    }

    @Override
    public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
        long began = clock.millis();
        return carryOut(known -> {
            try (OpenRecords records = new OpenRecords(files, layout.root())) {
                ArchivedDocuments documents = new ArchivedDocuments(sink.registry(), mapping, clock, records);
                return new BringingBack(known, order, sink, documents, share, clock).carryOut(began);
            }
        });
    }
}
