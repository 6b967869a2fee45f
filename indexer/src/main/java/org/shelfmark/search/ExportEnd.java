package org.shelfmark.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said behind the last job of an export; without it, there should have been more.
 *
 * @param count jobs given out, 0 or more
 * @param complete whether they are all live ones that were meant; false when time ran out
 * @param timedOut whether time ran out
 * @param recordsMissing jobs with null for attributes that stand in their record alone, because it is gone
 * @param fields the keys of the job objects in their order, for exports without a job
 * @param indexedThrough what of the archives the answer is of
 * @param constraint how the index came to the answer; null without a constraint
 * @param archived jobs that are meant, and left out because they are archived; null without any
 * @param undecidable archived jobs of which it is not known whether they are meant; null without any
 */
public record ExportEnd(
        long count,
        boolean complete,
        boolean timedOut,
        long recordsMissing,
        List<String> fields,
        List<Responses.IndexedThrough> indexedThrough,
        Responses.@Nullable Constraint constraint,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long archived,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long undecidable) {
    /** Where no job is left out because it is archived. */
    public ExportEnd(
            long count,
            boolean complete,
            boolean timedOut,
            long recordsMissing,
            List<String> fields,
            List<Responses.IndexedThrough> indexedThrough,
            Responses.@Nullable Constraint constraint) {
        this(count, complete, timedOut, recordsMissing, fields, indexedThrough, constraint, null, null);
    }
}
