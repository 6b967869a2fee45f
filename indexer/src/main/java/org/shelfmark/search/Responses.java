package org.shelfmark.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers, in the shape of their JSON form: component names become {@code snake_case}. Values of fields are integers,
 * reals, booleans or strings; null where a job has none.
 *
 * <p>Every answer begins with {@code total} (what matched, or was listed), {@code took_ms}, {@code timed_out} and {@code
 * indexed_through}: how far the archives are in this answer.
 */
public final class Responses {
    private Responses() {}

    /**
     * How far one archive is in an answer.
     *
     * @param source access point
     * @param file path of the youngest file
     * @param offset end of the last record of it that is in the answer, in bytes
     * @param time when the last job of it left the queue, ISO 8601; null when none is known
     * @param bytesBehind bytes of all the archive's files that are not in the answer yet
     */
    public record IndexedThrough(
            String source,
            String file,
            long offset,
            @Nullable String time,
            long bytesBehind) {}

    /** A count. */
    public record Count(long total, long tookMs, boolean timedOut, List<IndexedThrough> indexedThrough, long count) {}

    /** A page of jobs; each begins with {@code id}. */
    public record Jobs(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            List<Map<String, @Nullable Object>> jobs,
            @Nullable String nextCursor) {}

    /** One job. */
    public record Job(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            Map<String, @Nullable Object> job) {}

    /** Counts per value, by the names asked for. */
    public record Facets(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            Map<String, Facet> facets) {}

    /**
     * Counts per value of one field.
     *
     * @param values the most frequent ones, most frequent first
     * @param other matching jobs with another value
     * @param missing matching jobs without a value
     */
    public record Facet(List<FacetValue> values, long other, long missing) {}

    /** One value and how many matching jobs have it. */
    public record FacetValue(Object value, long count) {}

    /** The archive files, and quarantined records where they were asked for. */
    public record Files(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            List<File> files,
            long quarantined,
            List<Problem> problems) {}

    /**
     * One archive file.
     *
     * @param id its number in the index
     * @param state active, rotated, sealed, deleted or lost
     * @param bytes its size when it was last looked at
     * @param indexedBytes end of the last record that is indexed
     * @param records records up to there, quarantined ones included
     * @param quarantined those of them that could not be understood
     * @param first when its first job left the queue, ISO 8601; null when none is known
     * @param last when its last job left the queue
     * @param formerPaths paths it had before
     */
    public record File(
            int id,
            String source,
            String path,
            String state,
            long bytes,
            long indexedBytes,
            long records,
            long quarantined,
            @Nullable String first,
            @Nullable String last,
            List<String> formerPaths,
            List<Gap> gaps) {}

    /**
     * Bytes of a file that were gone before they could be read.
     *
     * @param from first byte not read
     * @param to byte after the last one known to have been there; null when nobody saw how much there was
     * @param estimatedRecords records lost, by the mean size of those read; null when there is nothing to go by
     * @param jobBefore {@code cluster.proc} of the last record read before it; empty when there is none
     * @param timeBefore when that record was written, ISO 8601; null when unknown
     * @param jobAfter first record of the next file; empty while there is none
     * @param timeAfter when that record was written
     * @param noticed when the gap was found
     */
    public record Gap(
            long from,
            @Nullable Long to,
            @Nullable Long estimatedRecords,
            String jobBefore,
            @Nullable String timeBefore,
            String jobAfter,
            @Nullable String timeAfter,
            String noticed,
            String reason) {}

    /** A record that could not be understood. */
    public record Problem(String source, String file, long offset, long length, String reason) {}

    /**
     * How the index is.
     *
     * @param jobs jobs in the index
     * @param quarantined records that could not be understood
     * @param indexBytes its size on disk
     * @param segments segments of the job index
     * @param files archive files by state
     * @param sources one entry for each access point
     */
    public record Status(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            String index,
            long jobs,
            long quarantined,
            long indexBytes,
            int segments,
            Map<String, Long> files,
            List<Source> sources) {}

    /** What is known of one access point's archives. */
    public record Source(String source, long files, long records, long quarantined, long bytesBehind, long gaps) {}

    /** The mapping, and the names of the attributes beyond it. */
    public record Fields(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            List<Field> fields,
            List<String> attributes) {}

    /**
     * One field.
     *
     * @param attributes the ClassAd attributes it is made from; empty where it is computed from several
     * @param type integer, real, boolean, time or string
     * @param unit s, B, KB, MB, cores, %; empty for plain numbers
     */
    public record Field(
            String name,
            List<String> attributes,
            String type,
            String unit,
            boolean facet,
            boolean sort,
            boolean text,
            String description) {}
}
