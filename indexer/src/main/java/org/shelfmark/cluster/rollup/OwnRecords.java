package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ShipperNote;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.Columns;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.rollup.RecordCheck;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.rollup.SafeRecords;
import org.shelfmark.rollup.SubmissionKey;

/** The records that this machine ships; only it has them at hand. One thread. */
final class OwnRecords implements RecordCheck {
    /** Why a submission is left alone of which a record is not at hand. */
    static final String ELSEWHERE = "a record is in an archive that another machine ships: archive it there";

    private final ClusterSink sink;
    private final @Nullable SafeRecords safe;

    /** @param safe where records must be; null for no matter where */
    OwnRecords(ClusterSink sink, @Nullable SafeRecords safe) {
        this.sink = sink;
        this.safe = safe;
    }

    /** The jobs of these records that the cluster has. */
    ObjectNode jobs(ClusterFields fields) {
        ObjectNode query = ClusterConnection.JSON.createObjectNode();
        query.putObject("range")
                .putObject(fields.of(Columns.FILE).name())
                .put("gte", sink.firstFile())
                .put("lt", (long) sink.firstFile() + ShipperNote.FILES);
        return query;
    }

    @Override
    public Optional<String> reasonAgainst(int fileId, long end) {
        if (ShipperNote.ofFile(fileId) != sink.shipper()) {
            return Optional.of(ELSEWHERE);
        }
        int own = fileId - sink.firstFile();
        Optional<ArchiveFile> file = sink.registry().file(own);
        if (file.isEmpty()
                || sink.registry().position(file.get(), sink.positions()).offset() < end) {
            // it will come again, and must then meet itself
            return Optional.of("a record was shipped by a process that ended before it said so: ship on first");
        }
        return safe == null ? Optional.empty() : safe.reasonAgainst(own, end);
    }

    /**
     * An archived record with the number that its file has on this machine.
     *
     * @throws RollupException when it is on another one
     */
    ArchivedRecord own(SubmissionKey submission, ArchivedRecord record) {
        if (ShipperNote.ofFile(record.fileId()) != sink.shipper()) {
            throw new RollupException(
                    RollupException.Kind.RECORD_GONE,
                    "the record of " + submission.name() + "." + record.proc()
                            + " cannot be had: it is in an archive that another machine ships (shipper "
                            + ShipperNote.ofFile(record.fileId()) + "); bring it back there");
        }
        return new ArchivedRecord(
                record.fileId() - sink.firstFile(),
                record.location(),
                record.proc(),
                record.digest(),
                record.ended(),
                record.row());
    }
}
