package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalInt;
import org.shelfmark.index.IndexLayout;

/** What an index directory says about the cluster that its jobs were brought to. */
public final class ShipperNote {
    /** Files that one shipper can number; a million files of 20 MB. */
    public static final int FILES = 1 << 20;

    private ShipperNote() {}

    /** The number under which this machine ships; empty where it does not. */
    public static OptionalInt number(IndexLayout layout) throws IOException {
        if (!Files.isReadable(layout.clusterNote())) {
            return OptionalInt.empty();
        }
        JsonNode note = ClusterConnection.JSON.readTree(Files.readString(layout.clusterNote()));
        // one that has not been told its number yet has noted that it wants one
        return note.has("number") ? OptionalInt.of(note.path("number").asInt()) : OptionalInt.empty();
    }

    /** The shipper of a file, by the number that it has in the cluster. */
    public static int ofFile(int fileId) {
        return fileId / FILES;
    }
}
