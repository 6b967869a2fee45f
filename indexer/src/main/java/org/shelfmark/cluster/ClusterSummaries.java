package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.ArchivedJobs;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.ArchivedRecords;
import org.shelfmark.document.Columns;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.mapping.Mapping;

/** Reads the summaries and pins of a cluster. Safe for many threads. */
public final class ClusterSummaries {
    private static final int PAGE = 500;

    /** Summaries are asked in memory, where they take about what they take as JSON, twice while a question is answered. */
    private static final int SHARE_OF_MEMORY = 6;

    private final ClusterConnection cluster;
    private final String index;
    private final ClusterFields fields;
    private final IndexLayout layout;
    private final Mapping mapping;
    private final long mostBytes;

    /** Those of a cluster. */
    public ClusterSummaries(ClusterConnection cluster, IndexLayout layout, Mapping mapping) {
        this(cluster, layout, mapping, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    /** The same with room of a test's choice. */
    ClusterSummaries(ClusterConnection cluster, IndexLayout layout, Mapping mapping, long mostBytes) {
        this.cluster = cluster;
        this.index = new ClusterIndices(cluster.settings().prefix()).summaries();
        this.fields = new ClusterFields(mapping);
        this.layout = layout;
        this.mapping = mapping;
        this.mostBytes = mostBytes;
    }

    private interface Listener {
        void document(String id, JsonNode source) throws IOException;
    }

    /**
     * Those that count.
     *
     * @throws IOException also when they do not fit into the memory of this process
     */
    public ArchivedPart read(Exchange exchange) throws IOException {
        if (exchange.step() == 0) {
            return new ArchivedPart(exchange, Optional.empty(), Map.of(), Optional.empty());
        }
        Set<String> ignored = exchange.ignored();
        Set<String> counting = exchange.counting();
        CoveredJobs covered = new CoveredJobs(fields);
        Map<String, String> ids = new HashMap<>();
        long[] bytes = new long[1];
        try (MemoryIndex documents = new MemoryIndex(layout, mapping)) {
            ObjectNode all = ClusterConnection.JSON.createObjectNode();
            all.putObject("match_all");
            forEach(all, (id, source) -> {
                if (ignored.contains(id)) {
                    return;
                }
                Document document = SummaryJson.document(source);
                bytes[0] += bytes(document);
                requireRoom(bytes[0]);
                documents.add(document);
                if (SummaryJson.isSummary(source)) {
                    ids.put(source.path("submission").asText(), id);
                }
                if (counting.contains(id)) {
                    covered.add(records(document));
                }
            });
            return new ArchivedPart(
                    exchange,
                    Optional.of(documents.part()),
                    ids,
                    covered.size() == 0 ? Optional.empty() : Optional.of(covered.all()));
        }
    }

    /**
     * The archived jobs of some files, to recognise them when their records are read once more.
     *
     * @param archiveFiles by the numbers that the cluster has for them
     */
    public ArchivedJobs jobs(Set<Integer> archiveFiles) throws IOException {
        try (MemoryIndex index = new MemoryIndex(layout, mapping)) {
            read(new ExchangeNote(cluster).read()).addTo(index);
            try (DirectoryReader reader = index.reader()) {
                return ArchivedJobs.of(reader, archiveFiles);
            }
        }
    }

    private void requireRoom(long bytes) throws IOException {
        if (bytes > mostBytes) {
            throw new IOException("the summaries of archived submissions take more than " + mostBytes
                    + " bytes, a part of this process's memory that they are asked in; give it more: java -Xmx");
        }
    }

    /** About what a document takes. */
    public static long bytes(Document document) {
        long bytes = 0;
        for (IndexableField field : document) {
            BytesRef value = field.binaryValue();
            bytes += field.name().length() + (value == null ? 0 : value.length);
        }
        return bytes;
    }

    /** Where the records of a summary stand. */
    public static List<ArchivedRecord> records(Document summary) {
        BytesRef records = summary.getField(Columns.ARCHIVED_RECORDS).binaryValue();
        return ArchivedRecords.decode(records);
    }

    /** The summaries with some ids; those that are not there are left out. */
    public List<Document> of(Collection<String> ids) throws IOException {
        List<Document> found = new ArrayList<>();
        if (ids.isEmpty()) {
            return found;
        }
        ObjectNode query = ClusterConnection.JSON.createObjectNode();
        ArrayNode values = query.putObject("ids").putArray("values");
        ids.forEach(values::add);
        forEach(query, (id, source) -> found.add(SummaryJson.document(source)));
        return found;
    }

    private void forEach(ObjectNode query, Listener listener) throws IOException {
        String view = cluster.post(
                        index + "/_search/point_in_time?keep_alive=5m", ClusterConnection.JSON.createObjectNode())
                .path("pit_id")
                .asText();
        try {
            JsonNode after = null;
            while (true) {
                ObjectNode body = ClusterConnection.JSON.createObjectNode().put("size", PAGE);
                body.set("query", query);
                body.put("track_total_hits", false);
                body.putArray("sort").add("_shard_doc");
                if (after != null) {
                    body.set("search_after", after);
                }
                body.putObject("pit").put("id", view).put("keep_alive", "5m");
                JsonNode hits = cluster.post("_search?allow_partial_search_results=false", body)
                        .path("hits")
                        .path("hits");
                for (JsonNode hit : hits) {
                    listener.document(hit.path("_id").asText(), hit.path("_source"));
                }
                if (hits.size() < PAGE) {
                    return;
                }
                after = hits.get(hits.size() - 1).path("sort");
            }
        } finally {
            ObjectNode body = ClusterConnection.JSON.createObjectNode();
            body.putArray("pit_id").add(view);
            cluster.delete("_search/point_in_time", body);
        }
    }
}
