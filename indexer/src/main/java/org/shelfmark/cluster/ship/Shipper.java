package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.cluster.ShipperNote;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.IndexUnusableException;

/**
 * Which of the Shelfmarks that ship to a cluster this is. It is told its number once; its archive files are numbered from
 * there on, so that no two shippers mean different files by one number.
 *
 * @param number from 0
 * @param secret known to this index directory and the cluster, by which it is the same again
 */
record Shipper(int number, String secret) {
    /** So many shippers have numbers that fit into an int. */
    private static final int MOST = Integer.MAX_VALUE / ShipperNote.FILES;

    /** What the number of a file is raised by in the cluster. */
    int firstFile() {
        return number * ShipperNote.FILES;
    }

    /** The id of its document. */
    String id() {
        return "shipper-" + number;
    }

    /**
     * The shipper of an index directory; a new one where there is nothing yet.
     *
     * @throws IndexUnusableException when the directory has jobs of its own, or ships to another cluster
     */
    static Shipper of(IndexLayout layout, ClusterConnection cluster) throws IOException {
        Path note = layout.clusterNote();
        if (!Files.exists(note)) {
            if (Files.isDirectory(layout.jobs())) {
                throw new IndexUnusableException("'" + layout.root() + "' has an index of its own; name an empty"
                        + " directory with --index, and bring its jobs to the cluster with: shelfmark ship --from "
                        + layout.root());
            }
            return appeared(layout, cluster);
        }
        JsonNode known = ClusterConnection.JSON.readTree(Files.readString(note));
        Shipper shipper =
                new Shipper(known.path("number").asInt(), known.path("secret").asText());
        JsonNode there =
                cluster.getIfThere(shippers(cluster) + "/_doc/" + shipper.id()).path("_source");
        if (!there.path("secret").asText().equals(shipper.secret())) {
            throw new IndexUnusableException("'" + layout.root() + "' ships to another cluster than the one at "
                    + cluster.settings().shown() + ", or under another name than '"
                    + cluster.settings().prefix() + "'; name another directory with --index");
        }
        return shipper;
    }

    private static String shippers(ClusterConnection cluster) {
        return new ClusterIndices(cluster.settings().prefix()).shippers();
    }

    /** Takes the first free number: of two who want the same, the cluster lets one have it. */
    private static Shipper appeared(IndexLayout layout, ClusterConnection cluster) throws IOException {
        String secret = UUID.randomUUID().toString();
        for (int number = 0; number < MOST; number++) {
            Shipper shipper = new Shipper(number, secret);
            ObjectNode document = ClusterConnection.JSON
                    .createObjectNode()
                    .put("shipper", number)
                    .put("secret", secret);
            try {
                cluster.put(shippers(cluster) + "/_create/" + shipper.id() + "?refresh=true", document);
            } catch (ClusterRefusedException taken) {
                if (taken.status() == 409) {
                    continue;
                }
                throw taken;
            }
            note(layout, shipper);
            return shipper;
        }
        throw new IOException("the cluster at " + cluster.settings().shown() + " has " + MOST + " shippers already");
    }

    private static void note(IndexLayout layout, Shipper shipper) throws IOException {
        Files.createDirectories(layout.root());
        Path unfinished = layout.root().resolve("cluster.json.new");
        ObjectNode note = ClusterConnection.JSON
                .createObjectNode()
                .put("number", shipper.number())
                .put("secret", shipper.secret());
        Files.writeString(unfinished, note.toPrettyString());
        Files.move(unfinished, layout.clusterNote(), StandardCopyOption.ATOMIC_MOVE);
    }
}
