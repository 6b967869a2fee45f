package org.shelfmark.server;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.search.SearchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with failures. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** The status of each kind of failure. */
    static int status(SearchException.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, BAD_QUERY -> 400;
            case NOT_FOUND -> 404;
            case AMBIGUOUS, RECORD_CHANGED -> 409;
            case RECORD_GONE, CURSOR_EXPIRED -> 410;
            case RECORD_UNREADABLE, TIMED_OUT, UNAVAILABLE -> 503;
        };
    }

    /** Answers with a failed search. */
    static void render(Context context, SearchException failure) {
        int status = status(failure.kind());
        boolean inQuery = failure.column() > 0;
        boolean ambiguous = failure.kind() == SearchException.Kind.AMBIGUOUS;
        @Nullable List<String> meant = failure.candidates().isEmpty() ? null : failure.candidates();
        render(
                context,
                new ProblemDetails(
                        ProblemDetails.title(status),
                        status,
                        String.valueOf(failure.getMessage()),
                        failure.kind().name().toLowerCase(Locale.ROOT),
                        inQuery ? failure.query() : null,
                        inQuery ? failure.column() : null,
                        ambiguous ? meant : null,
                        ambiguous ? null : meant));
    }

    /** Answers with an order that was not carried out. */
    static void render(Context context, RollupException failure) {
        String detail = String.valueOf(failure.getMessage());
        switch (failure.kind()) {
            case BAD_ORDER -> render(context, ProblemDetails.of(400, detail).kind("bad_request"));
            case RECORD_GONE -> render(context, ProblemDetails.of(410, detail).kind("record_gone"));
            case BUSY -> {
                context.header("Retry-After", "1");
                render(context, ProblemDetails.of(503, detail).kind("busy"));
            }
        }
    }

    /** Answers with a problem, unless a part of the answer is already sent; it then ends early, which its form shows. */
    static void render(Context context, ProblemDetails problem) {
        if (context.res().isCommitted()) {
            return;
        }
        context.status(problem.status())
                .contentType(ProblemDetails.CONTENT_TYPE)
                .result(problem.json());
    }

    /**
     * Answers where no handler can any more: with an {@link Error}, for which Javalin has no exception handlers. Memory or
     * stack that did not suffice for one request suffices for others; the server goes on.
     */
    static void render(HttpServletResponse response, Error error) {
        LOG.error("a request failed", error);
        if (response.isCommitted()) {
            return;
        }
        ProblemDetails problem = ProblemDetails.of(error);
        byte[] body = problem.json();
        response.reset();
        BrowserRules.everywhere(response::setHeader);
        response.setStatus(problem.status());
        response.setContentType(ProblemDetails.CONTENT_TYPE);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.warn("nobody reads the answer to a request that failed", e);
        }
    }
}
