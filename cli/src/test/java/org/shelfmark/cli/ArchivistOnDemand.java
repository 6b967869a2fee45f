package org.shelfmark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;

/** Archives in an index that nobody writes meanwhile, at the time of {@link CommandRun}. */
record ArchivistOnDemand(IndexLayout index) implements Archivist {
    private IndexArchivist open() throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return IndexArchivist.open(
                index,
                SummarySettings.keeping(List.of()),
                new Console(nowhere, nowhere, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC));
    }

    @Override
    public ArchiveReport archive(ArchiveOrder order) throws IOException {
        try (IndexArchivist archivist = open()) {
            return archivist.archive(order);
        }
    }

    @Override
    public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
        try (IndexArchivist archivist = open()) {
            return archivist.unarchive(order);
        }
    }
}
