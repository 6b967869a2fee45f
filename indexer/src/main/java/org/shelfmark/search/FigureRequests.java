package org.shelfmark.search;

import java.util.List;
import java.util.Optional;

/** What numbers over many jobs are asked for. */
public final class FigureRequests {
    /** Most fields whose numbers one request asks for. */
    public static final int MAX_OF = 20;
    /** Most fields that jobs are grouped by. */
    public static final int MAX_GROUPED_BY = 3;
    /** Most percentiles of each field. */
    public static final int MAX_PERCENTILES = 100;

    private FigureRequests() {}

    /**
     * Statistics of numbers.
     *
     * @param of fields or attributes, 1 to {@link #MAX_OF}
     * @param by fields or attributes to group the jobs by, at most {@link #MAX_GROUPED_BY}; empty for no groups
     * @param percentiles which, each 0 to 100, at most {@link #MAX_PERCENTILES}
     * @param top groups to give out, those of most jobs first, 1 to {@link Requests#MAX_TOP}
     */
    public record Stats(Requests.Selection jobs, List<String> of, List<String> by, List<Double> percentiles, int top) {
        /** Percentiles where nothing else is said. */
        public static final List<Double> DEFAULT_PERCENTILES = List.of(5.0, 25.0, 50.0, 75.0, 95.0, 99.0);
        /** Groups where nothing else is said. */
        public static final int DEFAULT_TOP = 100;

        /** Of the jobs that match a query. */
        public Stats(String query, List<String> of, List<String> by) {
            this(Requests.Selection.of(query), of, by, DEFAULT_PERCENTILES, DEFAULT_TOP);
        }

        /** Checks the numbers of things. */
        public Stats {
            of = List.copyOf(of);
            by = List.copyOf(by);
            percentiles = List.copyOf(percentiles);
            Requests.requireNamed("of", of, MAX_OF, "of=runtime,memory");
            Requests.requireAtMost("by", by, MAX_GROUPED_BY);
            Requests.requireWithin("top", top, 1, Requests.MAX_TOP);
            if (percentiles.size() > MAX_PERCENTILES) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        "percentiles: " + percentiles.size() + " of them; accepted: at most " + MAX_PERCENTILES);
            }
            for (double percentile : percentiles) {
                if (!(percentile >= 0 && percentile <= 100)) {
                    throw new SearchException(
                            SearchException.Kind.BAD_REQUEST,
                            "percentiles: '" + percentile + "' is none; accepted: 0 to 100");
                }
            }
        }
    }

    /**
     * How many jobs lie in each interval of a field.
     *
     * @param of a field or attribute with numbers or times
     * @param interval {@code 1h}, {@code 1d}, {@code 1w}, {@code 1M} for times, a width for numbers, {@code log}; empty
     *     or {@code auto} for a fitting one
     * @param by a field or attribute that divides each interval; empty for none
     * @param top values of it to give out, those of most jobs first, 1 to {@link Requests#MAX_TOP}
     */
    public record Histogram(Requests.Selection jobs, String of, String interval, Optional<String> by, int top) {
        /** Of the jobs that match a query. */
        public Histogram(String query, String of, String interval) {
            this(Requests.Selection.of(query), of, interval, Optional.empty(), Requests.Facets.DEFAULT_TOP);
        }

        /** Checks the number of values. */
        public Histogram {
            if (of.isEmpty()) {
                throw new SearchException(SearchException.Kind.BAD_REQUEST, "of: name a field, as in of=completed");
            }
            Requests.requireWithin("top", top, 1, Requests.MAX_TOP);
        }
    }
}
