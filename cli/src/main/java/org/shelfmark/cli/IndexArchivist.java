package org.shelfmark.cli;

import java.io.Closeable;
import java.io.IOException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexBusyException;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;
import org.shelfmark.rollup.WriterArchivist;

/** Archives as the one writer of an index. */
final class IndexArchivist implements Archivist, Closeable {
    private final JobIndexWriter writer;
    private final Archivist archivist;

    private IndexArchivist(JobIndexWriter writer, Archivist archivist) {
        this.writer = writer;
        this.archivist = archivist;
    }

    /**
     * Opens an index for writing, but makes none.
     *
     * @throws IOException when it cannot be opened, for example because another process writes it
     */
    static IndexArchivist open(IndexLayout layout, SummarySettings settings, Console console) throws IOException {
        Mapping mapping = Mapping.htcondorJob();
        // a writer would make an index where there is none
        SnapshotSource.open(layout, mapping).close();
        JobIndexWriter writer = writer(layout, mapping);
        ArchiveFileSystem files = ArchiveFileSystem.local(layout.followsLinks());
        return new IndexArchivist(
                writer, new WriterArchivist(writer, files, mapping, settings, console.zone(), console.clock()));
    }

    private static JobIndexWriter writer(IndexLayout layout, Mapping mapping) throws IOException {
        try {
            return JobIndexWriter.open(layout, mapping, WriterSettings.ofThisProcess());
        } catch (IndexBusyException busy) {
            throw new IndexBusyException(
                    busy, "; a server that is running with --allow-archiving can be asked instead: --server URL");
        }
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
        writer.close();
    }
}
