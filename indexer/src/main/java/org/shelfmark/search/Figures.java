package org.shelfmark.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers over many jobs, in the shape of their JSON form; see {@link Responses} for what all answers have. */
public final class Figures {
    private Figures() {}

    /**
     * Statistics by the names asked for.
     *
     * @param stats of all matching jobs
     * @param groups the groups of most jobs first; empty where none were asked for
     * @param groupCount how many groups there are, those left out included
     * @param otherJobs matching jobs in groups that are left out
     * @param ungrouped matching jobs that are archived, and whose group is not known; null without any
     * @param undecidable archived jobs of which it is not known whether they match, and which are not counted; null without
     *     any
     */
    public record Stats(
            long total,
            long tookMs,
            boolean timedOut,
            List<Responses.IndexedThrough> indexedThrough,
            Map<String, Statistics> stats,
            List<Group> groups,
            long groupCount,
            long otherJobs,

            @JsonInclude(JsonInclude.Include.NON_NULL) Responses.@Nullable Constraint constraint,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long ungrouped,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long undecidable) {
        /** Of jobs of which it is known whether they match. */
        public Stats(
                long total,
                long tookMs,
                boolean timedOut,
                List<Responses.IndexedThrough> indexedThrough,
                Map<String, Statistics> stats,
                List<Group> groups,
                long groupCount,
                long otherJobs,
                Responses.@Nullable Constraint constraint) {
            this(total, tookMs, timedOut, indexedThrough, stats, groups, groupCount, otherJobs, constraint, null, null);
        }
    }

    /**
     * The jobs that have the same values.
     *
     * @param key the values by the names asked for; null where the jobs have none
     * @param total how many jobs
     */
    public record Group(Map<String, @Nullable Object> key, long total, Map<String, Statistics> stats) {}

    /**
     * Statistics of the numbers of a field. Without numbers all but the counts are null, and there are no percentiles.
     *
     * @param count jobs that have a number there
     * @param missing jobs that have none: no value, a value of another type, or one that is not finite
     * @param min in the unit of the field
     * @param sum exact; an integer where all numbers are, and it is within 64 bits
     * @param mean sum divided by count
     * @param stddev standard deviation of these numbers as a whole population
     * @param percentiles by their names ({@code 50}, {@code 99.9}): the smallest of the numbers that so many percent of
     *     them do not exceed
     * @param percentileError how far a percentile may be from that, as a share of it: 0 where they are exact
     * @param undecidable jobs that are archived, and whose number is not known; null without any
     */
    public record Statistics(
            long count,
            long missing,
            @Nullable Number min,
            @Nullable Number max,
            @Nullable Number sum,
            @Nullable Double mean,
            @Nullable Double stddev,
            Map<String, Number> percentiles,
            double percentileError,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long undecidable) {
        /** Of jobs whose numbers are known. */
        public Statistics(
                long count,
                long missing,
                @Nullable Number min,
                @Nullable Number max,
                @Nullable Number sum,
                @Nullable Double mean,
                @Nullable Double stddev,
                Map<String, Number> percentiles,
                double percentileError) {
            this(count, missing, min, max, sum, mean, stddev, percentiles, percentileError, null);
        }
    }

    /**
     * How many jobs lie in each interval.
     *
     * @param of the name asked for
     * @param interval as it can be asked for, also where it was chosen
     * @param by the name asked for; null where intervals are not divided
     * @param buckets without gaps, from the lowest that has jobs to the highest
     * @param missing matching jobs without a number or time there
     * @param unplaced matching jobs that are archived, and of which it is not known in which interval they lie; null without
     *     any
     * @param undecidable archived jobs of which it is not known whether they match, and which are not counted; null without
     *     any
     */
    public record Histogram(
            long total,
            long tookMs,
            boolean timedOut,
            List<Responses.IndexedThrough> indexedThrough,
            String of,
            String interval,
            @Nullable String by,
            List<Bucket> buckets,
            long missing,

            @JsonInclude(JsonInclude.Include.NON_NULL) Responses.@Nullable Constraint constraint,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long unplaced,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long undecidable) {
        /** Of jobs of which it is known whether they match. */
        public Histogram(
                long total,
                long tookMs,
                boolean timedOut,
                List<Responses.IndexedThrough> indexedThrough,
                String of,
                String interval,
                @Nullable String by,
                List<Bucket> buckets,
                long missing,
                Responses.@Nullable Constraint constraint) {
            this(total, tookMs, timedOut, indexedThrough, of, interval, by, buckets, missing, constraint, null, null);
        }
    }

    /**
     * One interval.
     *
     * @param from where it begins, which is in it: a number, or a moment as ISO 8601 with the offset of its zone
     * @param to where it ends, which is not in it; for the number 0 in logarithmic intervals the same as {@code from};
     *     those of negative numbers mirror those of positive ones, so {@code to} is in them and {@code from} is not
     * @param count jobs in it
     * @param by those jobs by value, of the values that are most frequent in all intervals together; null where it is not
     *     divided
     */
    public record Bucket(
            Object from,
            Object to,
            long count,

            @JsonInclude(JsonInclude.Include.NON_NULL) Responses.@Nullable Facet by) {}
}
