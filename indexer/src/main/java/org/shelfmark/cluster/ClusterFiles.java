package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.RegistryStore;

/** The cluster's documents of archive files. */
public final class ClusterFiles {
    private static final int PAGE = 10_000;

    private ClusterFiles() {}

    /** The files of a shipper by their numbers, which are the cluster's. */
    public static Map<Integer, ArchiveFile> read(ClusterConnection cluster, int shipper) throws IOException {
        ClusterIndices indices = new ClusterIndices(cluster.settings().prefix());
        Map<Integer, ArchiveFile> files = new HashMap<>();
        JsonNode after = null;
        while (true) {
            ObjectNode search = ClusterConnection.JSON.createObjectNode().put("size", PAGE);
            search.putObject("query").putObject("term").put("shipper", shipper);
            search.putArray("sort").addObject().put("number", "asc");
            if (after != null) {
                search.set("search_after", after);
            }
            JsonNode hits = cluster.post(indices.files() + "/_search", search)
                    .path("hits")
                    .path("hits");
            for (JsonNode hit : hits) {
                ArchiveFile file = file(hit.path("_source"));
                files.put(file.id(), file);
            }
            if (hits.size() < PAGE) {
                return files;
            }
            after = hits.get(hits.size() - 1).path("sort");
        }
    }

    /** The positions in the document of a shipper, by the cluster's numbers of the files. */
    public static Positions positions(JsonNode shipper) {
        Map<String, String> data = new HashMap<>();
        shipper.path("positions")
                .properties()
                .forEach(position ->
                        data.put(position.getKey(), position.getValue().asText()));
        return Positions.fromUserData(data);
    }

    /** The document of a file: what people may look for, and the registry's entry as it is. */
    public static ObjectNode document(ArchiveFile file, int shipper) {
        return ClusterConnection.JSON
                .createObjectNode()
                .put("shipper", shipper)
                .put("number", file.id())
                .put("source", file.source())
                .put("path", file.path().toString())
                .put("state", file.state().name())
                .put("entry", RegistryStore.text(file));
    }

    /**
     * The file of a document.
     *
     * @throws IOException when it cannot be read
     */
    public static ArchiveFile file(JsonNode document) throws IOException {
        return RegistryStore.file(document.path("entry").asText());
    }

    /** A file under the number that it has in the cluster. */
    public static ArchiveFile renumbered(ArchiveFile file, int by) {
        return new ArchiveFile(
                file.id() + by,
                file.source(),
                file.archive(),
                file.paths(),
                file.identity(),
                file.fingerprint(),
                file.first(),
                file.state(),
                file.read(),
                file.gaps(),
                file.earlier().stream().map(earlier -> earlier + by).toList(),
                file.goneSince(),
                file.vault());
    }

    /** Positions under the numbers that their files have in the cluster. */
    public static Positions renumbered(Positions positions, int by) {
        Map<Integer, ReadPosition> renumbered = new HashMap<>();
        positions.byFile().forEach((file, position) -> renumbered.put(file + by, position));
        return new Positions(renumbered);
    }
}
