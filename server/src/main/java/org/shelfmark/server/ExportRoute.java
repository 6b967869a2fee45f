package org.shelfmark.server;

import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.shelfmark.search.ExportCsv;
import org.shelfmark.search.ExportLines;
import org.shelfmark.search.ExportRequest;
import org.shelfmark.search.JobSearch;

/** {@code /api/v1/export}: all jobs that match, as they are found. Whoever reads slowly slows the search down. */
final class ExportRoute {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String CSV = "csv";
    private static final Parameter<String> FORMAT =
            Parameter.oneOf("format", "a JSON object a line, or comma-separated values", "ndjson", CSV);

    private final JobSearch search;

    ExportRoute(JobSearch search) {
        this.search = search;
    }

    Route declared() {
        return new Route(
                "/api/v1/export",
                "All jobs that match, newest first, as they are found",
                List.of(ApiParameters.QUERY, ApiParameters.CONSTRAINT, ApiParameters.FIELDS, FORMAT),
                new Answer.Raw(
                        List.of(ExportLines.CONTENT_TYPE, "text/csv"),
                        "a line for each job, and a last one with their number that says whether they are all"),
                this::answer);
    }

    private void answer(Arguments given, Context context) throws IOException {
        boolean csv = given.get(FORMAT).equals(CSV);
        ExportRequest request = new ExportRequest(ApiParameters.selection(given), given.get(ApiParameters.FIELDS));
        context.contentType(csv ? ExportCsv.CONTENT_TYPE : ExportLines.CONTENT_TYPE);
        // Javalin decides by the first piece, which may be as short as a line
        context.minSizeForCompression(0);
        // nothing is sent before the first jobs are found, so that a bad request gets its status
        OutputStream out = new HandedOn(context);
        search.export(request, csv ? new ExportCsv(out) : new ExportLines.Writer(out));
        out.flush();
    }

    /** Flushed, it sends what it has, which Javalin's own stream does not. */
    private static final class HandedOn extends BufferedOutputStream {
        private final Context context;

        HandedOn(Context context) {
            super(context.outputStream(), BUFFER_BYTES);
            this.context = context;
        }

        @Override
        public synchronized void flush() throws IOException {
            // headers must not be sent before the first piece has decided about compression
            if (count > 0) {
                super.flush();
                context.res().flushBuffer();
            }
        }
    }
}
