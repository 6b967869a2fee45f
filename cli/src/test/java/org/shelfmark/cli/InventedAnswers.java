package org.shelfmark.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.Figures;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;

/** Answers that no index was asked for. */
final class InventedAnswers {
    static final List<Responses.IndexedThrough> THROUGH =
            List.of(new Responses.IndexedThrough("ap1", "/spool/history", 4096, "2026-11-22T03:50:19Z", 0, 0));

    private InventedAnswers() {}

    /** A search that answers the question of a name, and no other. */
    static JobSearch answering(String method, Object answer) {
        return answering(method, arguments -> answer);
    }

    /** A search that answers the question of a name by what it is asked, and no other. */
    static JobSearch answering(String method, Function<Object[], Object> answers) {
        InvocationHandler handler = (proxy, asked, arguments) -> {
            if (asked.getName().equals(method)) {
                return answers.apply(arguments);
            }
            throw new UnsupportedOperationException(asked.getName());
        };
        return (JobSearch) Proxy.newProxyInstance(
                InventedAnswers.class.getClassLoader(), new Class<?>[] {JobSearch.class}, handler);
    }

    static Responses.Facet facet(long other, long missing, long distinct, Object... valuesAndCounts) {
        List<Responses.FacetValue> values = new ArrayList<>();
        for (int i = 0; i < valuesAndCounts.length; i += 2) {
            values.add(new Responses.FacetValue(valuesAndCounts[i], ((Number) valuesAndCounts[i + 1]).longValue()));
        }
        return new Responses.Facet(values, other, missing, distinct);
    }

    static Responses.Facets facets(long total, Map<String, Responses.Facet> facets) {
        return new Responses.Facets(total, 3, false, THROUGH, facets, null);
    }

    static Figures.Statistics statistics(
            long count,
            long missing,
            @Nullable Number min,
            @Nullable Number max,
            @Nullable Number sum,
            @Nullable Double mean,
            @Nullable Double stddev,
            double error,
            Object... percentiles) {
        Map<String, Number> numbers = new LinkedHashMap<>();
        for (int i = 0; i < percentiles.length; i += 2) {
            numbers.put((String) percentiles[i], (Number) percentiles[i + 1]);
        }
        return new Figures.Statistics(count, missing, min, max, sum, mean, stddev, numbers, error);
    }

    static Figures.Stats stats(long total, Map<String, Figures.Statistics> stats) {
        return stats(total, stats, List.of(), 0, 0);
    }

    static Figures.Stats stats(
            long total,
            Map<String, Figures.Statistics> stats,
            List<Figures.Group> groups,
            long groupCount,
            long others) {
        return new Figures.Stats(total, 3, false, THROUGH, stats, groups, groupCount, others, null);
    }

    static Figures.Histogram histogram(
            String of, String interval, @Nullable String by, long missing, List<Figures.Bucket> buckets) {
        long total = missing + buckets.stream().mapToLong(Figures.Bucket::count).sum();
        return new Figures.Histogram(total, 3, false, THROUGH, of, interval, by, buckets, missing, null);
    }

    static <T> Map<String, T> named(String name, T value) {
        Map<String, T> map = new LinkedHashMap<>();
        map.put(name, value);
        return map;
    }

    static <T> Map<String, T> named(String name, T value, String otherName, T otherValue) {
        Map<String, T> map = named(name, value);
        map.put(otherName, otherValue);
        return map;
    }
}
