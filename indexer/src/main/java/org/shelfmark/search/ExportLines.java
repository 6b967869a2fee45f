package org.shelfmark.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An export as lines of JSON: a job object each, which has an {@code id}, and at last an {@link ExportEnd}, which has
 * none. Without the last line the export is not whole.
 */
public final class ExportLines {
    /** Of such lines over HTTP. */
    public static final String CONTENT_TYPE = "application/x-ndjson";

    private ExportLines() {}

    /** Writes what it is told; flushes in pauses. */
    public static final class Writer implements ExportListener {
        private final OutputStream out;

        /** Writes to a stream, which should have a buffer. */
        public Writer(OutputStream out) {
            this.out = out;
        }

        @Override
        public void begin(List<String> names) {
            // every job says what it has, and the last line does
        }

        @Override
        public void job(Map<String, @Nullable Object> job) throws IOException {
            line(job);
        }

        @Override
        public void pause() throws IOException {
            out.flush();
        }

        @Override
        public void end(ExportEnd end) throws IOException {
            line(end);
        }

        private void line(Object value) throws IOException {
            out.write(SearchJson.write(value).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
    }

    /**
     * Tells a listener what was written.
     *
     * @throws IOException when the lines end early, are something else, or the listener fails
     */
    public static void read(InputStream in, ExportListener listener) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        boolean begun = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            ObjectNode object = object(line);
            if (!object.has("id")) {
                ExportEnd end = SearchJson.read(line, ExportEnd.class);
                if (!begun) {
                    listener.begin(end.fields());
                }
                listener.end(end);
                return;
            }
            Map<String, @Nullable Object> job = job(object);
            if (!begun) {
                listener.begin(new ArrayList<>(job.keySet()));
                begun = true;
            }
            listener.job(job);
        }
        throw cut();
    }

    private static ObjectNode object(String line) throws IOException {
        try {
            if (SearchJson.read(line, JsonNode.class) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            EOFException cut = cut();
            cut.initCause(e);
            throw cut;
        }
        throw new IOException("a line of the export is no JSON object");
    }

    private static EOFException cut() {
        return new EOFException("the export ended early: the server broke it off");
    }

    /** Values of jobs are texts, truths and numbers. */
    private static Map<String, @Nullable Object> job(ObjectNode object) {
        Map<String, @Nullable Object> job = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            job.put(
                    entry.getKey(),
                    value.isNull()
                            ? null
                            : value.isNumber()
                                    ? value.numberValue()
                                    : value.isBoolean() ? (Object) value.booleanValue() : value.asText());
        });
        return job;
    }
}
