package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.shelfmark.aggregate.JobTotals.Total;
import org.shelfmark.cluster.ClusterConnection;

/**
 * Scripts by which a cluster makes what several columns of a job make together, digit by digit as
 * {@link org.shelfmark.aggregate.TotalsReader} does: sums of seconds that are rounded have no error, whatever their order.
 */
final class TotalScripts {
    private static final String AMOUNT =
            "double amount(def f) { if (f.size() == 0) { return Double.NaN; } double v = f.value;"
                    + " return v >= 0 && v <= 1e15 ? v : Double.NaN; }";
    private static final String MOMENT =
            "double moment(def f) { if (f.size() == 0) { return Double.NaN; } long v = f.value;"
                    + " return v > 0L && v <= 253402300799L ? (double) v : Double.NaN; }";
    private static final String ROUNDED = "double rounded(double s) { return Math.rint(s * 1024.0) / 1024.0; }";
    private static final String COUNTED =
            "double counted(double s) { return s >= 0 ? Math.rint(s * 1024.0) / 1024.0 : 0.0; }";
    private static final String CORES =
            "double cores(def slot, def asked) { double s = amount(slot); if (s > 0) { return s; }"
                    + " double a = amount(asked); return a > 0 ? a : 1.0; }";
    private static final String CORE_SECONDS =
            " double core = rounded(cores(doc[params.cpus], doc[params.request_cpus]) * amount(doc[params.runtime]));";

    private final Map<String, String> names;

    /** @param names of the columns, in the cluster, by their fields */
    TotalScripts(Map<String, String> names) {
        this.names = new TreeMap<>(names);
    }

    /** What a job adds to a total that is a sum. */
    ObjectNode of(Total total) {
        return script(
                switch (total) {
                    case SHORT_JOBS ->
                        AMOUNT + MOMENT
                                + " double good = amount(doc[params.committed_time]);"
                                + " double ran = good > 0 ? good"
                                + " : moment(doc[params.ended]) - moment(doc[params.last_started]);"
                                + " return ran >= 0 && ran < 60 ? 1.0 : 0.0;";
                    case WALL_SECONDS -> AMOUNT + COUNTED + " return counted(amount(doc[params.runtime]));";
                    case CPU_SECONDS -> AMOUNT + COUNTED + " return counted(amount(doc[params.cpu_time]));";
                    case CORE_SECONDS -> AMOUNT + ROUNDED + CORES + CORE_SECONDS + " return core >= 0 ? core : 0.0;";
                    case GOOD_CORE_SECONDS ->
                        AMOUNT + COUNTED + CORES
                                + " return counted(cores(doc[params.cpus], doc[params.request_cpus])"
                                + " * amount(doc[params.committed_time]));";
                    case MEASURED_CORE_SECONDS ->
                        AMOUNT + ROUNDED + CORES + CORE_SECONDS
                                + " return core > 0 && amount(doc[params.cpu_time]) >= 0 ? core : 0.0;";
                    case MEASURED_CPU_SECONDS ->
                        AMOUNT + ROUNDED + CORES + CORE_SECONDS
                                + " double cpu = amount(doc[params.cpu_time]);"
                                + " return core > 0 && cpu >= 0 ? rounded(cpu) : 0.0;";
                    default -> throw new IllegalArgumentException(total + " is a column's");
                });
    }

    /** An amount to sort by; one that is missing is greater than all. */
    ObjectNode order(String field) {
        ObjectNode order = ClusterConnection.JSON.createObjectNode();
        ObjectNode by = order.putObject("_script").put("type", "number").put("order", "asc");
        by.set("script", script(AMOUNT + " double v = amount(doc[params." + field + "]); return v >= 0 ? v : 1e300;"));
        return order;
    }

    private ObjectNode script(String source) {
        ObjectNode script = ClusterConnection.JSON.createObjectNode().put("source", source);
        ObjectNode params = script.putObject("params");
        names.forEach((field, name) -> {
            if (source.contains("params." + field + "]")) {
                params.put(field, name);
            }
        });
        return script;
    }
}
