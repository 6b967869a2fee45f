package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFiles;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;

/** Keeps the cluster's documents of archive files and positions as this machine's registry is. One thread. */
final class ShippedFiles {
    private final ClusterConnection cluster;
    private final ClusterIndices indices;
    private final Shipper shipper;
    private final BulkSender sender;
    private Registry sent = Registry.EMPTY;

    ShippedFiles(ClusterConnection cluster, Shipper shipper, BulkSender sender) {
        this.cluster = cluster;
        this.indices = new ClusterIndices(cluster.settings().prefix());
        this.shipper = shipper;
        this.sender = sender;
    }

    /** Sends the files that have changed since they were sent last; they are found when it returns. */
    void send(Registry registry) throws IOException {
        List<BulkAction> actions = new ArrayList<>();
        for (ArchiveFile file : registry.files()) {
            if (!file.equals(sent.byId().get(file.id()))) {
                ArchiveFile shipped = ClusterFiles.renumbered(file, shipper.firstFile());
                actions.add(new BulkAction(
                        indices.files(),
                        "file-" + shipped.id(),
                        ClusterConnection.JSON.writeValueAsBytes(ClusterFiles.document(shipped, shipper.number())),
                        null));
            }
        }
        if (!actions.isEmpty()) {
            sender.send(actions, true);
        }
        sent = registry;
    }

    /** Sends how far the files are read; it is found when it returns. */
    void send(Positions positions, long epochSecond) throws IOException {
        ObjectNode document = ClusterConnection.JSON
                .createObjectNode()
                .put("shipper", shipper.number())
                .put("secret", shipper.secret())
                .put("committed", epochSecond)
                .put("commit", java.util.UUID.randomUUID().toString());
        ObjectNode data = document.putObject("positions");
        for (Map.Entry<String, String> position : ClusterFiles.renumbered(positions, shipper.firstFile())
                .toUserData()
                .entrySet()) {
            data.put(position.getKey(), position.getValue());
        }
        cluster.put(indices.shippers() + "/_doc/" + shipper.id() + "?refresh=true", document);
    }
}
