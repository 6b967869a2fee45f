package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.cluster.ShipperNote;
import org.shelfmark.query.QueryParser;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.search.Responses;

/**
 * How a cluster is, for people. What the archives of other machines come to is what their shippers said last: a file that
 * cannot be looked at here has the size that it had then.
 */
final class ClusterReport {
    private final ClusterConnection cluster;
    private final QueryDsl dsl;

    ClusterReport(ClusterConnection cluster, QueryDsl dsl) {
        this.cluster = cluster;
        this.dsl = dsl;
    }

    /** The status, with jobs and sizes of the cluster. */
    Responses.Status status(ClusterState state) throws IOException {
        Responses.Status known = state.withoutJobs().status();
        long startedNanos = System.nanoTime();
        // those that are known without the cluster are archived
        long jobs = known.jobs() + state.queries().count(dsl.of(QueryParser.everything()));
        ClusterIndices indices = new ClusterIndices(cluster.settings().prefix());
        String all = String.join(
                ",",
                indices.allJobs(),
                indices.summaries(),
                indices.files(),
                indices.shippers(),
                indices.names(),
                indices.format());
        // copies take room as the first ones do
        long bytes = cluster.get(all + "/_stats/store?ignore_unavailable=true")
                .at("/_all/total/store/size_in_bytes")
                .asLong();
        int segments = cluster.get(indices.allJobs() + "/_stats/segments")
                .at("/_all/primaries/segments/count")
                .asInt();
        return new Responses.Status(
                jobs,
                known.tookMs() + (System.nanoTime() - startedNanos) / 1_000_000,
                known.timedOut(),
                known.indexedThrough(),
                cluster.settings().indexName(),
                jobs,
                known.records(),
                known.quarantined(),
                known.gaps(),
                bytes,
                known.vaultBytes(),
                segments,
                known.files(),
                shipped(known.sources(), state),
                known.activity(),
                known.allowsArchiving(),
                known.timeZone(),
                known.archivedJobs(),
                known.archivedSubmissions());
    }

    /** The sources with the last time at which something of them was shipped. */
    private static List<Responses.Source> shipped(List<Responses.Source> sources, ClusterState state) {
        Map<String, Long> last = new HashMap<>();
        for (ArchiveFile file : state.registry().files()) {
            long committed = state.committed().getOrDefault(ShipperNote.ofFile(file.id()), 0L);
            last.merge(file.source(), committed, Math::max);
        }
        return sources.stream()
                .map(source -> {
                    long at = last.getOrDefault(source.source(), 0L);
                    return at == 0
                            ? source
                            : source.shippedAt(Instant.ofEpochSecond(at).toString());
                })
                .toList();
    }

    /** When each shipper committed last, in seconds since 1970, by their numbers. */
    static Map<Integer, Long> committed(Map<Integer, JsonNode> shippers) {
        Map<Integer, Long> committed = new HashMap<>();
        shippers.forEach((number, shipper) ->
                committed.put(number, shipper.path("committed").asLong()));
        return committed;
    }
}
