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

    private static final int CONFLICT = 409;
    private static final int NONE = -1;

    /** What the number of a file is raised by in the cluster. */
    int firstFile() {
        return number * ShipperNote.FILES;
    }

    /** The id of its document. */
    String id() {
        return "shipper-" + number;
    }

    /** Where its document is. */
    String path(ClusterConnection cluster) {
        return shippers(cluster) + "/_doc/" + id();
    }

    /**
     * The shipper of an index directory; a new one where there is nothing yet. Only for whoever holds the directory's lock.
     *
     * @param isEmpty whether the directory knows no archive file
     * @throws IndexUnusableException when the directory has jobs of its own, or ships to another cluster
     */
    static Shipper of(IndexLayout layout, boolean isEmpty, ClusterConnection cluster) throws IOException {
        if (!Files.exists(layout.clusterNote())) {
            requireEmpty(layout, isEmpty);
            // noted before it is used: whoever is ended between the two finds the number that he has been told
            note(layout, new Shipper(NONE, UUID.randomUUID().toString()));
        }
        JsonNode known = ClusterConnection.JSON.readTree(Files.readString(layout.clusterNote()));
        Shipper shipper = new Shipper(
                known.path("number").asInt(NONE), known.path("secret").asText());
        if (shipper.number() == NONE) {
            return appeared(layout, shipper.secret(), cluster);
        }
        if (!shipper.isKnownTo(cluster)) {
            throw new IndexUnusableException("'" + layout.root() + "' ships to another cluster than the one at "
                    + cluster.settings().shown() + ", or under another name than '"
                    + cluster.settings().prefix() + "', or another directory has taken over what it shipped; name"
                    + " another directory with --index");
        }
        return shipper;
    }

    private static void requireEmpty(IndexLayout layout, boolean isEmpty) throws IndexUnusableException {
        if (!isEmpty) {
            throw new IndexUnusableException("'" + layout.root() + "' has an index of its own; name an empty"
                    + " directory with --index, and bring its jobs to the cluster with: shelfmark ship --from "
                    + layout.root());
        }
    }

    private static String shippers(ClusterConnection cluster) {
        return new ClusterIndices(cluster.settings().prefix()).shippers();
    }

    private boolean isKnownTo(ClusterConnection cluster) throws IOException {
        return cluster.getIfThere(path(cluster))
                .path("_source")
                .path("secret")
                .asText()
                .equals(secret);
    }

    /** Takes the first free number: of two who want the same, the cluster lets one have it. */
    private static Shipper appeared(IndexLayout layout, String secret, ClusterConnection cluster) throws IOException {
        for (int number = 0; number < MOST; number++) {
            Shipper shipper = new Shipper(number, secret);
            if (shipper.isNew(cluster)) {
                note(layout, shipper);
                return shipper;
            }
        }
        throw new IOException("the cluster at " + cluster.settings().shown() + " has " + MOST + " shippers already");
    }

    /** Also when the cluster has agreed before, and the answer was lost. */
    private boolean isNew(ClusterConnection cluster) throws IOException {
        ObjectNode document =
                ClusterConnection.JSON.createObjectNode().put("shipper", number).put("secret", secret);
        try {
            cluster.put(shippers(cluster) + "/_create/" + id() + "?refresh=true", document);
            return true;
        } catch (ClusterRefusedException taken) {
            if (taken.status() == CONFLICT) {
                return isKnownTo(cluster);
            }
            throw taken;
        }
    }

    /**
     * Lets an index directory that knows no archive file go on in the place of one that was lost. That one, should it appear
     * again, is not the shipper any more.
     *
     * @throws IndexUnusableException when the cluster has no such shipper, or the directory has an index
     */
    static void adopt(IndexLayout layout, boolean isEmpty, ClusterConnection cluster, int number) throws IOException {
        requireEmpty(layout, isEmpty);
        Shipper next = new Shipper(number, UUID.randomUUID().toString());
        JsonNode known = cluster.getIfThere(next.path(cluster));
        if (!(known.path("_source") instanceof ObjectNode document)) {
            throw new IndexUnusableException(
                    "the cluster at " + cluster.settings().shown() + " knows no shipper " + number + " under the name '"
                            + cluster.settings().prefix() + "'");
        }
        cluster.put(next.path(cluster) + "?refresh=true", document.put("secret", next.secret()));
        note(layout, next);
    }

    private static void note(IndexLayout layout, Shipper shipper) throws IOException {
        Path unfinished = layout.root().resolve("cluster.json.new");
        ObjectNode note = ClusterConnection.JSON.createObjectNode().put("secret", shipper.secret());
        if (shipper.number() != NONE) {
            note.put("number", shipper.number());
        }
        Files.writeString(unfinished, note.toPrettyString());
        Files.move(
                unfinished, layout.clusterNote(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
