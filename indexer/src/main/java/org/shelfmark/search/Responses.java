package org.shelfmark.search;

import com.fasterxml.jackson.annotation.JsonInclude;
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
     * @param gaps how often bytes of the archive were gone before they could be read; they are in no answer
     */
    public record IndexedThrough(
            String source,
            String file,
            long offset,
            @Nullable String time,
            long bytesBehind,
            long gaps) {
        /** The same, so many bytes behind. */
        IndexedThrough behind(long bytes) {
            return bytes == bytesBehind ? this : new IndexedThrough(source, file, offset, time, bytes, gaps);
        }
    }

    /**
     * How a constraint was decided; answers without one do not have it.
     *
     * @param steps its parts that are joined by {@code &&}, and what the index did for each
     * @param totalIs {@code exact}, or {@code at least} where jobs behind the page were not decided
     * @param candidates jobs that the index left open
     * @param byColumns how many of them were decided by columns alone
     * @param recordsRead how many of them were decided by their original records
     * @param undecidable how many of them could not be decided, because their record is gone; they are not in the answer
     */
    public record Constraint(
            List<Step> steps, String totalIs, long candidates, long byColumns, long recordsRead, long undecidable) {}

    /**
     * A part of a constraint.
     *
     * @param decision {@code decided by the index}, {@code narrowed by the index} or {@code evaluated}
     */
    public record Step(String expression, String decision) {}

    /**
     * A count.
     *
     * @param undecidable archived jobs of which it is not known whether they match, and which are not counted; null without
     *     any
     */
    public record Count(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            long count,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Constraint constraint,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long undecidable) {
        /** Of jobs of which it is known whether they match. */
        public Count(
                long total,
                long tookMs,
                boolean timedOut,
                List<IndexedThrough> indexedThrough,
                long count,
                @Nullable Constraint constraint) {
            this(total, tookMs, timedOut, indexedThrough, count, constraint, null);
        }
    }

    /**
     * A page of jobs; each begins with {@code id}.
     *
     * @param jobs live ones; those that are archived stand in submissions
     * @param archived those of the matching jobs that are archived; null where there are none
     */
    public record Jobs(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            List<Map<String, @Nullable Object>> jobs,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Constraint constraint,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ArchivedMatches archived) {
        /** Of live jobs. */
        public Jobs(
                long total,
                long tookMs,
                boolean timedOut,
                List<IndexedThrough> indexedThrough,
                List<Map<String, @Nullable Object>> jobs,
                @Nullable String nextCursor,
                @Nullable Constraint constraint) {
            this(total, tookMs, timedOut, indexedThrough, jobs, nextCursor, constraint, null);
        }
    }

    /**
     * One job.
     *
     * @param address where its record stands; null only from a server that does not say it
     */
    public record Job(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            Map<String, @Nullable Object> job,
            @Nullable Address address) {}

    /**
     * Where the record of a job stands.
     *
     * @param source access point that wrote the archive
     * @param file path of the archive file, or the last that it had
     * @param fileId its number in the index; null while the record is not indexed yet
     * @param offset position of the record's first byte in it, from 0
     * @param length bytes of the record, its banner line included
     * @param state of the file: active, rotated, sealed, deleted or lost; null while the record is not indexed yet
     * @param vault name of the file's copy in the vault, which has the record at the same offset; null without one
     * @param goneSince when the file was found to be gone from disk, ISO 8601; null while it is there
     */
    public record Address(
            String source,
            String file,
            @Nullable Integer fileId,
            long offset,
            long length,
            @Nullable String state,
            @Nullable String vault,
            @Nullable String goneSince) {}

    /**
     * Counts per value, by the names asked for.
     *
     * @param undecidable archived jobs of which it is not known whether they match, and which are not counted; null without
     *     any
     */
    public record Facets(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            Map<String, Facet> facets,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Constraint constraint,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long undecidable) {
        /** Of jobs of which it is known whether they match. */
        public Facets(
                long total,
                long tookMs,
                boolean timedOut,
                List<IndexedThrough> indexedThrough,
                Map<String, Facet> facets,
                @Nullable Constraint constraint) {
            this(total, tookMs, timedOut, indexedThrough, facets, constraint, null);
        }
    }

    /**
     * Counts per value of one field.
     *
     * @param values those asked for, in the order asked for
     * @param other matching jobs with another value
     * @param missing matching jobs without a value
     * @param distinct how many values there are, those of other included
     * @param undecidable matching jobs that are archived, and whose value is not known; null without any
     */
    public record Facet(
            List<FacetValue> values,
            long other,
            long missing,
            long distinct,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long undecidable) {
        /** Of jobs whose values are known. */
        public Facet(List<FacetValue> values, long other, long missing, long distinct) {
            this(values, other, missing, distinct, null);
        }
    }

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
     * @param gaps what of it was gone before it could be read
     * @param goneSince when it was found to be gone from disk, ISO 8601; null while it is there
     * @param vault its copy in the vault; null without one
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
            List<Gap> gaps,
            @Nullable String goneSince,
            @Nullable VaultCopy vault) {}

    /**
     * The copy of an archive file in the vault.
     *
     * @param name file name within the vault
     * @param contentBytes bytes of the original
     * @param storedBytes bytes of the copy on disk
     */
    public record VaultCopy(String name, long contentBytes, long storedBytes) {}

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

    /**
     * A record that could not be understood.
     *
     * @param excerpt some of its bytes around what is wrong with it, or from its beginning: control characters, bytes that
     *     are no UTF-8 and letters that nobody sees as {@code \x00}, a backslash as two; null where there is none
     * @param excerptFrom the first byte of the excerpt, counted from the beginning of the file
     * @param noExcerpt why there is no excerpt; null where there is one
     */
    public record Problem(
            String source,
            String file,
            long offset,
            long length,
            String reason,
            @Nullable String excerpt,
            @Nullable Long excerptFrom,
            @Nullable String noExcerpt) {}

    /**
     * How the index is.
     *
     * @param jobs jobs in the index, archived ones included
     * @param records records of the archives that were read, those that could not be understood included
     * @param quarantined records that could not be understood
     * @param gaps how often bytes of an archive were gone before they could be read
     * @param indexBytes size of the index on disk
     * @param vaultBytes size of the copies in the vault
     * @param segments segments of the job index
     * @param files archive files by state
     * @param sources one entry for each access point
     * @param activity what the indexing does; null unless the process that answers also indexes
     * @param allowsArchiving whether the process that answers archives submissions, and brings them back, when it is asked to;
     *     never where nobody can ask: the commands that do it on an index need no leave
     * @param timeZone in which dates of a query are meant, as the tz database names it
     * @param archivedJobs how many of the jobs are archived; null where none is
     * @param archivedSubmissions of how many submissions they are; null where none is archived
     */
    public record Status(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            String index,
            long jobs,
            long records,
            long quarantined,
            long gaps,
            long indexBytes,
            long vaultBytes,
            int segments,
            Map<String, Long> files,
            List<Source> sources,
            @Nullable Activity activity,
            boolean allowsArchiving,
            String timeZone,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long archivedJobs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long archivedSubmissions) {
        /** The same of a process that archives when it is asked to, or not. */
        public Status allowingArchiving(boolean allowed) {
            return new Status(
                    total,
                    tookMs,
                    timedOut,
                    indexedThrough,
                    index,
                    jobs,
                    records,
                    quarantined,
                    gaps,
                    indexBytes,
                    vaultBytes,
                    segments,
                    files,
                    sources,
                    activity,
                    allowed,
                    timeZone,
                    archivedJobs,
                    archivedSubmissions);
        }

        /** Of an index without archived jobs. */
        public Status(
                long total,
                long tookMs,
                boolean timedOut,
                List<IndexedThrough> indexedThrough,
                String index,
                long jobs,
                long records,
                long quarantined,
                long gaps,
                long indexBytes,
                long vaultBytes,
                int segments,
                Map<String, Long> files,
                List<Source> sources,
                @Nullable Activity activity,
                String timeZone) {
            this(
                    total,
                    tookMs,
                    timedOut,
                    indexedThrough,
                    index,
                    jobs,
                    records,
                    quarantined,
                    gaps,
                    indexBytes,
                    vaultBytes,
                    segments,
                    files,
                    sources,
                    activity,
                    false,
                    timeZone,
                    null,
                    null);
        }
    }

    /**
     * What is known of one access point's archives.
     *
     * @param records records read, those that could not be understood included
     * @param bytesBehind bytes of the files that are there and are not indexed yet
     * @param lagSeconds 0 when no bytes are behind; else the time since the last indexed record of the archive was
     *     written (where there is none, since its first record was), of several archives the longest; null when the
     *     records do not say. It is an upper bound: the oldest record that is not indexed is younger
     * @param estimatedRecordsBehind records in the bytes that are behind, by the mean size of those read; null when
     *     there is nothing to go by
     * @param gaps how often bytes were gone before they could be read
     * @param estimatedRecordsLost records lost in those gaps of which it can be estimated
     * @param lastShippedAt when something of it was brought to the cluster last, ISO 8601; null where there is no cluster
     */
    public record Source(
            String source,
            long files,
            long records,
            long quarantined,
            long bytesBehind,
            @Nullable Long lagSeconds,
            @Nullable Long estimatedRecordsBehind,
            long gaps,
            long estimatedRecordsLost,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lastShippedAt) {
        /** Of an index directory, which nothing is shipped to. */
        public Source(
                String source,
                long files,
                long records,
                long quarantined,
                long bytesBehind,
                @Nullable Long lagSeconds,
                @Nullable Long estimatedRecordsBehind,
                long gaps,
                long estimatedRecordsLost) {
            this(
                    source,
                    files,
                    records,
                    quarantined,
                    bytesBehind,
                    lagSeconds,
                    estimatedRecordsBehind,
                    gaps,
                    estimatedRecordsLost,
                    null);
        }

        /** The same of a cluster to which its jobs were shipped last at a moment. */
        public Source shippedAt(String moment) {
            return new Source(
                    source,
                    files,
                    records,
                    quarantined,
                    bytesBehind,
                    lagSeconds,
                    estimatedRecordsBehind,
                    gaps,
                    estimatedRecordsLost,
                    moment);
        }
    }

    /**
     * What the indexing of this process did since it began. Moments are ISO 8601.
     *
     * @param cycles cycles that ended, failed ones included
     * @param commits cycles that committed something
     * @param failedCycles cycles that failed and left everything as it was
     * @param limitedCycles cycles that left something to the next one, because they had reached their limit
     * @param backlogLeft whether the last cycle that succeeded was one of those
     * @param records records indexed, those that could not be understood included
     * @param bytes archive bytes they took
     * @param recordsPerSecond over the last {@code 1m}, {@code 5m} and {@code 15m}, or since the start if that is later
     * @param lastCycleAt null before the first
     * @param lastCommitAt null before the first
     * @param lastError the last failure, also when it is over; null when there was none
     * @param heldFiles archive files held open
     * @param lastArchiving the last time that old submissions were archived by a schedule; null before the first
     */
    public record Activity(
            String startedAt,
            long cycles,
            long commits,
            long failedCycles,
            long limitedCycles,
            boolean backlogLeft,
            long records,
            long quarantined,
            long bytes,
            Map<String, Double> recordsPerSecond,
            CycleSeconds cycleSeconds,
            @Nullable String lastCycleAt,
            @Nullable String lastCommitAt,
            @Nullable LastError lastError,
            int heldFiles,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LastArchiving lastArchiving) {
        /** Of a process that archives nothing by a schedule. */
        public Activity(
                String startedAt,
                long cycles,
                long commits,
                long failedCycles,
                long limitedCycles,
                boolean backlogLeft,
                long records,
                long quarantined,
                long bytes,
                Map<String, Double> recordsPerSecond,
                CycleSeconds cycleSeconds,
                @Nullable String lastCycleAt,
                @Nullable String lastCommitAt,
                @Nullable LastError lastError,
                int heldFiles) {
            this(
                    startedAt,
                    cycles,
                    commits,
                    failedCycles,
                    limitedCycles,
                    backlogLeft,
                    records,
                    quarantined,
                    bytes,
                    recordsPerSecond,
                    cycleSeconds,
                    lastCycleAt,
                    lastCommitAt,
                    lastError,
                    heldFiles,
                    null);
        }
    }

    /**
     * The last time that old submissions were archived by a schedule. What was archived before a failure is counted.
     *
     * @param at when it was begun, ISO 8601
     * @param submissions how many were archived
     * @param jobs how many jobs they had
     * @param left how many submissions were left alone
     * @param failure why it failed; null where it did not
     */
    public record LastArchiving(
            String at,
            long submissions,
            long jobs,
            long left,
            @Nullable String failure) {}

    /** How long cycles took; all 0 before the first. */
    public record CycleSeconds(double sum, double mean, double max, double last) {}

    /**
     * Why indexing failed.
     *
     * @param since when the first of this row of failures happened
     * @param at when the last of it did
     * @param text why the last one failed
     * @param stillFailing whether no cycle has succeeded since
     */
    public record LastError(String since, String at, String text, boolean stillFailing) {}

    /**
     * The mapping, and the names of the attributes beyond it.
     *
     * @param codes what the numbers of reasons stand for: {@code HoldReasonCode} (and {@code LastHoldReasonCode}), {@code
     *     VacateReasonCode}, whose numbers below 1000 are those of {@code HoldReasonCode}
     */
    public record Fields(
            long total,
            long tookMs,
            boolean timedOut,
            List<IndexedThrough> indexedThrough,
            List<Field> fields,
            List<String> attributes,
            Map<String, List<Code>> codes) {}

    /**
     * A number and what it stands for.
     *
     * @param name HTCondor's own
     * @param meaning in words, as in "the job was held: it was submitted on hold"
     */
    public record Code(long code, String name, String meaning) {}

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
