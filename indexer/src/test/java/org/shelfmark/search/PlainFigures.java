package org.shelfmark.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.shelfmark.aggregate.Bins;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** Figures of jobs, found by looking at one job after the other and at one of its values after the other. */
final class PlainFigures {
    private final Mapping mapping;
    private final Map<LeafReaderContext, List<Integer>> documents =
            new TreeMap<>(Comparator.comparingInt((LeafReaderContext segment) -> segment.ord));
    private long jobs;

    PlainFigures(Mapping mapping, IndexSearcher searcher, Query query) throws IOException {
        this.mapping = mapping;
        List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
        int most = Math.max(1, searcher.getIndexReader().maxDoc());
        for (ScoreDoc job : searcher.search(query, most, Sort.INDEXORDER).scoreDocs) {
            LeafReaderContext segment = segments.get(ReaderUtil.subIndex(job.doc, segments));
            documents.computeIfAbsent(segment, known -> new ArrayList<>()).add(job.doc - segment.docBase);
            jobs++;
        }
    }

    long jobs() {
        return jobs;
    }

    /** The values of a field, undefined ones included, in no order. */
    private List<AttributeValue> values(FieldMapping field) throws IOException {
        List<AttributeValue> values = new ArrayList<>();
        for (Map.Entry<LeafReaderContext, List<Integer>> segment : documents.entrySet()) {
            for (int document : new TreeSet<>(segment.getValue())) {
                // a reader of its own for each: nothing is left over from the job before
                values.add(new JobReader(mapping, segment.getKey().reader()).value(field, document));
            }
        }
        return values;
    }

    /** How many jobs have each value. */
    Map<String, Long> counts(FieldMapping field) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (AttributeValue value : values(field)) {
            if (!(value instanceof AttributeValue.Undefined)) {
                counts.merge(text(value), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** How many jobs lie in each interval, by value of another field. */
    Map<String, Long> intervals(FieldMapping field, Bins bins, FieldMapping by) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        List<AttributeValue> numbers = values(field);
        List<AttributeValue> values = values(by);
        for (int i = 0; i < numbers.size(); i++) {
            if (isNumber(numbers.get(i))) {
                long key = numbers.get(i) instanceof IntegerValue integer
                        ? bins.key(integer.value())
                        : bins.key(((RealValue) numbers.get(i)).value());
                counts.merge(Long.toString(key), 1L, Long::sum);
                if (!(values.get(i) instanceof AttributeValue.Undefined)) {
                    counts.merge(key + " " + text(values.get(i)), 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    /** Statistics of a field for each value of another one. */
    Map<String, String> groups(FieldMapping of, FieldMapping by) throws IOException {
        Map<String, List<AttributeValue>> groups = new TreeMap<>();
        List<AttributeValue> numbers = values(of);
        List<AttributeValue> values = values(by);
        for (int i = 0; i < numbers.size(); i++) {
            groups.computeIfAbsent(text(values.get(i)), key -> new ArrayList<>())
                    .add(numbers.get(i));
        }
        Map<String, String> statistics = new TreeMap<>();
        groups.forEach((key, ofGroup) -> statistics.put(key, statistics(ofGroup)));
        return statistics;
    }

    String statistics(FieldMapping of) throws IOException {
        return statistics(values(of));
    }

    private static String statistics(List<AttributeValue> values) {
        List<BigDecimal> exact = new ArrayList<>();
        for (AttributeValue value : values) {
            if (isNumber(value)) {
                exact.add(
                        value instanceof IntegerValue integer
                                ? BigDecimal.valueOf(integer.value())
                                : new BigDecimal(((RealValue) value).value()));
            }
        }
        exact.sort(null);
        BigDecimal sum = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return values.size() + " jobs, " + exact.size() + " numbers"
                + (exact.isEmpty()
                        ? ""
                        : " from " + exact.getFirst().doubleValue() + " to "
                                + exact.getLast().doubleValue() + ", half up to "
                                + exact.get((exact.size() + 1) / 2 - 1).doubleValue() + ", sum " + sum.doubleValue());
    }

    /** Tells all values apart. */
    static String text(AttributeValue value) {
        return value.getClass().getSimpleName() + " " + value;
    }

    private static boolean isNumber(AttributeValue value) {
        return value instanceof IntegerValue || (value instanceof RealValue real && Double.isFinite(real.value()));
    }
}
