package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.shelfmark.index.IndexFormat;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.mapping.Mapping;

/** What the documents in a cluster are. Another version or mapping is refused with the remedy named, never misread. */
public final class ClusterFormat {
    /** Changes with every change to the cluster's documents that one of the Lucene documents does not bring. */
    private static final int VERSION = 1;

    private static final String ID = "shelfmark";

    private ClusterFormat() {}

    /**
     * Prepares a cluster for jobs, unless it is, by templates and a note of the format.
     *
     * @throws IndexUnusableException when its jobs were written by another version or with another mapping
     */
    public static void prepare(ClusterConnection cluster, Mapping mapping) throws IOException {
        ClusterIndices indices = new ClusterIndices(cluster.settings().prefix());
        boolean isThere = isThere(cluster, mapping);
        // without it a month that begins would get fields as its first job suggests
        template(cluster, indices.prefix() + "-jobs", ClusterTemplate.ofJobs(indices, new ClusterFields(mapping)));
        if (!isThere) {
            template(cluster, indices.prefix() + "-rest", ClusterTemplate.ofTheRest(indices));
            // of the jobs one, so that a view of all of them can be opened before there is any
            for (String index : List.of(indices.files(), indices.shippers(), indices.names(), indices.problems())) {
                create(cluster, index, ClusterConnection.JSON.createObjectNode());
            }
            // last, so that whoever finds it finds the rest
            cluster.put(indices.format() + "/_doc/" + ID + "?refresh=true", format(mapping));
        }
    }

    /** Makes the index of summaries, unless it is there. */
    public static void prepareSummaries(ClusterConnection cluster) throws IOException {
        String index = new ClusterIndices(cluster.settings().prefix()).summaries();
        if (cluster.getIfThere(index).isMissingNode()) {
            create(cluster, index, ClusterTemplate.ofSummaries());
        }
    }

    /** One that is there stays as the site has made it. */
    private static void template(ClusterConnection cluster, String name, ObjectNode template) throws IOException {
        if (cluster.getIfThere("_index_template/" + name).isMissingNode()) {
            cluster.put("_index_template/" + name, template);
        }
    }

    private static void create(ClusterConnection cluster, String index, ObjectNode content) throws IOException {
        try {
            cluster.put(index, content);
        } catch (ClusterRefusedException refused) {
            // somebody else may prepare the cluster at the same time
            if (!refused.type().equals("resource_already_exists_exception")) {
                throw refused;
            }
        }
    }

    /**
     * Requires that there are jobs that this version reads.
     *
     * @throws IndexUnusableException when there are none
     */
    public static void require(ClusterConnection cluster, Mapping mapping) throws IOException {
        if (!isThere(cluster, mapping)) {
            throw new IndexUnusableException(
                    "the cluster at " + cluster.settings().shown() + " has no jobs under '"
                            + cluster.settings().prefix()
                            + "'; bring some there with: shelfmark index --backend opensearch --opensearch-url URL HISTORY");
        }
    }

    private static boolean isThere(ClusterConnection cluster, Mapping mapping) throws IOException {
        requireOpenSearch(cluster);
        ClusterIndices indices = new ClusterIndices(cluster.settings().prefix());
        JsonNode found = cluster.getIfThere(indices.format() + "/_doc/" + ID).path("_source");
        if (found.isMissingNode()) {
            return false;
        }
        ObjectNode own = format(mapping);
        if (!found.equals(own)) {
            throw new IndexUnusableException("the jobs under '" + indices.prefix() + "' in the cluster at "
                    + cluster.settings().shown() + " were written in format " + found + ", this Shelfmark reads and"
                    + " writes " + own + "; ship the archives again under another name: --opensearch-prefix NAME");
        }
        return true;
    }

    /**
     * Requires that an OpenSearch answers that this version knows how to ask.
     *
     * @throws IndexUnusableException when something else does
     */
    public static void requireOpenSearch(ClusterConnection cluster) throws IOException {
        JsonNode version = cluster.getIfThere("").path("version");
        String number = version.path("number").asText("");
        if (!version.path("distribution").asText("").equals("opensearch")
                || !(number.startsWith("3.") || number.startsWith("2."))) {
            throw new IndexUnusableException(
                    "what answers at " + cluster.settings().shown() + " is "
                            + (version.path("distribution").asText("no OpenSearch") + " " + number).strip()
                            + "; accepted: OpenSearch 2 or 3");
        }
    }

    private static ObjectNode format(Mapping mapping) {
        return ClusterConnection.JSON
                .createObjectNode()
                .put("cluster_format", VERSION)
                .put("index_format", IndexFormat.DOCUMENTS)
                .put("mapping", mapping.fingerprint());
    }
}
