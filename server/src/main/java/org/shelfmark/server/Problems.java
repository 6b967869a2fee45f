package org.shelfmark.server;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;

/** Failures as {@code application/problem+json} (RFC 9457). */
final class Problems {
    private Problems() {}

    /** The status of each kind of failure. */
    static int status(SearchException.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, BAD_QUERY -> 400;
            case NOT_FOUND -> 404;
            case AMBIGUOUS, RECORD_CHANGED -> 409;
            case RECORD_GONE -> 410;
            case RECORD_UNREADABLE -> 503;
        };
    }

    /** Answers with a failed search. */
    static void render(Context context, SearchException failure) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", failure.kind().name().toLowerCase(Locale.ROOT));
        if (failure.column() > 0) {
            members.put("query", failure.query());
            members.put("column", failure.column());
        }
        if (!failure.candidates().isEmpty()) {
            members.put(
                    failure.kind() == SearchException.Kind.AMBIGUOUS ? "candidates" : "suggestions",
                    failure.candidates());
        }
        render(context, status(failure.kind()), String.valueOf(failure.getMessage()), members);
    }

    /** Answers with a problem. */
    static void render(Context context, int status, String detail, Map<String, Object> members) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", title(status));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.putAll(members);
        context.status(status)
                .contentType("application/problem+json")
                .result(SearchJson.write(problem).getBytes(StandardCharsets.UTF_8));
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "the request cannot be understood";
            case 403 -> "forbidden";
            case 404 -> "not found";
            case 405 -> "method not allowed";
            case 409 -> "conflict";
            case 410 -> "gone";
            case 503 -> "not available";
            default -> status < 500 ? "the request cannot be served" : "the server failed";
        };
    }
}
