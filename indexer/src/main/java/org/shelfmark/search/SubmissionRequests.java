package org.shelfmark.search;

import java.util.Locale;
import java.util.Optional;

/** What is asked of submissions: jobs that belong together. */
public final class SubmissionRequests {
    private SubmissionRequests() {}

    /** Which jobs belong together. */
    public enum Grouping {
        /** Those of one ClusterId. */
        CLUSTER,
        /** Those of one JobBatchName. */
        BATCH,
        /** Those of one DAGManJobId. */
        DAG;

        /**
         * The grouping of a word.
         *
         * @throws SearchException when there is none
         */
        public static Grouping of(String word) {
            for (Grouping grouping : values()) {
                if (grouping.word().equals(word)) {
                    return grouping;
                }
            }
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, "by is '" + word + "'; accepted: cluster, batch, dag");
        }

        /** Its word: {@code cluster}, {@code batch} or {@code dag}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A page of submissions, with totals over those of their jobs that match.
     *
     * @param sort what to sort by, with {@code -} before it for descending; empty for the last to end first
     * @param limit submissions in the page, 0 to {@link Requests#MAX_LIMIT}
     * @param cursor the {@code next_cursor} of the page before; empty for the first page
     */
    public record Submissions(Requests.Selection jobs, Grouping by, String sort, int limit, Optional<String> cursor) {
        /** Submissions in a page where nothing else is said. */
        public static final int DEFAULT_LIMIT = 20;
        /** Most characters of a page that repeat the query, which is in that of each submission. */
        static final long MAX_REPEATED_CHARS = 10_000_000;

        /** The first page, of all jobs that match a query. */
        public Submissions(String query, Grouping by) {
            this(Requests.Selection.of(query), by, "", DEFAULT_LIMIT, Optional.empty());
        }

        /** Checks the limit, by itself and together with the query. */
        public Submissions {
            Requests.requireWithin("limit", limit, 0, Requests.MAX_LIMIT);
            int chars = jobs.query().length();
            if ((long) limit * chars > MAX_REPEATED_CHARS) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        "limit is " + limit + " and the query, which each submission repeats, has " + chars
                                + " characters; accepted: up to " + MAX_REPEATED_CHARS + " characters of them all");
            }
        }
    }

    /**
     * One submission with everything about it.
     *
     * @param name {@code 1234} or {@code source#1234} for a cluster or a DAG; the name of a batch, any case
     * @param owner narrows an ambiguous name
     * @param source narrows an ambiguous name
     */
    public record Report(String name, Grouping by, Optional<String> owner, Optional<String> source) {
        /** Of a cluster. */
        public Report(String name) {
            this(name, Grouping.CLUSTER, Optional.empty(), Optional.empty());
        }

        /** The jobs of whatever the name may mean. */
        public String meant() {
            return SubmissionQuery.of(SubmissionName.of(this), SubmissionSearch.of(by));
        }

        /** Refuses the empty name. */
        public Report {
            if (name.isEmpty()) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        "the name of the submission is empty; accepted: 1234, source#1234, or the name of a batch");
            }
        }
    }
}
