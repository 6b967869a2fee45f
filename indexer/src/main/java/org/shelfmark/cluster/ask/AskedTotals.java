package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.JobTotals.Total;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.Mapping;

/**
 * How a cluster is asked for totals of jobs, exactly as {@link org.shelfmark.aggregate.TotalsReader} makes them: moments and
 * amounts that are none do not count.
 */
final class AskedTotals {
    /** The end of the year 9999: moments behind it are nonsense. */
    private static final long LAST_MOMENT = 253_402_300_799L;

    /** Amounts above are nonsense. */
    private static final long MOST = 1_000_000_000_000_000L;

    private static final Set<String> COLUMNS_ONLY =
            Set.of("status", "failed", "submitted", "started", "last_started", "ended");

    private static final List<String> FIRST = List.of("cluster", "proc", "batch", "cmd");

    private static final int REMOVED = 3;
    private static final int COMPLETED = 4;

    private final Mapping mapping;
    private final ClusterFields fields;
    private final QueryDsl dsl;
    private final ClusterNames names;
    private final TotalScripts scripts;

    AskedTotals(Mapping mapping, ClusterFields fields, QueryDsl dsl, ClusterNames names) {
        this.mapping = mapping;
        this.fields = fields;
        this.dsl = dsl;
        this.names = names;
        Map<String, String> columns = new HashMap<>();
        Set<String> wanted = new TreeSet<>(List.of("cluster", "proc"));
        EnumSet.allOf(Total.class).forEach(total -> wanted.addAll(fields(total)));
        wanted.forEach(field -> columns.put(field, name(field)));
        this.scripts = new TotalScripts(columns);
    }

    /** Whether scripts are needed for totals; a cluster may run none. */
    static boolean areScripts(Set<Total> totals) {
        return totals.stream()
                .anyMatch(total -> total == Total.SHORT_JOBS || total.name().endsWith("_SECONDS"));
    }

    /** Asks for the job of the lowest id, as an aggregation. */
    void askFirst(ObjectNode aggregations) {
        ObjectNode first = aggregations.putObject("first").putObject("top_hits").put("size", 1);
        first.putArray("sort").add(scripts.order("cluster")).add(scripts.order("proc"));
        Set<String> source = new LinkedHashSet<>();
        for (String field : FIRST) {
            value(field).addFields(source);
        }
        source.forEach(first.putArray("_source")::add);
    }

    /** Reads the job of the lowest id. */
    SubmissionGroups.FirstJob readFirst(JsonNode bucket) {
        JsonNode source = bucket.path("first").path("hits").path("hits").path(0).path("_source");
        return new SubmissionGroups.FirstJob(
                amount(value("cluster").of(source)),
                amount(value("proc").of(source)),
                text(value("batch").of(source)),
                text(value("cmd").of(source)));
    }

    private static double amount(AttributeValue value) {
        return value instanceof IntegerValue number && number.value() >= 0 && number.value() <= MOST
                ? (double) number.value()
                : Double.NaN;
    }

    private static @Nullable String text(AttributeValue value) {
        return value instanceof StringValue text ? text.value() : null;
    }

    /** What a field's column is called in the cluster. */
    String name(String field) {
        return fields.of(Columns.of(mapping, mapping.named(field).orElseThrow()))
                .name();
    }

    /** The jobs whose value of a field does not stand in its column; empty where there certainly are none. */
    Optional<ObjectNode> odd(String field) {
        return value(field).odd();
    }

    private AskedField value(String field) {
        return new AskedField(mapping.named(field).orElseThrow(), mapping, fields, dsl, names);
    }

    /** The fields that a total is made of. */
    private static List<String> fields(Total total) {
        return switch (total) {
            case JOBS -> List.of();
            case COMPLETED, REMOVED -> List.of("status");
            case SUCCEEDED, FAILED -> List.of("failed");
            case RESTARTED_JOBS, STARTS -> List.of("starts");
            case JOBS_HELD, HOLDS -> List.of("holds");
            case ATTEMPTS -> List.of("attempts");
            case VACATES -> List.of("vacates");
            case FIRST_SUBMITTED -> List.of("submitted");
            case FIRST_STARTED -> List.of("started");
            case LAST_ENDED -> List.of("ended");
            case SHORT_JOBS -> List.of("committed_time", "ended", "last_started");
            case WALL_SECONDS -> List.of("runtime");
            case CORE_SECONDS -> List.of("cpus", "request_cpus", "runtime");
            case GOOD_CORE_SECONDS -> List.of("committed_time", "cpus", "request_cpus");
            case CPU_SECONDS -> List.of("cpu_time");
            case MEASURED_CORE_SECONDS, MEASURED_CPU_SECONDS -> List.of("cpu_time", "cpus", "request_cpus", "runtime");
        };
    }

