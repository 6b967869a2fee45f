package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.aggregate.JobTotals.Total;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.search.SubmissionRequests;

/** Has a cluster divide jobs into submissions: the buckets of a composite aggregation. One request, one thread. */
final class SubmissionBuckets {
    private final ViewedJobs jobs;
    private final AskedTotals totals;
    private final SubmissionRequests.Grouping by;

    SubmissionBuckets(ViewedJobs jobs, AskedTotals totals, SubmissionRequests.Grouping by) {
        this.jobs = jobs;
        this.totals = totals;
        this.by = by;
    }

    /**
     * The jobs that it would take for others, or count wrong; empty where there certainly are none.
     *
     * @param withFirst whether the first job of each is told, too
     */
    Optional<ObjectNode> odd(Set<Total> wanted, boolean withFirst) {
        Set<String> names = new TreeSet<>(List.of("owner"));
        if (by != SubmissionRequests.Grouping.BATCH) {
            // a number may be a text of digits; a batch is text that fits
            names.add(by.word());
        }
        if (withFirst) {
            names.addAll(List.of("cluster", "proc"));
        }
        List<ObjectNode> odd = new ArrayList<>();
        names.forEach(name -> totals.odd(name).ifPresent(odd::add));
        totals.odd(wanted).ifPresent(odd::add);
        return odd.isEmpty() ? Optional.empty() : Optional.of(FigureView.any(odd));
    }

    /**
     * Tells of the submissions of jobs none of which is odd.
     *
     * @param wanted totals that are told, beside the number of jobs
     * @param withFirst whether the first job of each is told, too
     */
    void tell(ObjectNode query, Set<Total> wanted, boolean withFirst, SubmissionGroups into) throws IOException {
        int size = Aggregations.ROOM / (1 + wanted.size());
        @Nullable JsonNode after = null;
        long without = 0;
        boolean mayGoOn = true;
        while (mayGoOn && !jobs.isOverTime()) {
            ObjectNode aggregations = ClusterConnection.JSON.createObjectNode();
            ask(aggregations.putObject("submissions"), size, after, wanted, withFirst);
            JsonNode answer = jobs.ask(query, aggregations);
            if (after == null) {
                without = FigureView.jobs(answer);
            }
            JsonNode submissions = answer.path("aggregations").path("submissions");
            for (JsonNode bucket : submissions.path("buckets")) {
                if (tell(bucket, wanted, withFirst, into)) {
                    without -= bucket.path("doc_count").asLong();
                }
            }
            mayGoOn = submissions.path("buckets").size() == size;
            after = submissions.path("after_key");
        }
        if (!jobs.timedOut()) {
            into.addWithout(without);
        }
    }

    private void ask(ObjectNode submissions, int size, @Nullable JsonNode after, Set<Total> wanted, boolean withFirst) {
        ObjectNode composite = submissions.putObject("composite").put("size", size);
        ArrayNode sources = composite.putArray("sources");
        by(sources, "source");
        by(sources, "owner").put("missing_bucket", true);
        by(sources, by.word());
        if (after != null) {
            composite.set("after", after);
        }
        ObjectNode inner = ClusterConnection.JSON.createObjectNode();
        wanted.forEach(total -> totals.ask(inner, total));
        if (withFirst) {
            totals.askFirst(inner);
        }
        if (!inner.isEmpty()) {
            submissions.set("aggs", inner);
        }
    }

    private ObjectNode by(ArrayNode sources, String field) {
        return sources.addObject().putObject(field).putObject("terms").put("field", totals.name(field));
    }

    /** Tells of a submission; false of jobs that belong to none. */
    private boolean tell(JsonNode bucket, Set<Total> wanted, boolean withFirst, SubmissionGroups into) {
        JsonNode key = bucket.path("key").path(by.word());
        if (key.isTextual() && key.textValue().isEmpty()) {
            return false;
        }
        AttributeValue own = key.isTextual() ? new StringValue(key.textValue()) : new IntegerValue(key.longValue());
        Map<Total, Double> known = new EnumMap<>(Total.class);
        known.put(Total.JOBS, bucket.path("doc_count").asDouble());
        for (Total total : wanted) {
            known.put(total, totals.read(bucket, total));
        }
        into.addLive(
                bucket.path("key").path("source").textValue(),
                bucket.path("key").path("owner").textValue(),
                own,
                JobTotals.of(known),
                withFirst ? totals.readFirst(bucket) : null);
        return true;
    }
}
