package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.CoveredJobs;
import org.shelfmark.cluster.JsonJob;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobFields;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.mapping.Mapping;

/** Brings all jobs of some submissions together in memory, with the summaries that they have. One thread. */
final class GatheredJobs {
    /** A page of jobs takes so long at most. */
    private static final Duration TIME = Duration.ofSeconds(100);

    private final ClusterQueries queries;
    private final ClusterFields fields;
    private final IndexLayout layout;
    private final Mapping mapping;

    GatheredJobs(ClusterQueries queries, IndexLayout layout, Mapping mapping) {
        this.queries = queries;
        this.fields = new ClusterFields(mapping);
        this.layout = layout;
        this.mapping = mapping;
    }

    /** All jobs. */
    ObjectNode everything() {
        ObjectNode query = ClusterConnection.JSON.createObjectNode();
        query.putObject("bool").putArray("must_not").add(CoveredJobs.noJob(fields));
        return query;
    }

    /**
     * An index of them; some jobs of other submissions may be in it. To be closed by the caller.
     *
     * @param summaries those that the submissions have
     */
    MemoryIndex of(Collection<SubmissionCounts.Counted> submissions, List<Document> summaries, ClusterNames names)
            throws IOException {
        MemoryIndex index = new MemoryIndex(layout, mapping);
        try {
            index.add(names.document(new JobFields()));
            for (Document summary : summaries) {
                index.add(summary);
            }
            JsonJob documents = new JsonJob(fields);
            queries.forEach(jobs(submissions), TIME, source -> index.add(documents.of(source)));
            return index;
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private ObjectNode jobs(Collection<SubmissionCounts.Counted> submissions) {
        Map<String, Set<Long>> bySource = new TreeMap<>();
        for (SubmissionCounts.Counted submission : submissions) {
            for (String source : submission.sources()) {
                bySource.computeIfAbsent(source, unknown -> new TreeSet<>())
                        .add(submission.key().cluster());
            }
        }
        List<ObjectNode> any = new ArrayList<>();
        bySource.forEach((source, clusters) -> {
            ObjectNode ofSource = ClusterConnection.JSON.createObjectNode();
            ArrayNode both = ofSource.putObject("bool").putArray("filter");
            both.addObject().putObject("term").put(fields.of(Columns.SOURCE).name(), source);
            ArrayNode ids = ClusterConnection.JSON.createArrayNode();
            clusters.forEach(ids::add);
            ObjectNode numbered = ClusterConnection.JSON.createObjectNode();
            numbered.putObject("terms").set(fields.of(Columns.CLUSTER).name(), ids);
            // a ClusterId that is a text of digits is one all the same, and stands elsewhere
            both.add(CoveredJobs.any(List.of(numbered, withoutCluster())));
            any.add(ofSource);
        });
        ObjectNode query = everything();
        query.withObject("/bool").putArray("filter").add(CoveredJobs.any(any));
        return query;
    }

    private ObjectNode withoutCluster() {
        ObjectNode query = ClusterConnection.JSON.createObjectNode();
        query.putObject("bool")
                .putArray("must_not")
                .addObject()
                .putObject("exists")
                .put("field", fields.of(Columns.CLUSTER).name());
        return query;
    }
}
