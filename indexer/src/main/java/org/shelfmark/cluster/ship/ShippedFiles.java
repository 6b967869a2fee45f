package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFiles;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;

/**
 * The cluster's documents of this machine's archive files and positions. The document of the positions is what makes
 * documents count: it is written last, and only over the one that this shipper has seen there.
 *
 * <p>Belongs to one thread.
 */
final class ShippedFiles {
    private static final int CONFLICT = 409;

    private final ClusterConnection cluster;
    private final ClusterIndices indices;
    private final Shipper shipper;
    private final BulkSender sender;
    private final Set<String> ownCommits = new HashSet<>();
    private Registry sent = Registry.EMPTY;
    private Version version = new Version(0, 0, "", "");

    /** Which state of the document of the positions is meant. */
    private record Version(long number, long term, String secret, String commit) {
        static Version of(JsonNode document) {
            return new Version(
                    document.path("_seq_no").asLong(),
                    document.path("_primary_term").asLong(),
                    document.path("_source").path("secret").asText(),
                    document.path("_source").path("commit").asText());
        }
    }

    ShippedFiles(ClusterConnection cluster, Shipper shipper, BulkSender sender) {
        this.cluster = cluster;
        this.indices = new ClusterIndices(cluster.settings().prefix());
        this.shipper = shipper;
        this.sender = sender;
    }

    /** What the cluster knows of this shipper's files, by this shipper's own numbers. */
    record Known(Registry registry, Positions positions) {}

    /** Reads it; to be called once, first. */
    Known read() throws IOException {
        cluster.post(indices.files() + "/_refresh", ClusterConnection.JSON.createObjectNode());
        JsonNode document = cluster.get(shipper.path(cluster));
        version = Version.of(document);
        Map<Integer, ArchiveFile> files = new HashMap<>();
        ClusterFiles.read(cluster, shipper.number()).forEach((number, file) -> {
            ArchiveFile own = ClusterFiles.renumbered(file, -shipper.firstFile());
            files.put(own.id(), own);
        });
        sent = new Registry(files);
        Positions positions = ClusterFiles.positions(document.path("_source"));
        return new Known(sent, ClusterFiles.renumbered(positions, -shipper.firstFile()));
    }

    /** Sends the files that have changed since they were sent last; they are found when it returns. Whether there were any. */
    boolean send(Registry registry) throws IOException {
        List<BulkAction> actions = new ArrayList<>();
        for (ArchiveFile file : registry.files()) {
            if (!file.equals(sent.byId().get(file.id()))) {
                ArchiveFile shipped = ClusterFiles.renumbered(file, shipper.firstFile());
                actions.add(action(
                        file.id(),
                        ClusterConnection.JSON.writeValueAsBytes(ClusterFiles.document(shipped, shipper.number()))));
            }
        }
        for (ArchiveFile file : sent.files()) {
            if (!registry.byId().containsKey(file.id())) {
                actions.add(action(file.id(), null));
            }
        }
        if (!actions.isEmpty()) {
            requireAlone();
            sender.send(actions, true);
        }
        sent = registry;
        return !actions.isEmpty();
    }

    private BulkAction action(int file, byte @Nullable [] document) {
        return new BulkAction(indices.files(), "file-" + (file + shipper.firstFile()), document, null);
    }

    private void requireAlone() throws IOException {
        Version there = Version.of(cluster.get(shipper.path(cluster)));
        if (!there.equals(version) && !isOwn(there)) {
            throw busy();
        }
    }

    private boolean isOwn(Version there) {
        return there.secret().equals(shipper.secret()) && ownCommits.contains(there.commit());
    }

    private IndexUnusableException busy() {
        return new IndexUnusableException("another Shelfmark ships to the cluster at "
                + cluster.settings().shown() + " as shipper "
                + shipper.number() + ": from a copy of the same index directory, or because it has taken over"
                + " what this one shipped; one at a time");
    }

    /**
     * Sends how far the files are read; it is found when it returns.
     *
     * @throws IndexUnusableException when somebody else has done so as the same shipper
     */
    void send(Positions positions, long epochSecond) throws IOException {
        String commit = UUID.randomUUID().toString();
        ownCommits.add(commit);
        ObjectNode document = ClusterConnection.JSON
                .createObjectNode()
                .put("shipper", shipper.number())
                .put("secret", shipper.secret())
                .put("committed", epochSecond)
                .put("commit", commit);
        ObjectNode data = document.putObject("positions");
        for (Map.Entry<String, String> position : ClusterFiles.renumbered(positions, shipper.firstFile())
                .toUserData()
                .entrySet()) {
            data.put(position.getKey(), position.getValue());
        }
        while (true) {
            try {
                JsonNode answer = cluster.put(
                        shipper.path(cluster) + "?refresh=true&if_seq_no=" + version.number() + "&if_primary_term="
                                + version.term(),
                        document);
                version = new Version(
                        answer.path("_seq_no").asLong(),
                        answer.path("_primary_term").asLong(),
                        shipper.secret(),
                        commit);
                break;
            } catch (ClusterRefusedException refused) {
                if (refused.status() != CONFLICT) {
                    throw refused;
                }
            }
            // the answer to this request, or to one before it, may have been lost
            Version there = Version.of(cluster.get(shipper.path(cluster)));
            if (!isOwn(there)) {
                throw busy();
            }
            version = there;
            if (there.commit().equals(commit)) {
                break;
            }
        }
        ownCommits.retainAll(Set.of(commit));
    }
}
