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
    private ClusterFiles() {}

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
