package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.aggregate.SegmentValues;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.Columns;
import org.shelfmark.document.IndexedAd;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.CondensedCondition.Slice;
import org.shelfmark.query.CondensedJobs;
import org.shelfmark.query.Spread;

/** Some jobs of an index as if they were condensed: column by column their values, numbers by random intervals, or nothing. */
final class CondensedGroup implements CondensedJobs {
    private final Mapping mapping;
    private final LeafReaderContext segment;
    private final List<Integer> documents;
    private final Random random;
    private final Map<String, Known> columns = new HashMap<>();

    /** What is known of a column, and the jobs of each of its slices. */
    private record Known(Spread spread, boolean faithful, List<Part> parts) {}

    /** A slice and its jobs. */
    record Part(Slice slice, List<Integer> documents) {}

    CondensedGroup(Mapping mapping, LeafReaderContext segment, List<Integer> documents, Random random) {
        this.mapping = mapping;
        this.segment = segment;
        this.documents = documents.stream().sorted().toList();
        this.random = random;
    }

    List<Integer> documents() {
        return documents;
    }

    @Override
    public long jobs() {
        return documents.size();
    }

    @Override
    public Spread spread(String column) throws IOException {
        return column(column).spread();
    }

    @Override
    public boolean isFaithful(String column) throws IOException {
        return column(column).faithful();
    }

    /** The slices of a column; none where nothing is known of it. */
    List<Part> parts(String column) throws IOException {
        return column(column).parts();
    }

    /** Whether all jobs have the same value in a column, or none. */
    boolean isSingle(String column) throws IOException {
        return spread(column) instanceof Spread.Values values
                && (values.counts().isEmpty() || values.counts().containsValue(jobs()));
    }

    private Known column(String name) throws IOException {
        Known known = columns.get(name);
        if (known == null) {
            known = read(name);
            columns.put(name, known);
        }
        return known;
    }

    private Known read(String name) throws IOException {
        Optional<FieldMapping> field = mapping.named(name);
        Map<Integer, AttributeValue> values = new LinkedHashMap<>();
        boolean faithful = field.isPresent();
        JobReader reader = new JobReader(mapping, segment.reader());
        IndexedAd ad = new IndexedAd(mapping, segment.reader(), false);
        Optional<SegmentValues> terms = field.isPresent()
                ? Optional.empty()
                : Optional.of(Dimension.ofAttribute(
                                name.substring(Columns.ofAttribute("").length()))
                        .in(segment));
        for (int document : documents) {
            AttributeValue value = AttributeValue.UNDEFINED;
            if (field.isPresent()) {
                value = reader.value(field.get(), document);
                faithful &= isFaithful(ad, field.get(), document, value);
            } else if (terms.isPresent()) {
                int number = terms.get().number(document);
                value = number == SegmentValues.NONE ? value : terms.get().value(number);
            }
            values.put(document, value);
        }
        if (random.nextInt(12) == 0) {
            return new Known(Spread.Unknown.INSTANCE, faithful, List.of());
        }
        boolean numeric = field.isPresent()
                && field.get().type() != FieldType.STRING
                && field.get().type() != FieldType.BOOLEAN;
        return numeric && random.nextInt(3) > 0 ? byInterval(name, values, faithful) : byValue(name, values, faithful);
    }

    private static boolean isFaithful(IndexedAd ad, FieldMapping field, int document, AttributeValue value) {
        if (!(field.source() instanceof FieldSource.Attribute attribute)) {
            return true;
        }
        ad.moveTo(document);
        Optional<Expression> recorded = ad.attribute(Mapping.fold(attribute.name()));
        return !ad.askedForMore()
                && recorded.map(expression -> expression.equals(new Expression.Literal(value)))
                        .orElse(value instanceof AttributeValue.Undefined);
    }

    private Known byValue(String name, Map<Integer, AttributeValue> values, boolean faithful) {
        Map<AttributeValue, List<Integer>> byValue = new HashMap<>();
        values.forEach((document, value) ->
                byValue.computeIfAbsent(value, each -> new ArrayList<>()).add(document));
        Map<AttributeValue, Long> counts = new HashMap<>();
        List<Part> parts = new ArrayList<>();
        byValue.forEach((value, jobs) -> {
            Spread spread = Spread.Values.NONE;
            if (!(value instanceof AttributeValue.Undefined)) {
                counts.put(value, (long) jobs.size());
                spread = new Spread.Values(Map.of(value, (long) jobs.size()));
            }
            parts.add(new Part(new Slice(name, spread, jobs.size()), jobs));
        });
        return new Known(new Spread.Values(counts), faithful, parts);
    }

    private Known byInterval(String name, Map<Integer, AttributeValue> values, boolean faithful) {
        List<Integer> numbers = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        values.forEach((document, value) -> {
            if (value instanceof AttributeValue.Undefined) {
                missing.add(document);
            } else {
                (Double.isFinite(number(value)) ? numbers : others).add(document);
            }
        });
        numbers.sort(Comparator.comparingDouble(document -> number(Objects.requireNonNull(values.get(document)))));
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < numbers.size(); ) {
            int to = from + 1;
            while (to < numbers.size() && random.nextInt(3) > 0) {
                to++;
            }
            List<Integer> run = List.copyOf(numbers.subList(from, to));
            double slack = random.nextBoolean() ? 0 : random.nextInt(4);
            double least = number(Objects.requireNonNull(values.get(run.get(0)))) - slack;
            double greatest = number(Objects.requireNonNull(values.get(run.get(run.size() - 1)))) + slack;
            parts.add(part(name, new double[] {least}, new double[] {greatest}, 0, run));
            from = to;
        }
        Spread.Numbers joined = joined(parts, others.size());
        if (!others.isEmpty()) {
            parts.add(part(name, new double[0], new double[0], others.size(), others));
        }
        if (!missing.isEmpty()) {
            parts.add(new Part(new Slice(name, Spread.Values.NONE, missing.size()), missing));
        }
        return new Known(joined, faithful, parts);
    }

    private static Spread.Numbers joined(List<Part> parts, long others) {
        double[] least = new double[parts.size()];
        double[] greatest = new double[parts.size()];
        long[] counts = new long[parts.size()];
        for (int i = 0; i < counts.length; i++) {
            Spread.Numbers interval = (Spread.Numbers) parts.get(i).slice().values();
            least[i] = interval.least()[0];
            greatest[i] = interval.greatest()[0];
            counts[i] = interval.counts()[0];
        }
        return new Spread.Numbers(least, greatest, counts, others);
    }

    private static Part part(String name, double[] least, double[] greatest, long others, List<Integer> jobs) {
        long[] counts = least.length == 0 ? new long[0] : new long[] {jobs.size()};
        return new Part(new Slice(name, new Spread.Numbers(least, greatest, counts, others), jobs.size()), jobs);
    }

    private static double number(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> integer.value();
            case RealValue real -> real.value();
            default -> Double.NaN;
        };
    }
}
