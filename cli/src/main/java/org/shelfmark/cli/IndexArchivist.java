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

/**
 * Archives as the one writer of an index directory, or the one who ships from it.
 *
 * @param writer what archives through it; closed with it
 */
record IndexArchivist(Closeable writer, Archivist archivist) implements Archivist, Closeable {
    /** Makes an archivist that archives through a writer. */
    interface Through<W> {
        Archivist of(W writer) throws IOException;
    }

    /** Opens what is archived through. */
    interface Opening<W> {
        W open() throws IOException;
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
        ArchiveFileSystem files = ArchiveFileSystem.local(layout.followsLinks());
        return of(
                () -> JobIndexWriter.open(layout, mapping, WriterSettings.ofThisProcess()),
                writer -> new WriterArchivist(writer, files, mapping, settings, console.zone(), console.clock()));
    }

    /** Opens both; says whom to ask where a server has the directory. */
    static <W extends Closeable> IndexArchivist of(Opening<W> opening, Through<W> through) throws IOException {
        W writer;
        try {
            writer = opening.open();
        } catch (IndexBusyException busy) {
            throw new IndexBusyException(
                    busy, "; a server that is running with --allow-archiving can be asked instead: --server URL");
        }
        try {
            return new IndexArchivist(writer, through.of(writer));
        } catch (IOException | RuntimeException e) {
            try {
                writer.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
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
