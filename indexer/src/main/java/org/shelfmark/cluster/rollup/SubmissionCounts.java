package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.document.Columns;
import org.shelfmark.rollup.DistantRollup;
import org.shelfmark.rollup.SubmissionKey;

/** Has a cluster count the jobs of submissions. One thread. */
final class SubmissionCounts {
    private static final int PAGE = 5_000;
    private static final Duration TIME = Duration.ofSeconds(100);

    private final ClusterQueries queries;
    private final ClusterFields fields;

    SubmissionCounts(ClusterQueries queries, ClusterFields fields) {
        this.queries = queries;
        this.fields = fields;
    }

    /**
     * A submission with jobs that match.
     *
     * @param sources its access point, in every spelling
     * @param own how many of its jobs are among those that were said to be one's own
     */
    record Counted(DistantRollup.Submission submission, Set<String> sources, long own) {
        SubmissionKey key() {
            return submission.key();
        }

        /** Whether the cluster tells its jobs from others: it does not know no owner from one that is no text. */
        boolean isCertain() {
            return submission.owner().isPresent();
        }
    }

    /** What is being added up of one. */
    private static final class Sum {
        private final Set<String> sources = new LinkedHashSet<>();
        private final Optional<String> owner;
        private final long cluster;
        private long jobs;
        private long matching;
        private long own;
        private long lastEnded = Long.MIN_VALUE;
        private long withoutEnd;

        Sum(long cluster, Optional<String> owner) {
            this.cluster = cluster;
            this.owner = owner;
        }

        Counted counted() {
            return new Counted(
                    new DistantRollup.Submission(
                            sources.iterator().next(),
                            cluster,
                            owner,
                            jobs,
                            matching,
                            lastEnded == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(lastEnded),
                            withoutEnd == 0),
                    sources,
                    own);
        }
    }

    /**
     * The submissions of matching jobs, those that ended first at the beginning.
     *
     * @param all all jobs
     * @param own some of all
     */
    List<Counted> of(ObjectNode matching, ObjectNode all, ObjectNode own) throws IOException {
        Map<SubmissionKey, Sum> sums = new LinkedHashMap<>();
        forEach(matching, own, (key, owner, bucket) -> {
            Sum sum = sums.computeIfAbsent(key, unknown -> new Sum(key.cluster(), owner));
            sum.matching += bucket.path("doc_count").asLong();
        });
        forEach(all, own, (key, owner, bucket) -> {
            Sum known = sums.get(key);
            if (known != null) {
                known.sources.add(bucket.path("key").path("source").asText());
                known.jobs += bucket.path("doc_count").asLong();
                known.own += bucket.path("own").path("doc_count").asLong();
                known.withoutEnd += bucket.path("without_end").path("doc_count").asLong();
                JsonNode last = bucket.path("last").path("value");
                if (last.isNumber()) {
                    known.lastEnded = Math.max(known.lastEnded, last.asLong());
                }
            }
        });
        // a job may have gone between the two
        sums.values().removeIf(sum -> sum.sources.isEmpty());
        List<Counted> counted = new ArrayList<>();
        sums.values().forEach(sum -> counted.add(sum.counted()));
        counted.sort((one, other) -> Long.compare(
                one.submission().lastEnded().orElse(Long.MAX_VALUE),
                other.submission().lastEnded().orElse(Long.MAX_VALUE)));
        return counted;
    }

    private interface Listener {
        void bucket(SubmissionKey key, Optional<String> owner, JsonNode bucket);
    }

    private void forEach(ObjectNode query, ObjectNode own, Listener listener) throws IOException {
        JsonNode after = null;
        while (true) {
            ObjectNode body = ClusterConnection.JSON.createObjectNode().put("size", 0);
            body.put("track_total_hits", false);
            body.set("query", query);
            ObjectNode submissions = body.putObject("aggs").putObject("submissions");
            ObjectNode composite = submissions.putObject("composite").put("size", PAGE);
            ArrayNode by = composite.putArray("sources");
            by(by, "source", Columns.SOURCE);
            by(by, "cluster", Columns.CLUSTER);
            by(by, "owner", "owner").put("missing_bucket", true);
            if (after != null) {
                composite.set("after", after);
            }
            ObjectNode inner = submissions.putObject("aggs");
            String ended = fields.of("ended").name();
            inner.putObject("own").set("filter", own);
            inner.putObject("last").putObject("max").put("field", ended);
            inner.putObject("without_end").putObject("missing").put("field", ended);
            JsonNode answer = queries.search(body, TIME).path("aggregations").path("submissions");
            for (JsonNode bucket : answer.path("buckets")) {
                JsonNode key = bucket.path("key");
                Optional<String> owner = Optional.ofNullable(key.path("owner").textValue());
                listener.bucket(
                        SubmissionKey.of(
                                key.path("source").asText(), key.path("cluster").asLong(), owner),
                        owner,
                        bucket);
            }
            after = answer.get("after_key");
            if (after == null || answer.path("buckets").size() < PAGE) {
                return;
            }
        }
    }

    private ObjectNode by(ArrayNode sources, String name, String column) {
        return sources.addObject()
                .putObject(name)
                .putObject("terms")
                .put("field", fields.of(column).name());
    }
}