    /** The jobs that the cluster would count wrong; empty where there certainly are none. */
    Optional<ObjectNode> odd(Set<Total> totals) {
        Set<String> amounts = new TreeSet<>();
        totals.forEach(total -> amounts.addAll(fields(total)));
        // of these only what stands in the column counts
        amounts.removeAll(COLUMNS_ONLY);
        List<ObjectNode> odd = new ArrayList<>();
        amounts.forEach(field -> odd(field).ifPresent(odd::add));
        return odd.isEmpty() ? Optional.empty() : Optional.of(FigureView.any(odd));
    }

    /** Asks for a total, as an aggregation of its name. */
    void ask(ObjectNode aggregations, Total total) {
        switch (total) {
            case JOBS -> {}
            case COMPLETED -> term(aggregations, total).put(name("status"), COMPLETED);
            case REMOVED -> term(aggregations, total).put(name("status"), REMOVED);
            case SUCCEEDED -> term(aggregations, total).put(name("failed"), false);
            case FAILED -> term(aggregations, total).put(name("failed"), true);
            case RESTARTED_JOBS ->
                range(aggregations, total, "starts").put("gt", 1).put("lte", MOST);
            case JOBS_HELD -> range(aggregations, total, "holds").put("gt", 0).put("lte", MOST);
            case HOLDS -> sum(aggregations, total, "holds");
            case ATTEMPTS -> sum(aggregations, total, "attempts");
            case STARTS -> sum(aggregations, total, "starts");
            case VACATES -> sum(aggregations, total, "vacates");
            case FIRST_SUBMITTED -> moment(aggregations, total, "submitted", "min");
            case FIRST_STARTED -> moment(aggregations, total, "started", "min");
            case LAST_ENDED -> moment(aggregations, total, "ended", "max");
            case SHORT_JOBS,
                    WALL_SECONDS,
                    CORE_SECONDS,
                    GOOD_CORE_SECONDS,
                    CPU_SECONDS,
                    MEASURED_CORE_SECONDS,
                    MEASURED_CPU_SECONDS ->
                aggregations.putObject(total.name()).putObject("sum").set("script", scripts.of(total));
        }
    }

    private static ObjectNode filter(ObjectNode aggregations, Total total) {
        return aggregations.putObject(total.name()).putObject("filter");
    }

    private static ObjectNode term(ObjectNode aggregations, Total total) {
        return filter(aggregations, total).putObject("term");
    }

    private ObjectNode range(ObjectNode aggregations, Total total, String field) {
        return filter(aggregations, total).putObject("range").putObject(name(field));
    }

    private void sum(ObjectNode aggregations, Total total, String field) {
        range(aggregations, total, field).put("gte", 0).put("lte", MOST);
        within(aggregations, total, "sum", field);
    }

    private void moment(ObjectNode aggregations, Total total, String field, String which) {
        range(aggregations, total, field).put("gt", 0).put("lte", LAST_MOMENT);
        within(aggregations, total, which, field);
    }

    private void within(ObjectNode aggregations, Total total, String which, String field) {
        aggregations
                .withObjectProperty(total.name())
                .putObject("aggs")
                .putObject("of")
                .putObject(which)
                .put("field", name(field));
    }

    /** Reads a total; NaN of a moment that no job has. */
    double read(JsonNode bucket, Total total) {
        return switch (total) {
            case JOBS -> bucket.path("doc_count").asDouble();
            case HOLDS, ATTEMPTS, STARTS, VACATES ->
                bucket.path(total.name()).path("of").path("value").asDouble();
            case FIRST_SUBMITTED, FIRST_STARTED, LAST_ENDED -> {
                JsonNode value = bucket.path(total.name()).path("of").path("value");
                yield value.isNumber() ? value.doubleValue() : Double.NaN;
            }
            case SHORT_JOBS,
                    WALL_SECONDS,
                    CORE_SECONDS,
                    GOOD_CORE_SECONDS,
                    CPU_SECONDS,
                    MEASURED_CORE_SECONDS,
                    MEASURED_CPU_SECONDS ->
                bucket.path(total.name()).path("value").asDouble();
            case COMPLETED, REMOVED, SUCCEEDED, FAILED, RESTARTED_JOBS, JOBS_HELD ->
                bucket.path(total.name()).path("doc_count").asDouble();
        };
    }
}
