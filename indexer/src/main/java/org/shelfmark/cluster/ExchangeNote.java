package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The cluster's document that says what is being archived. Safe for many threads. */
public final class ExchangeNote {
    private static final String ID = "archiving";

    private final ClusterConnection cluster;
    private final String index;

    /** That of a cluster. */
    public ExchangeNote(ClusterConnection cluster) {
        this.cluster = cluster;
        this.index = new ClusterIndices(cluster.settings().prefix()).format();
    }

    /** The place of the document under an operation such as {@code _doc}. */
    public String path(String operation) {
        return index + "/" + operation + "/" + ID;
    }

    /** The document with its version, or what is missing. */
    public JsonNode document() throws IOException {
        return cluster.getIfThere(path("_doc"));
    }

    /** What it says now. */
    public Exchange read() throws IOException {
        JsonNode said = document().path("_source");
        return said.isMissingNode() ? Exchange.NONE : Exchange.of(said);
    }
}
