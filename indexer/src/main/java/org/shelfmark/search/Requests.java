package org.shelfmark.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is asked. */
public final class Requests {
    /** Most jobs in one page. */
    public static final int MAX_LIMIT = 10_000;
    /** Most values of a facet. */
    public static final int MAX_TOP = 10_000;
    /** Most facets in one request. */
    public static final int MAX_FACETS = 20;

    private Requests() {}

    /**
     * The jobs that are meant: those that match the query and for whose record the constraint is true.
     *
     * @param query in Shelfmark's query language; the empty one means every job
     * @param constraint a ClassAd expression as typed
     */
    public record Selection(String query, Optional<String> constraint) {
        /** By a query alone. */
        public static Selection of(String query) {
            return new Selection(query, Optional.empty());
        }
    }

    /** A count. */
    public record Count(Selection jobs) {
        /** Of the jobs that match a query. */
        public Count(String query) {
            this(Selection.of(query));
        }
    }

    /** A query as a ClassAd expression. */
    public record Translate(String query) {}

    /**
     * A page of jobs.
     *
     * @param sort fields to sort by, each with {@code -} before it for descending; empty for newest first
     * @param limit jobs in the page, 0 to {@link #MAX_LIMIT}
     * @param cursor the {@code next_cursor} of the page before; empty for the first page
     * @param fields fields and attributes to give out; empty for a useful choice, {@code *} for all fields
     */
    public record Jobs(Selection jobs, String sort, int limit, Optional<String> cursor, List<String> fields) {
        /** Jobs in a page where nothing else is said. */
        public static final int DEFAULT_LIMIT = 20;
        /** What is given out of a job, beside its id, where nothing else is said. */
        public static final List<String> DEFAULT_FIELDS = List.of(
                "cluster",
                "proc",
                "owner",
                "status",
                "exit",
                "signal",
                "submitted",
                "ended",
                "runtime",
                "memory",
                "host",
                "batch",
                "cmd");

        /** Of the jobs that match a query. */
        public Jobs(String query, String sort, int limit, Optional<String> cursor, List<String> fields) {
            this(Selection.of(query), sort, limit, cursor, fields);
        }

        /** Checks the limit. */
        public Jobs {
            fields = List.copyOf(fields);
            requireWithin("limit", limit, 0, MAX_LIMIT);
        }
    }

    /** Which values of a facet come first. */
    public enum FacetOrder {
        /** Those of most jobs; equal counts in the order of the values. */
        COUNT,
        /** The lowest numbers, then booleans, then texts by the alphabet. */
        VALUE;

        /**
         * The order of a word.
         *
         * @throws SearchException when there is none
         */
        public static FacetOrder of(String word) {
            for (FacetOrder order : values()) {
                if (order.word().equals(word)) {
                    return order;
                }
            }
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, "sort is '" + word + "'; accepted: count, value");
        }

        /** Its word: {@code count} or {@code value}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Counts per value.
     *
     * @param by fields or attributes, 1 to {@link #MAX_FACETS}
     * @param top values of each to give out, 1 to {@link #MAX_TOP}
     * @param sort which of them come first
     * @param prefix only values whose text begins so, in any case; empty for all. The others are counted as other
     */
    public record Facets(Selection jobs, List<String> by, int top, FacetOrder sort, String prefix) {
        /** Values where nothing else is said. */
        public static final int DEFAULT_TOP = 10;

        /** Of the jobs that match a query, the most frequent values. */
        public Facets(String query, List<String> by, int top) {
            this(Selection.of(query), by, top, FacetOrder.COUNT, "");
        }

        /** Checks the numbers of things. */
        public Facets {
            by = List.copyOf(by);
            requireNamed("by", by, MAX_FACETS, "by=exit,owner");
            requireWithin("top", top, 1, MAX_TOP);
        }
    }

    /**
     * One job.
     *
     * @param id {@code 1234.5}, {@code source#1234.5} or a GlobalJobId
     * @param source narrows an ambiguous id
     */
    public record OneJob(String id, Optional<String> source) {}

    /**
     * The archive files.
     *
     * @param problems whether to list quarantined records too, 1,000 at the most
     */
    public record Files(boolean problems) {}

    static void requireNamed(String name, List<String> names, int most, String example) {
        if (names.isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, name + ": name at least one field, as in " + example);
        }
        requireAtMost(name, names, most);
    }

    static void requireAtMost(String name, List<String> names, int most) {
        if (names.size() > most) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    name + ": " + names.size() + " fields; accepted: at most " + most);
        }
    }

    static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, name + " is " + value + "; accepted: " + least + " to " + most);
        }
    }
}
