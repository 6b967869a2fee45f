package org.shelfmark.search;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
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

    /**
     * What submissions are put in order by.
     *
     * @param totals those that it is made of
     */
    private record Figure(Set<Total> totals, ToDoubleFunction<JobTotals> of) {}

    /**
     * A place in the order.
     *
     * @param value the total, NaN where there is none
     * @param owner null where there is none
     * @param number of the cluster or DAG; 0 of a batch
     * @param batch empty of a cluster or DAG
     */
    record Place(double value, String source, @Nullable String owner, long number, String batch) {
        /** What does not change when more is known of the submission. */
        Place anywhere() {
            return new Place(0, source, owner, number, batch);
        }
    }

    private static Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        add(figures, Total.LAST_ENDED, Total.FIRST_SUBMITTED, Total.FIRST_STARTED);
        add(figures, Total.JOBS, Total.COMPLETED, Total.REMOVED, Total.SUCCEEDED, Total.FAILED);
        figures.put("exit_unknown", new Figure(EnumSet.of(Total.JOBS, Total.SUCCEEDED, Total.FAILED), totals ->
                (double) TotalsForm.exitUnknown(totals)));
        add(figures, Total.SHORT_JOBS, Total.RESTARTED_JOBS, Total.JOBS_HELD, Total.HOLDS);
        add(figures, Total.ATTEMPTS, Total.STARTS, Total.VACATES);
        figures.put("wall_hours", figure(Total.WALL_SECONDS));
        figures.put("core_hours", figure(Total.CORE_SECONDS));
        figures.put("good_core_hours", figure(Total.GOOD_CORE_SECONDS));
        figures.put("cpu_hours", figure(Total.CPU_SECONDS));
        figures.put(
                "cpu_efficiency_percent",
                new Figure(
                        EnumSet.of(Total.MEASURED_CORE_SECONDS, Total.MEASURED_CPU_SECONDS), TotalsForm::efficiency));
        return figures;
    }

    private static void add(Map<String, Figure> figures, Total... totals) {
        for (Total total : totals) {
            figures.put(total.name().toLowerCase(Locale.ROOT), figure(total));
        }
    }

    private static Figure figure(Total total) {
        return new Figure(EnumSet.of(total), totals -> totals.get(total));
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

    /** The totals that must be known of submissions to put them in order. */
    Set<Total> totals() {
        return EnumSet.copyOf(figure().totals());
    }

    private Figure figure() {
        Figure figure = FIGURES.get(name);
        if (figure == null) {
            throw new IllegalStateException("no total " + name);
        }
        return figure;
    }

    /** The place of a submission. */
    Place place(SubmissionGroups.Group group) {
        String owner = group.owner();
        Long number = group.number();
        String batch = group.batch();
        return new Place(
                figure().of().applyAsDouble(group.totals()),
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
