package org.shelfmark.cli;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.Figures;

/** Statistics in rows: one for each field, or for each field of each group. */
final class StatsTable {
    private static final List<String> BEGINNING = List.of("field", "count", "missing", "min");
    private static final List<String> END = List.of("max", "mean", "stddev", "sum");
    private static final String ERROR = "percentile_error";
    private static final String JOBS = "jobs";
    /** The other columns of a group's rows, beside percentiles. */
    private static final Set<String> TAKEN =
            Set.of("field", "count", "missing", "min", "max", "mean", "stddev", "sum", ERROR, JOBS);

    private final List<String> by;
    private final List<String> percentiles;
    private final ZoneId zone;

    /**
     * Tables of statistics.
     *
     * @param by what the jobs are grouped by
     * @param percentiles those asked for
     */
    StatsTable(List<String> by, List<Double> percentiles, ZoneId zone) {
        this.by = List.copyOf(by);
        this.percentiles =
                percentiles.stream().map(StatsTable::percentile).distinct().toList();
        this.zone = zone;
    }

    /** A percentile as the answer names it. */
    private static String percentile(double percentile) {
        BigDecimal number = BigDecimal.valueOf(percentile).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
    }

    /** All numbers as they are, under the same columns whatever the answer. */
    Table forPrograms(Figures.Stats answer) {
        List<String> headings = new ArrayList<>();
        by.forEach(name -> headings.add(isTaken(name) ? "by." + name : name));
        if (!by.isEmpty()) {
            headings.add(JOBS);
        }
        headings.addAll(BEGINNING);
        percentiles.forEach(percentile -> headings.add("p" + percentile));
        headings.addAll(END);
        headings.add(ERROR);
        Table table = new Table(headings);
        if (by.isEmpty()) {
            answer.stats().forEach((field, figures) -> table.add(withError(cells(List.of(), field, figures), figures)));
        }
        for (Figures.Group group : answer.groups()) {
            group.stats().forEach((field, figures) -> table.add(withError(cells(key(group), field, figures), figures)));
        }
        return table;
    }

    /** Whether another column has this name. */
    private boolean isTaken(String name) {
        return TAKEN.contains(name) || percentiles.stream().anyMatch(percentile -> name.equals("p" + percentile));
    }

    private static List<Table.Cell> withError(List<Table.Cell> row, Figures.Statistics figures) {
        List<Table.Cell> longer = new ArrayList<>(row);
        longer.add(Table.Cell.of(figures.percentileError()));
        return longer;
    }

    /** Numbers with their units. Without groups a screen that is too narrow gets the rows as columns. */
    Table forPeople(Figures.Stats answer, Screen screen) {
        Table table = Table.of(columns());
        if (by.isEmpty()) {
            answer.stats().forEach((field, figures) -> table.add(cells(List.of(), field, figures)));
            return table.fits(screen) ? table : turned(answer.stats());
        }
        for (Figures.Group group : answer.groups()) {
            group.stats().forEach((field, figures) -> table.add(cells(key(group), field, figures)));
        }
        return table;
    }

    private List<Table.Cell> key(Figures.Group group) {
        List<Table.Cell> key = new ArrayList<>();
        for (String name : by) {
            Object value = group.key().get(name);
            key.add(new Table.Cell(value, value == null ? "(missing)" : ValueText.of(name, value, zone)));
        }
        key.add(Table.Cell.count(group.total()));
        return key;
    }

    /** What says most about the jobs stays longest where there is little room. */
    private List<Table.Column> columns() {
        List<String> headings = new ArrayList<>(by);
        if (!by.isEmpty()) {
            headings.add(JOBS);
        }
        headings.addAll(BEGINNING);
        percentiles.forEach(percentile -> headings.add("p" + percentile));
        headings.addAll(END);
        List<String> leftOutLast = List.of("field", "p50", "mean", "max", "min", "p95", "count", "sum", "p5", "stddev");
        List<Table.Column> columns = new ArrayList<>();
        for (String heading : headings) {
            int important = leftOutLast.indexOf(heading);
            int rank = columns.size() < by.size() ? -1 : important < 0 ? leftOutLast.size() : important;
            columns.add(new Table.Column(heading, rank, Style.PLAIN));
        }
        return columns;
    }

    private List<Table.Cell> cells(List<Table.Cell> key, String field, Figures.Statistics figures) {
        List<Table.Cell> row = new ArrayList<>(key);
        row.add(Table.Cell.of(field));
        row.addAll(figures(field, figures).values());
        return row;
    }

    /** By the names of the statistics, in the order of the columns. */
    private Map<String, Table.Cell> figures(String field, Figures.Statistics figures) {
        Measure measure = Measure.of(field, zone);
        Map<String, Table.Cell> cells = new LinkedHashMap<>();
        cells.put("count", Table.Cell.count(figures.count()));
        cells.put("missing", Table.Cell.count(figures.missing()));
        cells.put("min", number(measure, figures.min()));
        for (String percentile : percentiles) {
            cells.put("p" + percentile, number(measure, figures.percentiles().get(percentile)));
        }
        cells.put("max", number(measure, figures.max()));
        cells.put("mean", number(measure, figures.mean()));
        cells.put("stddev", new Table.Cell(figures.stddev(), measure.difference(figures.stddev())));
        cells.put("sum", new Table.Cell(figures.sum(), measure.sum(figures.sum())));
        return cells;
    }

    private static Table.Cell number(Measure measure, @Nullable Number number) {
        return new Table.Cell(number, measure.text(number));
    }

    private Table turned(Map<String, Figures.Statistics> stats) {
        List<String> headings = new ArrayList<>(List.of("field"));
        headings.addAll(stats.keySet());
        Table table = new Table(headings);
        Map<String, List<Table.Cell>> rows = new LinkedHashMap<>();
        stats.forEach((field, figures) -> figures(field, figures)
                .forEach((name, cell) -> rows.computeIfAbsent(
                                name, ignored -> new ArrayList<>(List.of(Table.Cell.of(name))))
                        .add(cell)));
        rows.values().forEach(table::add);
        return table;
    }
}
