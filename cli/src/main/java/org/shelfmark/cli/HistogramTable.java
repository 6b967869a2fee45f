package org.shelfmark.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.Figures;
import org.shelfmark.search.Responses;

/** A histogram in rows, one for each interval, with a column for each value by which intervals are divided. */
final class HistogramTable {
    private static final String JOBS = "jobs";
    /** Longer runs of empty intervals are one row. */
    private static final int MOST_EMPTY = 3;
    /** More intervals than this are also drawn in one line, which a screen can hold. */
    private static final int MANY = 40;

    private static final int LONGEST_SPARKLINE = 100;

    private final Figures.Histogram answer;
    private final Console console;
    private final List<String> labels;
    /** By value, in the order of the columns, the jobs of all intervals; the last ones may be null for no value. */
    private final List<Part> parts;

    HistogramTable(Figures.Histogram answer, Console console) {
        this.answer = answer;
        this.console = console;
        this.labels = BucketLabels.of(answer.buckets(), Measure.of(answer.of(), console.zone()));
        this.parts = parts(answer.by() == null ? "" : answer.by());
    }

    /** A column, and the jobs that each interval has in it. */
    private record Part(String heading, List<Long> counts) {
        long total() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** One row for each interval; where it is divided, one for each of its values. */
    static Table forPrograms(Figures.Histogram answer) {
        boolean divided = answer.by() != null;
        Table table = new Table(
                divided ? List.of("from", "to", "count", "value", "value_count") : List.of("from", "to", "count"));
        for (Figures.Bucket bucket : answer.buckets()) {
            if (!divided) {
                table.add(begin(bucket));
                continue;
            }
            List<Responses.FacetValue> values =
                    bucket.by() == null ? List.of() : bucket.by().values();
            values.forEach(value -> table.add(divided(bucket, value.value(), value.count())));
            if (values.isEmpty()) {
                table.add(divided(bucket, null, null));
            }
        }
        return table;
    }

    private static List<Table.Cell> begin(Figures.Bucket bucket) {
        return List.of(Table.Cell.of(bucket.from()), Table.Cell.of(bucket.to()), Table.Cell.of(bucket.count()));
    }

    private static List<Table.Cell> divided(Figures.Bucket bucket, @Nullable Object value, @Nullable Long count) {
        List<Table.Cell> row = new ArrayList<>(begin(bucket));
        row.add(Table.Cell.of(value));
        row.add(Table.Cell.of(count));
        return row;
    }

    void print() {
        if (answer.buckets().size() > MANY) {
            printSparkline();
        }
        Table table = Table.of(columns());
        List<Figures.Bucket> buckets = answer.buckets();
        for (int i = 0; i < buckets.size(); i++) {
            int empty = emptyFrom(i);
            if (empty > MOST_EMPTY) {
                table.addFaint(unnumbered(console.screen().ellipsis() + " " + ValueText.count(empty) + " empty"));
                i += empty - 1;
            } else {
                table.add(row(i), bar(i));
            }
        }
        if (answer.missing() > 0) {
            List<Table.Cell> row = unnumbered("(missing)");
            row.set(1, Table.Cell.count(answer.missing()));
            table.addFaint(row);
        }
        if (answer.unplaced() != null && answer.unplaced() > 0) {
            List<Table.Cell> row = unnumbered("(not known)");
            row.set(1, Table.Cell.count(answer.unplaced()));
            table.addFaint(row);
        }
        table.print(OutputFormat.TABLE, console);
    }

    private void printSparkline() {
        String first = labels.get(0) + " ";
        String last = " " + labels.get(labels.size() - 1);
        int room = console.width() - DisplayWidth.of(first + last);
        if (room > MANY / 2) {
            String line = Sparkline.of(
                    answer.buckets().stream().map(Figures.Bucket::count).toList(),
                    Math.min(room, LONGEST_SPARKLINE),
                    console.screen());
            console.out().println(first + console.screen().paint(line, Style.BAR) + last);
            console.out().println();
        }
    }

    private int emptyFrom(int first) {
        int i = first;
        while (i < answer.buckets().size() && answer.buckets().get(i).count() == 0) {
            i++;
        }
        return i - first;
    }

    private List<Table.Column> columns() {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.whole(answer.of(), 0));
        columns.add(new Table.Column(JOBS, 1, Style.PLAIN));
        for (Part part : parts) {
            columns.add(new Table.Column(part.heading(), columns.size(), Style.ofPart(columns.size() - 2)));
        }
        return columns;
    }

    private List<Table.Cell> row(int bucket) {
        List<Table.Cell> row = new ArrayList<>();
        // a label is text, though the bound may be a number
        row.add(label(labels.get(bucket)));
        row.add(Table.Cell.count(answer.buckets().get(bucket).count()));
        parts.forEach(part -> row.add(Table.Cell.count(part.counts().get(bucket))));
        return row;
    }

    /** Numbers with units stand to the right, dates and words to the left. */
    private Table.Cell label(String text) {
        boolean number = answer.buckets().stream().anyMatch(bucket -> bucket.from() instanceof Number);
        return new Table.Cell(number ? Integer.valueOf(0) : text, text);
    }

    private List<Table.Cell> unnumbered(String text) {
        List<Table.Cell> row = new ArrayList<>(Collections.nCopies(parts.size() + 2, Table.Cell.of(null)));
        row.set(0, label(text));
        return row;
    }

    private Bar bar(int bucket) {
        if (parts.isEmpty()) {
            return Bar.of(answer.buckets().get(bucket).count());
        }
        List<Bar.Part> drawn = new ArrayList<>();
        for (Part part : parts) {
            drawn.add(new Bar.Part(part.counts().get(bucket), Style.ofPart(drawn.size())));
        }
        return new Bar(drawn);
    }

    /** The values of most jobs first, then the others and those without a value, where there are any. */
    private List<Part> parts(String by) {
        List<Figures.Bucket> buckets = answer.buckets();
        Map<Object, List<Long>> counts = new LinkedHashMap<>();
        List<Long> others = zeros();
        List<Long> missing = zeros();
        for (int i = 0; i < buckets.size(); i++) {
            Optional<Responses.Facet> facet = Optional.ofNullable(buckets.get(i).by());
            if (facet.isPresent()) {
                for (Responses.FacetValue value : facet.get().values()) {
                    counts.computeIfAbsent(value.value(), ignored -> zeros()).set(i, value.count());
                }
                others.set(i, facet.get().other());
                missing.set(i, facet.get().missing());
            }
        }
        List<Part> found = new ArrayList<>();
        counts.forEach((value, numbers) -> found.add(new Part(ValueText.of(by, value, console.zone()), numbers)));
        found.sort((one, other) -> Long.compare(other.total(), one.total()));
        found.add(new Part("(other)", others));
        found.add(new Part("(missing)", missing));
        found.removeIf(part -> part.total() == 0);
        return found;
    }

    private List<Long> zeros() {
        return new ArrayList<>(Collections.nCopies(answer.buckets().size(), 0L));
    }
}
