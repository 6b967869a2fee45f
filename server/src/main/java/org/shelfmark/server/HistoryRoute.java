package org.shelfmark.server;

import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.shelfmark.search.HistoryFrames;
import org.shelfmark.search.HistoryRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;

/** {@code /api/v1/history}: the records that {@code condor_history} would print, as they are found. */
final class HistoryRoute {
    private static final int BUFFER_BYTES = 1 << 16;

    private final JobSearch search;

    HistoryRoute(JobSearch search) {
        this.search = search;
    }

    void answer(Context context) throws IOException {
        QueryParameters parameters = new QueryParameters(
                context, Set.of("ids", "owners", "constraint", "forwards", "limit", "scanlimit", "since", "source"));
        HistoryRequest request = new HistoryRequest(
                ids(parameters.list("ids")),
                parameters.list("owners"),
                parameters.optional("constraint").map(List::of).orElse(List.of()),
                parameters.flag("forwards"),
                number(parameters, "limit"),
                number(parameters, "scanlimit"),
                parameters.optional("since"),
                parameters.optional("source"));
        context.contentType(HistoryFrames.CONTENT_TYPE);
        // nothing is sent before the first record is found, so that a bad request gets its status
        OutputStream out = new BufferedOutputStream(context.outputStream(), BUFFER_BYTES);
        HistoryFrames.Writer writer = new HistoryFrames.Writer(out);
        search.read(request, writer);
        writer.end();
        out.flush();
    }

    private static OptionalLong number(QueryParameters parameters, String name) {
        Optional<String> text = parameters.optional(name);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(parsed(name, text.get(), text.get()));
    }

    private static List<HistoryRequest.Id> ids(List<String> texts) {
        List<HistoryRequest.Id> ids = new ArrayList<>();
        for (String text : texts) {
            int dot = text.indexOf('.');
            ids.add(
                    dot < 0
                            ? new HistoryRequest.Id(parsed("ids", text, text), OptionalLong.empty())
                            : new HistoryRequest.Id(
                                    parsed("ids", text, text.substring(0, dot)),
                                    OptionalLong.of(parsed("ids", text, text.substring(dot + 1)))));
        }
        return ids;
    }

    private static long parsed(String name, String whole, String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "parameter '" + name + "' is '" + whole + "'; accepted: "
                            + (name.equals("ids") ? "1234 and 1234.5, separated by commas" : "an integer"));
        }
    }
}
