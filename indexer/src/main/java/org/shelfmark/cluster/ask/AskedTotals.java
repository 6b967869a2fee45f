package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.shelfmark.aggregate.JobTotals.Total;
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

    private static final int REMOVED = 3;
    private static final int COMPLETED = 4;

    private final Mapping mapping;
    private final ClusterFields fields;
    private final QueryDsl dsl;
    private final ClusterNames names;

    AskedTotals(Mapping mapping, ClusterFields fields, QueryDsl dsl, ClusterNames names) {
        this.mapping = mapping;
        this.fields = fields;
        this.dsl = dsl;
        this.names = names;
    }

    /** What a field's column is called in the cluster. */
    String name(String field) {
        return fields.of(Columns.of(mapping, mapping.named(field).orElseThrow())).name();
    }

    /** The jobs whose value of a field does not stand in its column; empty where there certainly are none. */
    Optional<ObjectNode> odd(String field) {
        return new AskedField(mapping.named(field).orElseThrow(), mapping, fields, dsl, names).odd();
    }

    /** The jobs that the cluster would count wrong; empty where there certainly are none. */
    Optional<ObjectNode> odd(Total total) {
        return switch (total) {
            case RESTARTED_JOBS, STARTS -> odd("starts");
            case JOBS_HELD, HOLDS -> odd("holds");
            case ATTEMPTS -> odd("attempts");
            case VACATES -> odd("vacates");
            default -> Optional.empty();
        };
    }

    /** Whether the cluster tells a total exactly: sums of seconds are of seconds that are rounded. */
    boolean isKnown(Total total) {
        return switch (total) {
            case JOBS,
                    COMPLETED,
                    REMOVED,
                    SUCCEEDED,
                    FAILED,
                    RESTARTED_JOBS,
                    JOBS_HELD,
                    HOLDS,
                    ATTEMPTS,
                    STARTS,
                    VACATES,
                    FIRST_SUBMITTED,
                    FIRST_STARTED,
                    LAST_ENDED -> true;
            case SHORT_JOBS,
                    WALL_SECONDS,
                    CORE_SECONDS,
                    GOOD_CORE_SECONDS,
                    CPU_SECONDS,
                    MEASURED_CORE_SECONDS,
                    MEASURED_CPU_SECONDS -> false;
        };
    }

    /** Asks for a total, as an aggregation of its name. */
    void ask(ObjectNode aggregations, Total total) {
        switch (total) {
            case JOBS -> {}
            case COMPLETED -> term(aggregations, total, "status").put(name("status"), COMPLETED);
            case REMOVED -> term(aggregations, total, "status").put(name("status"), REMOVED);
            case SUCCEEDED -> term(aggregations, total, "failed").put(name("failed"), false);
            case FAILED -> term(aggregations, total, "failed").put(name("failed"), true);
            case RESTARTED_JOBS -> range(aggregations, total, "starts").put("gt", 1).put("lte", MOST);
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
                    MEASURED_CPU_SECONDS -> throw new IllegalArgumentException("the cluster does not tell " + total);
        }
    }

    private static ObjectNode filter(ObjectNode aggregations, Total total) {
        return aggregations.putObject(total.name()).putObject("filter");
    }

    private static ObjectNode term(ObjectNode aggregations, Total total, String field) {
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
            default -> bucket.path(total.name()).path("doc_count").asDouble();
        };
    }
}
