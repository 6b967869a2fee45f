package org.shelfmark.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shelfmark.sample.SampleRecord;

/** What a field or attribute is in a record of the sample, computed from the record's text by hand. */
final class SampleValues {
    private static final Map<String, String> STATUS = Map.of("3", "removed", "4", "completed");
    private static final Map<String, String> UNIVERSE = Map.of("5", "vanilla", "7", "scheduler", "12", "local");

    /** Short names of fields that are one attribute, as far as the sample and these tests have them. */
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("runtime", "RemoteWallClockTime"),
            Map.entry("owner", "Owner"),
            Map.entry("batch", "JobBatchName"),
            Map.entry("signal", "ExitSignal"),
            Map.entry("completed", "CompletionDate"),
            Map.entry("exit", "ExitCode"),
            Map.entry("proc", "ProcId"),
            Map.entry("cluster", "ClusterId"),
            Map.entry("project", "ProjectName"));

    private SampleValues() {}

    /** The value of a field by its short name, or of an attribute; a number, truth or string. */
    static Optional<Object> value(SampleRecord record, String name, List<String> attributes) {
        return switch (name) {
            case "source", "schedd" -> Optional.of("ap1.pool.test");
            case "status" -> Optional.ofNullable(STATUS.get(record.raw("JobStatus")));
            case "universe" -> Optional.ofNullable(UNIVERSE.get(record.raw("JobUniverse")));
            case "host" ->
                literal(record, "LastRemoteHost")
                        .map(slot -> String.valueOf(slot).replaceFirst(".*@", ""));
            case "ended" -> literal(record, record.has("CompletionDate") ? "CompletionDate" : "EnteredCurrentStatus");
            case "failed" -> failed(record);
            case "queue_time" -> difference(record, "JobStartDate", "QDate");
            case "cpu_time" -> number(cpu(record));
            case "core_hours" -> number(record.number("RemoteWallClockTime").orElseThrow() / 3600);
            case "cpu_efficiency" ->
                record.number("RemoteWallClockTime").orElseThrow() > 0
                        ? number(100
                                * cpu(record)
                                / record.number("RemoteWallClockTime").orElseThrow())
                        : Optional.empty();
            case "memory_efficiency" -> {
                OptionalDouble memory = FieldTruths.memory(record);
                yield memory.isPresent()
                        ? number(100
                                * memory.getAsDouble()
                                / record.number("RequestMemory").orElseThrow())
                        : Optional.empty();
            }
            case "memory" ->
                FieldTruths.memory(record).stream()
                        .mapToObj(SampleValues::exact)
                        .findFirst();
            case "request_disk" -> number(FieldTruths.disk(record));
            default -> {
                Optional<Object> found = Optional.empty();
                for (String attribute : attributes) {
                    found = found.isPresent() ? found : literal(record, attribute);
                }
                yield found;
            }
        };
    }

    /** Something that sorts like the value of a field. */
    static Optional<String> sortKey(SampleRecord record, String name) {
        if (name.equals("status")) {
            return literal(record, "JobStatus").map(SampleValues::sortable);
        }
        return value(record, name, List.of(ATTRIBUTES.getOrDefault(name, name))).map(SampleValues::sortable);
    }

    private static String sortable(Object value) {
        // the numbers sorted by are not negative, and have at most 12 digits
        return value instanceof BigDecimal number
                ? String.format(Locale.ROOT, "%020.3f", number)
                : String.valueOf(value);
    }

    /** A number in its shortest form, a truth, a string, or the text of anything else. */
    static Optional<Object> literal(SampleRecord record, String attribute) {
        String raw = record.raw(attribute);
        if (!record.has(attribute)) {
            return Optional.empty();
        }
        if (raw.startsWith("\"")) {
            return Optional.of(record.text(attribute));
        }
        if (raw.equalsIgnoreCase("true") || raw.equalsIgnoreCase("false")) {
            return Optional.of(Boolean.valueOf(raw));
        }
        return record.number(attribute).isPresent() ? Optional.of(shortest(new BigDecimal(raw))) : Optional.of(raw);
    }

    /** What an answer's value is compared as: numbers by what they are, not by how they are written. */
    static Object comparable(Object value) {
        return value instanceof Number number ? shortest(new BigDecimal(number.toString())) : value;
    }

    private static Optional<Object> failed(SampleRecord record) {
        if (record.isTrue("ExitBySignal")) {
            return Optional.of(true);
        }
        return record.has("ExitCode") ? Optional.of(!record.raw("ExitCode").equals("0")) : Optional.empty();
    }

    private static Optional<Object> difference(SampleRecord record, String from, String subtrahend) {
        return record.has(from) && record.has(subtrahend)
                ? number(record.number(from).orElseThrow()
                        - record.number(subtrahend).orElseThrow())
                : Optional.empty();
    }

    private static double cpu(SampleRecord record) {
        return record.number("CumulativeRemoteUserCpu").orElseThrow()
                + record.number("CumulativeRemoteSysCpu").orElseThrow();
    }

    private static Optional<Object> number(double value) {
        return Optional.of(exact(value));
    }

    private static Object exact(double value) {
        return shortest(new BigDecimal(Double.toString(value)));
    }

    private static BigDecimal shortest(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
