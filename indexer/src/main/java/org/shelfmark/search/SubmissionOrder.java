package org.shelfmark.search;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.aggregate.JobTotals.Total;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.document.CaseFolding;

/**
 * The order of submissions: by one total, then by source, owner and number or name, so that no two are equal and a page's
 * end is a place that stays where it is. Submissions without the total come last.
 *
 * @param name the total as it was asked for, without a sign
 */
record SubmissionOrder(String name, boolean descending) {
    private static final String NEWEST_FIRST = "-last_ended";
    private static final Map<String, Figure> FIGURES = figures();

    private interface Figure {
        double of(JobTotals totals);
    }

    /**
     * A place in the order.
     *
     * @param value the total, NaN where there is none
     * @param owner null where there is none
     * @param number of the cluster or DAG; 0 of a batch
     * @param batch empty of a cluster or DAG
     */
    record Place(double value, String source, @Nullable String owner, long number, String batch) {}

    private static Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("last_ended", totals -> totals.get(Total.LAST_ENDED));
        figures.put("first_submitted", totals -> totals.get(Total.FIRST_SUBMITTED));
        figures.put("first_started", totals -> totals.get(Total.FIRST_STARTED));
        figures.put("jobs", totals -> totals.get(Total.JOBS));
        figures.put("completed", totals -> totals.get(Total.COMPLETED));
        figures.put("removed", totals -> totals.get(Total.REMOVED));
        figures.put("succeeded", totals -> totals.get(Total.SUCCEEDED));
        figures.put("failed", totals -> totals.get(Total.FAILED));
        figures.put("exit_unknown", totals -> (double) TotalsForm.exitUnknown(totals));
        figures.put("short_jobs", totals -> totals.get(Total.SHORT_JOBS));
        figures.put("restarted_jobs", totals -> totals.get(Total.RESTARTED_JOBS));
        figures.put("jobs_held", totals -> totals.get(Total.JOBS_HELD));
        figures.put("holds", totals -> totals.get(Total.HOLDS));
        figures.put("attempts", totals -> totals.get(Total.ATTEMPTS));
        figures.put("starts", totals -> totals.get(Total.STARTS));
        figures.put("vacates", totals -> totals.get(Total.VACATES));
        figures.put("wall_hours", totals -> totals.get(Total.WALL_SECONDS));
        figures.put("core_hours", totals -> totals.get(Total.CORE_SECONDS));
        figures.put("good_core_hours", totals -> totals.get(Total.GOOD_CORE_SECONDS));
        figures.put("cpu_hours", totals -> totals.get(Total.CPU_SECONDS));
        figures.put("cpu_efficiency_percent", TotalsForm::efficiency);
        return figures;
    }

    /** Reads an order such as {@code -failed}; {@code ended}, {@code submitted} and {@code started} are short forms. */
    static SubmissionOrder parse(String text) {
        String order = text.isBlank() ? NEWEST_FIRST : text.strip();
        boolean descending = order.startsWith("-");
        String given = descending || order.startsWith("+") ? order.substring(1) : order;
        String name = switch (given) {
            case "ended" -> "last_ended";
            case "submitted" -> "first_submitted";
            case "started" -> "first_started";
            case "cpu_efficiency" -> "cpu_efficiency_percent";
            default -> given;
        };
        if (!FIGURES.containsKey(name)) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "sort by '" + given + "': submissions have no such total; accepted: "
                            + String.join(", ", FIGURES.keySet()));
        }
        return new SubmissionOrder(name, descending);
    }

    /** The place of a submission. */
    Place place(SubmissionGroups.Group group) {
        Figure figure = FIGURES.get(name);
        if (figure == null) {
            throw new IllegalStateException("no total " + name);
        }
        String owner = group.owner();
        Long number = group.number();
        String batch = group.batch();
        return new Place(
                figure.of(group.totals()),
                CaseFolding.fold(group.source()),
                owner == null ? null : CaseFolding.fold(owner),
                number == null ? 0 : number,
                batch == null ? "" : CaseFolding.fold(batch));
    }

    /** Compares places. */
    Comparator<Place> comparator() {
        Comparator<Place> byValue = Comparator.comparingDouble(Place::value);
        Comparator<Place> missingLast = Comparator.comparing(place -> Double.isNaN(place.value()));
        return missingLast
                .thenComparing(descending ? byValue.reversed() : byValue)
                .thenComparing(Place::source)
                .thenComparing(Place::owner, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingLong(Place::number)
                .thenComparing(Place::batch);
    }
}
