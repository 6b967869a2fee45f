package org.shelfmark.search;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.query.QueryText;

/** Queries that find the jobs of one submission. */
final class SubmissionQuery {
    private SubmissionQuery() {}

    /**
     * Of a submission.
     *
     * @param within the query that all jobs match; blank for all jobs
     */
    static String of(SubmissionGroups.Group group, String within, SubmissionGroups.By by) {
        String owner = group.owner();
        String text = condition("source", group.source()) + " "
                + (owner == null ? "-has:owner" : condition("owner", owner)) + " "
                + key(by, group.number(), group.batch());
        // the blank keeps the parenthesis out of a last value that opens one
        return within.isBlank() ? text : text + " (" + within + " )";
    }

    /** Of whatever a name may mean. */
    static String of(SubmissionName name, SubmissionGroups.By by) {
        return key(by, name.number().orElse(null), name.batch().orElse(null))
                + optional("source", name.source())
                + optional("source", name.alsoSource())
                + optional("owner", name.owner());
    }

    private static String key(SubmissionGroups.By by, @Nullable Long number, @Nullable String batch) {
        return by.field() + ":" + (batch == null ? String.valueOf(number) : QueryText.value(batch));
    }

    private static String optional(String field, Optional<String> value) {
        return value.map(text -> " " + condition(field, text)).orElse("");
    }

    private static String condition(String field, String text) {
        return field + ":" + QueryText.value(text);
    }
}
