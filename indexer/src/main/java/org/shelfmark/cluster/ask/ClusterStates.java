package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ArchivedPart;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterFiles;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.ClusterSummaries;
import org.shelfmark.cluster.Exchange;
import org.shelfmark.cluster.ExchangeNote;
import org.shelfmark.cluster.JsonJob;
import org.shelfmark.cluster.KnownNames;
import org.shelfmark.cluster.ShipperNote;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobFields;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchSettings;

/** Gives out the newest state of a cluster; reads again only what a shipper has committed since, or has archived. */
final class ClusterStates implements Closeable {
    private static final int MOST_SHIPPERS = 2_000;

    private final ClusterConnection cluster;
    private final ClusterIndices indices;
    private final ClusterQueries queries;
    private final ClusterFields fields;
    private final IndexLayout layout;
    private final ShippedArchives archives;
    private final Mapping mapping;
    private final SearchSettings settings;
    private final Supplier<Optional<Responses.Activity>> activity;
    private final ExchangeNote note;
    private final ClusterSummaries summaries;
    private final GivenViews views;
    private final Map<Integer, Shipped> shipped = new HashMap<>();
    private @Nullable ClusterState current;
    private @Nullable ArchivedPart archived;

    /** What one shipper has said of its archives. */
    private record Shipped(String commit, Positions positions, Map<Integer, ArchiveFile> files) {}

    ClusterStates(
            ClusterConnection cluster,
            IndexLayout layout,
            ShippedArchives archives,
            Mapping mapping,
            SearchSettings settings,
            Supplier<Optional<Responses.Activity>> activity) {
        this.cluster = cluster;
        this.indices = new ClusterIndices(cluster.settings().prefix());
        this.queries = new ClusterQueries(cluster);
        this.fields = new ClusterFields(mapping);
        this.layout = layout;
        this.archives = archives;
        this.mapping = mapping;
        this.settings = settings;
        this.activity = activity;
        this.note = new ExchangeNote(cluster);
        this.summaries = new ClusterSummaries(cluster, layout, mapping);
        this.views = new GivenViews(queries);
    }

    /** The state of this moment; to be closed by the caller. */
    synchronized ClusterState acquire() throws IOException {
        Exchange exchange = note.read();
        Map<Integer, JsonNode> shippers = shippers();
        StringBuilder version = new StringBuilder().append(exchange.step()).append('\n');
        shippers.forEach((number, shipper) -> version.append(number)
                .append(' ')
                .append(shipper.path("commit").asText())
                .append('\n'));
        ClusterState known = current;
        if (known == null || !known.version().equals(version.toString())) {
            ClusterState next = read(version.toString(), shippers, exchange);
            current = next;
            if (known != null) {
                known.close();
            }
            known = next;
        }
        if (!known.tryAcquire()) {
            throw new IllegalStateException("the current state is closed");
        }
        return known;
    }

    private ArchivedPart archived(Exchange exchange) throws IOException {
        ArchivedPart known = archived;
        if (known == null || known.exchange().step() != exchange.step()) {
            known = summaries.read(exchange);
            archived = known;
        }
        return known;
    }

    /** The documents of the shippers, by their numbers. */
    private Map<Integer, JsonNode> shippers() throws IOException {
        ObjectNode search = ClusterConnection.JSON.createObjectNode().put("size", MOST_SHIPPERS);
        search.putObject("query").putObject("match_all");
        Map<Integer, JsonNode> shippers = new TreeMap<>();
        for (JsonNode hit : cluster.post(indices.shippers() + "/_search", search)
                .path("hits")
                .path("hits")) {
            JsonNode shipper = hit.path("_source");
            shippers.put(shipper.path("shipper").asInt(), shipper);
        }
        return shippers;
    }

    private ClusterState read(String version, Map<Integer, JsonNode> shippers, Exchange exchange) throws IOException {
        Map<Integer, ArchiveFile> files = new HashMap<>();
        Map<Integer, org.shelfmark.registry.ReadPosition> positions = new HashMap<>();
        for (Map.Entry<Integer, JsonNode> shipper : shippers.entrySet()) {
            Shipped said = said(shipper.getKey(), shipper.getValue());
            files.putAll(said.files());
            positions.putAll(said.positions().byFile());
        }
        ClusterNames names = new ClusterNames(KnownNames.read(cluster));
        Registry registry = new Registry(files);
        Positions all = new Positions(positions);
        ClusterValues values = new ClusterValues(queries, fields, names, settings.timeout());
        announceShipped(files);
        ArchivedPart part = archived(exchange);
        return new ClusterState(
                version,
                registry,
                all,
                names,
                values,
                ClusterReport.committed(shippers),
                withoutJobs(registry, all, names, part).planning(values),
                part,
                queries,
                new SharedView(queries, views, exchange.step()));
    }

    /** The archives that this machine ships are the ones that it may see more of than it has shipped. */
    private void announceShipped(Map<Integer, ArchiveFile> files) throws IOException {
        OptionalInt own = ShipperNote.number(layout);
        archives.ship(files.values().stream()
                .filter(file -> own.isPresent() && ShipperNote.ofFile(file.id()) == own.getAsInt())
                .toList());
    }

    private Shipped said(int number, JsonNode shipper) throws IOException {
        String commit = shipper.path("commit").asText();
        Shipped known = shipped.get(number);
        if (known == null || !known.commit().equals(commit)) {
            known = new Shipped(commit, ClusterFiles.positions(shipper), ClusterFiles.read(cluster, number));
            shipped.put(number, known);
        }
        return known;
    }

    private IndexSearch withoutJobs(Registry registry, Positions positions, ClusterNames names, ArchivedPart part)
            throws IOException {
        try (MemoryIndex index = new MemoryIndex(layout, mapping)) {
            index.add(names.document(new JobFields()));
            part.addTo(index);
            JsonJob documents = new JsonJob(fields);
            ObjectNode problems = ClusterConnection.JSON.createObjectNode();
            problems.putObject("term").put(fields.of(Columns.KIND).name(), Columns.QUARANTINED);
            queries.forEach(problems, settings.timeout(), source -> index.add(documents.of(source)));
            return new IndexSearch(index.finished(registry, positions), archives, mapping, settings, activity)
                    .reading(new RecordsInCluster(queries, fields, settings.timeout()));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
