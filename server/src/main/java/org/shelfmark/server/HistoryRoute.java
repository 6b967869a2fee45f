package org.shelfmark.server;

import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.search.HistoryFrames;
import org.shelfmark.search.HistoryRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;

/** {@code /api/v1/history}: the records that {@code condor_history} would print, as they are found. */
final class HistoryRoute {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Parameter<List<String>> IDS = Parameter.list("ids", "clusters and jobs, 1234 and 1234.5");
    private static final Parameter<List<String>> OWNERS =
            Parameter.list("owners", "owners; a record must belong to one of them or be one of the ids");
    private static final Parameter<Boolean> FORWARDS =
            Parameter.flag("forwards", "oldest first instead of newest first");
    private static final Parameter<OptionalLong> LIMIT =
            Parameter.number("limit", "how many records end the answer; as many as there are without one");
    private static final Parameter<OptionalLong> SCAN_LIMIT =
            Parameter.number("scanlimit", "how many records may be looked at; all of them without one");
    private static final Parameter<Optional<String>> SINCE = Parameter.optional(
            "since", "a job id or a ClassAd expression; the first record it is true for ends the answer");

    private final JobSearch search;

    HistoryRoute(JobSearch search) {
        this.search = search;
    }

    Route declared() {
        return new Route(
                "/api/v1/history",
                "The original records that condor_history would print, as they are found",
                List.of(
                        IDS,
                        OWNERS,
                        ApiParameters.CONSTRAINT,
                        FORWARDS,
                        LIMIT,
                        SCAN_LIMIT,
                        SINCE,
                        ApiParameters.SOURCE),
                new Answer.Raw(
                        List.of(HistoryFrames.CONTENT_TYPE), "frames with the records, ended by one that says so"),
                this::answer);
    }

    private void answer(Arguments given, Context context) throws IOException {
        HistoryRequest request = new HistoryRequest(
                ids(given.get(IDS)),
                given.get(OWNERS),
                given.get(ApiParameters.CONSTRAINT).map(List::of).orElse(List.of()),
                given.get(FORWARDS),
                given.get(LIMIT),
                given.get(SCAN_LIMIT),
                given.get(SINCE),
                given.get(ApiParameters.SOURCE));
        context.contentType(HistoryFrames.CONTENT_TYPE);
        // Javalin decides by the first piece, which may be as short as a line
        context.minSizeForCompression(0);
        // nothing is sent before the first record is found, so that a bad request gets its status
        OutputStream out = new BufferedOutputStream(context.outputStream(), BUFFER_BYTES);
        HistoryFrames.Writer writer = new HistoryFrames.Writer(out);
        search.read(request, writer);
        writer.end();
        out.flush();
    }

    private static List<HistoryRequest.Id> ids(List<String> texts) {
        List<HistoryRequest.Id> ids = new ArrayList<>();
        for (String text : texts) {
            int dot = text.indexOf('.');
            ids.add(
                    dot < 0
                            ? new HistoryRequest.Id(parsed(text, text), OptionalLong.empty())
                            : new HistoryRequest.Id(
                                    parsed(text, text.substring(0, dot)),
                                    OptionalLong.of(parsed(text, text.substring(dot + 1)))));
        }
        return ids;
    }

    private static long parsed(String whole, String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "parameter 'ids' is '" + whole + "'; accepted: 1234 and 1234.5, separated by commas");
        }
    }
}
