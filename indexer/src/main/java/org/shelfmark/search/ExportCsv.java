package org.shelfmark.search;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes an export as CSV (RFC 4180): a heading, a row for each job, and at last {@code #count,N,complete}, or
 * {@code partial} for {@code complete} when time ran out or records are gone that it needs. Flushes in pauses.
 *
 * <p>Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers are left alone. The empty
 * text is {@code ""}, a missing value is nothing at all.
 */
public final class ExportCsv implements ExportListener {
    /** Of such rows over HTTP. */
    public static final String CONTENT_TYPE = "text/csv; charset=utf-8; header=present";

    private static final String STARTS_OF_FORMULAS = "=+-@\t\r";

    private final OutputStream out;
    private List<String> names = List.of();

    /** Writes to a stream, which should have a buffer. */
    public ExportCsv(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> all) throws IOException {
        names = List.copyOf(all);
        row(names.stream().map(ExportCsv::cell).collect(Collectors.joining(",")));
    }

    @Override
    public void job(Map<String, @Nullable Object> job) throws IOException {
        row(names.stream().map(name -> cell(job.get(name))).collect(Collectors.joining(",")));
    }

    @Override
    public void pause() throws IOException {
        out.flush();
    }

    @Override
    public void end(ExportEnd end) throws IOException {
        boolean whole = end.complete()
                && end.recordsMissing() == 0
                && (end.constraint() == null || end.constraint().undecidable() == 0);
        row("#count," + end.count() + "," + (whole ? "complete" : "partial"));
    }

    private void row(String cells) throws IOException {
        out.write((cells + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            return value.toString();
        }
        boolean formula = !text.isEmpty() && STARTS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0;
        String guarded = formula ? "'" + text : text;
        return mustBeQuoted(guarded) ? '"' + guarded.replace("\"", "\"\"") + '"' : guarded;
    }

    private static boolean mustBeQuoted(String text) {
        return text.isEmpty()
                || !text.equals(text.strip())
                || text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    }
}
