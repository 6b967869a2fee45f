package org.shelfmark.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that are more frequent in some jobs than in others.
 *
 * @param total jobs of the foreground
 * @param timedOut whether the time was up before all was counted; then there are no findings
 * @param findings what stands out, the most significant first; empty also when foreground or background is
 * @param valuesTested how many values could stand out; each p-value is multiplied by it
 * @param by the fields looked at; a default field with too many values is not among them
 * @param constraint how the foreground's constraint was decided; null without one
 * @param undecidable archived jobs of foreground and background, or that may be of them: only live jobs are compared; null
 *     without any
 */
public record Comparison(
        long total,
        long tookMs,
        boolean timedOut,
        List<Responses.IndexedThrough> indexedThrough,
        Against against,
        List<Finding> findings,
        long valuesTested,
        List<String> by,

        @JsonInclude(JsonInclude.Include.NON_NULL) Responses.@Nullable Constraint constraint,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long undecidable) {
    /** Of live jobs. */
    public Comparison(
            long total,
            long tookMs,
            boolean timedOut,
            List<Responses.IndexedThrough> indexedThrough,
            Against against,
            List<Finding> findings,
            long valuesTested,
            List<String> by,
            Responses.@Nullable Constraint constraint) {
        this(total, tookMs, timedOut, indexedThrough, against, findings, valuesTested, by, constraint, null);
    }

    /**
     * What was compared with.
     *
     * @param query the background as a query; the foreground's own jobs are left out of what it matches
     * @param constraint its constraint; null without one
     * @param total jobs of it
     * @param decided how its constraint was decided; left out without one
     */
    public record Against(
            String query,
            @Nullable String constraint,
            long total,

            @JsonInclude(JsonInclude.Include.NON_NULL) Responses.@Nullable Constraint decided) {}

    /**
     * A value that stands out.
     *
     * @param field as it was asked for
     * @param count jobs of the foreground that have it
     * @param share the part of the foreground that they are, 0 to 1
     * @param backgroundCount jobs of the background that have it
     * @param backgroundShare the part of the background that they are, 0 to 1
     * @param lift {@code share / backgroundShare}; null when no job of the background has it
     * @param pValue probability that chance alone makes it so frequent, corrected for all values tested; 1e-300 or
     *     more, six digits of it
     * @param score {@code -log10(pValue)}, 2 to 300, six digits of it
     */
    public record Finding(
            String field,
            Object value,
            long count,
            double share,
            long backgroundCount,
            double backgroundShare,
            @Nullable Double lift,
            double pValue,
            double score) {}
}
