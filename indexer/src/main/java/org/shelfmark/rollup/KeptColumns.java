package org.shelfmark.rollup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;

/** Which columns summaries keep, and how. {@code docs/archiving.md} has the list for people. */
final class KeptColumns {
    /** How a job ended: what every job of a row has in common. */
    private static final List<String> OUTCOMES = List.of("jobstatus", "exit", "by_signal", "signal", "failed");

    /** Measured numbers. */
    private static final List<String> TALLIED = List.of(
            "runtime",
            "last_runtime",
            "committed_time",
            "slot_time",
            "suspended_time",
            "transfer_time",
            "cpu_time",
            "cpus_usage",
            "gpus_usage",
            "memory",
            "disk",
            "sent",
            "received",
            "input_size",
            "request_disk",
            "queue_time",
            "wait",
            "core_hours");

    /** Percentages; their intervals are as wide as the bins of the efficiency histogram. */
    private static final List<String> PERCENTAGES = List.of("cpu_efficiency", "memory_efficiency");

    private static final long PERCENT = 10;

    /** Moments. */
    private static final List<String> TIMES = List.of("submitted", "started", "last_started", "completed", "ended");

    /** Every zone of the world is a multiple of it away from UTC, so that hours and days begin with an interval. */
    private static final long QUARTER_OF_AN_HOUR = 900;

    /** They differ from job to job, or say once more what another column says. */
    private static final Set<String> LEFT_OUT = Set.of(
            "proc",
            "slot",
            "globaljobid",
            "rss",
            "image_size",
            "activation",
            "activation_setup",
            "activation_execution",
            "activation_teardown");

    private final List<KeptColumn> all;
    private final List<KeptColumn> oneByRow;

    private KeptColumns(Map<String, KeptColumn> byName) {
        this.all = List.copyOf(byName.values());
        this.oneByRow = all.stream().filter(KeptColumn::isOneByRow).toList();
    }

    /**
     * The columns that are kept.
     *
     * @param more short names or attributes by which rows are told apart, too
     */
    static KeptColumns of(Mapping mapping, List<String> more) {
        Map<String, KeptColumn> kept = new LinkedHashMap<>();
        OUTCOMES.forEach(name -> add(kept, mapping, name, KeptColumn.Keeping.OneByRow.INSTANCE));
        for (String attribute : more) {
            add(
                    kept,
                    field(mapping, attribute)
                            .map(field -> KeptColumn.of(mapping, field, KeptColumn.Keeping.OneByRow.INSTANCE))
                            .orElseGet(() -> KeptColumn.ofAttribute(Mapping.fold(attribute))));
        }
        TALLIED.forEach(name -> add(kept, mapping, name, KeptColumn.Keeping.Tallied.INSTANCE));
        PERCENTAGES.forEach(name -> add(kept, mapping, name, new KeptColumn.Keeping.Binned(PERCENT)));
        TIMES.forEach(name -> add(kept, mapping, name, new KeptColumn.Keeping.Binned(QUARTER_OF_AN_HOUR)));
        for (FieldMapping field : mapping.fields()) {
            if (isCounted(field)) {
                add(kept, KeptColumn.of(mapping, field, KeptColumn.Keeping.Counted.INSTANCE));
            }
        }
        return new KeptColumns(kept);
    }

    /** The field that has the values of a name. */
    private static Optional<FieldMapping> field(Mapping mapping, String name) {
        return mapping.named(name)
                .or(() -> mapping.ofAttribute(name))
                .or(() -> mapping.fields().stream()
                        .filter(field -> field.attributes().stream().anyMatch(name::equalsIgnoreCase))
                        .findFirst());
    }

    private static boolean isCounted(FieldMapping field) {
        boolean hasOwnColumn = field.hasColumn() && !(field.source() instanceof FieldSource.Codes);
        return hasOwnColumn
                && field.facet()
                && !LEFT_OUT.contains(field.name())
                && switch (field.type()) {
                    case STRING, INTEGER, BOOLEAN -> true;
                    case REAL, TIME -> false;
                };
    }

    private static void add(Map<String, KeptColumn> kept, Mapping mapping, String name, KeptColumn.Keeping keeping) {
        add(kept, KeptColumn.of(mapping, mapping.named(name).orElseThrow(), keeping));
    }

    /** What was said first of a column holds. */
    private static void add(Map<String, KeptColumn> kept, KeptColumn column) {
        kept.putIfAbsent(column.name(), column);
    }

    /** All of them. */
    List<KeptColumn> all() {
        return all;
    }

    /** Those that have one value in each row; together they make the row. */
    List<KeptColumn> oneByRow() {
        return oneByRow;
    }
}
