package org.shelfmark.cli;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;

/** Notes what it is asked to do, and says that it did it, unless the query is the name of a failure. */
final class ArchivistDouble implements Archivist {
    /** Every order, as it was given. */
    final List<Record> orders = new CopyOnWriteArrayList<>();

    @Override
    public ArchiveReport archive(ArchiveOrder order) {
        note(order, order.query());
        return new ArchiveReport(
                order.dryRun(),
                12,
                3_400,
                order.dryRun() ? 0 : 2,
                1_288_490_188L,
                310_000_000L,
                3,
                List.of(
                        new ArchiveReport.Left("only some of its jobs match", 2, 1_041, "ap40#1234"),
                        new ArchiveReport.Left("a record is \u001b[31mnot, in the vault", 1, 5, "ap40#1250")),
                61_500);
    }

    @Override
    public UnarchiveReport unarchive(UnarchiveOrder order) {
        note(order, order.query());
        return new UnarchiveReport(
                order.dryRun(), 1, 3_400, order.pin().isPresent() ? "2026-11-30T12:00:00Z" : "", 570);
    }

    private void note(Record order, String query) {
        for (RollupException.Kind kind : RollupException.Kind.values()) {
            if (kind.name().equals(query)) {
                throw new RollupException(kind, "'" + query + "' fails");
            }
        }
        orders.add(order);
    }
}
