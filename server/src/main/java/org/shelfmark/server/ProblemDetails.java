package org.shelfmark.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.SearchJson;

/**
 * Why a request was not served, as {@code application/problem+json} (RFC 9457).
 *
 * @param title the same for each status
 * @param status of HTTP
 * @param detail what was found, where, and what is accepted
 * @param kind the reason among those that programs may tell apart; left out elsewhere
 * @param query the query as it was understood, where the trouble is in it
 * @param column column of the query at which the trouble begins, from 1
 * @param candidates ids of the jobs that an ambiguous id stands for
 * @param suggestions names that may have been meant
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemDetails(
        String title,
        int status,
        String detail,
        @Nullable String kind,
        @Nullable String query,
        @Nullable Integer column,
        @Nullable List<String> candidates,
        @Nullable List<String> suggestions) {
    static final String CONTENT_TYPE = "application/problem+json";

    /** A problem that is about nothing but the request as a whole. */
    static ProblemDetails of(int status, String detail) {
        return new ProblemDetails(title(status), status, detail, null, null, null, null, null);
    }

    /** The same with a kind. */
    ProblemDetails kind(String name) {
        return new ProblemDetails(title, status, detail, name, query, column, candidates, suggestions);
    }

    /** A failure of ours. */
    static ProblemDetails of(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return of(
                            503,
                            "the request needs more memory than the server has now; ask for less, or give the server more"
                                    + " (docs/running-beside-a-schedd.md)")
                    .kind("out_of_memory");
        }
        return of(500, "we failed: " + failure);
    }

    /** The body of the answer. */
    byte[] json() {
        return SearchJson.write(this).getBytes(StandardCharsets.UTF_8);
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "the request cannot be understood";
            case 403 -> "forbidden";
            case 404 -> "not found";
            case 405 -> "method not allowed";
            case 409 -> "conflict";
            case 410 -> "gone";
            case 414 -> "the address is too long";
            case 429 -> "too many requests";
            case 431 -> "the headers are too long";
            case 503 -> "not available";
            default -> status < 500 ? "the request cannot be served" : "the server failed";
        };
    }
}
