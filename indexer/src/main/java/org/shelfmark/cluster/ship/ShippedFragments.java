package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.ShipperNote;
import org.shelfmark.document.Columns;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/**
 * The documents of unfinished records, which alone are ever taken back. They go after the positions have moved, by what the
 * positions say, so that nobody has to remember what was to go. One thread.
 */
final class ShippedFragments {
    private static final Duration TIME = Duration.ofMinutes(1);

    private final ClusterConnection cluster;
    private final ClusterIndices indices;
    private final ClusterFields fields;
    private final Shipper shipper;
    private final BulkSender sender;

    ShippedFragments(ClusterConnection cluster, ClusterFields fields, Shipper shipper, BulkSender sender) {
        this.cluster = cluster;
        this.indices = new ClusterIndices(cluster.settings().prefix());
        this.fields = fields;
        this.shipper = shipper;
        this.sender = sender;
    }

    /** The id of the document of an unfinished record: one that grows leaves the document of its shorter self alone. */
    static String id(Shipper shipper, long file, long offset, long lengthBytes) {
        return "fragment-" + shipper.number() + "-" + file + ":" + offset + "-" + lengthBytes;
    }

    /** Takes back all that are not on record; everything that was sent must be found by now. */
    void sweep(Registry registry, Positions positions) throws IOException {
        List<BulkAction> gone = new ArrayList<>();
        new ClusterQueries(cluster).forEach(fragments(), TIME, source -> {
            long file = number(source, Columns.FILE) - shipper.firstFile();
            long offset = number(source, Columns.OFFSET);
            long length = number(source, Columns.LENGTH);
            ArchiveFile known = registry.byId().get((int) file);
            ReadPosition position = known == null ? ReadPosition.START : registry.position(known, positions);
            if (position.offset() != offset || position.fragmentBytes() != length) {
                gone.add(new BulkAction(indices.problems(), id(shipper, file, offset, length), null, null));
            }
        });
        sender.send(gone, true);
    }

    private ObjectNode fragments() {
        ObjectNode query = ClusterConnection.JSON.createObjectNode();
        ObjectNode bool = query.putObject("bool");
        bool.withArray("filter")
                .addObject()
                .putObject("exists")
                .put("field", fields.of(Columns.FRAGMENT).name());
        bool.withArray("filter")
                .addObject()
                .putObject("range")
                .putObject(fields.of(Columns.FILE).name())
                .put("gte", shipper.firstFile())
                .put("lt", (long) shipper.firstFile() + ShipperNote.FILES);
        return query;
    }

    private long number(JsonNode source, String column) {
        String name = fields.of(column).name();
        int dot = name.indexOf('.');
        return source.path(name.substring(0, dot)).path(name.substring(dot + 1)).asLong();
    }
}
