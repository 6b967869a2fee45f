package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFormsTest {
    private static final List<String> TEXTS = List.of(
            "plain",
            "",
            " ",
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\tx",
            "\rx",
            "a,b",
            "a\"b",
            "\"",
            "a\nb",
            "a\r\nb",
            "'x",
            "#count,1",
            "naïve ΣΊΣΥΦΟΣ 😀",
            "null",
            "true",
            "x=1",
            "\u0000",
            "\u2028",
            "{\"id\":1}",
            "=\"a\",b\r\n");

    private static ExportEnd end(long count, boolean complete) {
        return new ExportEnd(count, complete, !complete, 0, List.of("id", "Value"), List.of(), null);
    }

    private static Map<String, @Nullable Object> job(String id, @Nullable Object value) {
        Map<String, @Nullable Object> job = new LinkedHashMap<>();
        job.put("id", id);
        job.put("Value", value);
        return job;
    }

    /** Writes values as jobs 0.0, 1.0 and so on. */
    private static String csv(boolean complete, List<?> values) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportCsv csv = new ExportCsv(out);
        tell(csv, complete, values);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] lines(List<?> values) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tell(new ExportLines.Writer(out), true, values);
        return out.toByteArray();
    }

    private static void tell(ExportListener listener, boolean complete, List<?> values) throws IOException {
        listener.begin(List.of("id", "Value"));
        for (int i = 0; i < values.size(); i++) {
            listener.job(job(i + ".0", values.get(i)));
        }
        listener.pause();
        listener.end(end(values.size(), complete));
    }

    @Test
    void csv_hasHeadingRowsAndCount() throws IOException {
        assertThat(csv(true, List.of("alice", -1L, 2.5, false))).isEqualTo("""
                id,Value\r
                0.0,alice\r
                1.0,-1\r
                2.0,2.5\r
                3.0,false\r
                #count,4,complete\r
                """);
        assertThat(csv(true, List.of())).isEqualTo("id,Value\r\n#count,0,complete\r\n");
        assertThat(csv(false, List.of("a"))).endsWith("#count,1,partial\r\n");
    }

    @Test
    void csv_tellsMissingValuesFromEmptyText() throws IOException {
        assertThat(csv(true, Arrays.asList(null, ""))).startsWith("id,Value\r\n0.0,\r\n1.0,\"\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "=\"a\",b\r\n"})
    void csv_disarmsFormulas(String formula) throws IOException {
        assertThat(readCsv(csv(true, List.of(formula))).get(1).get(1)).isEqualTo("'" + formula);
    }

    @Test
    void csv_canBeReadBack() throws IOException {
        List<List<String>> rows = readCsv(csv(true, TEXTS));

        assertThat(rows).hasSize(TEXTS.size() + 2);
        for (int i = 0; i < TEXTS.size(); i++) {
            String text = TEXTS.get(i);
            boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
            assertThat(rows.get(i + 1)).containsExactly(i + ".0", formula ? "'" + text : text);
        }
        assertThat(rows.get(rows.size() - 1)).containsExactly("#count", "" + TEXTS.size(), "complete");
    }

    /** A reader by the letter of RFC 4180. */
    private static List<List<String>> readCsv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || text.startsWith("\r\n", i))) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\r') {
                    rows.add(List.copyOf(row));
                    row.clear();
                    i++;
                }
            } else {
                cell.append(c);
            }
        }
        assertThat(quoted).isFalse();
        assertThat(cell).isEmpty();
        return rows;
    }

    private static Heard read(byte[] bytes) throws IOException {
        Heard heard = new Heard();
        ExportLines.read(new ByteArrayInputStream(bytes), heard);
        return heard;
    }

    @Test
    void lines_canBeReadBack() throws IOException {
        List<@Nullable Object> values = new ArrayList<>(TEXTS);
        values.addAll(Arrays.asList(null, true, false, 1.5, 1e300, Long.MAX_VALUE));
        byte[] bytes = lines(values);

        Heard heard = read(bytes);

        assertThat(new String(bytes, StandardCharsets.UTF_8).lines()).hasSize(values.size() + 1);
        assertThat(heard.begun).containsExactly(List.of("id", "Value"));
        assertThat(heard.jobs.stream().map(job -> job.get("Value")).toList()).isEqualTo(values);
        assertThat(heard.ends).containsExactly(end(values.size(), true));
    }

    @Test
    void linesWithoutJobs_stillSayTheirFields() throws IOException {
        Heard heard = read(lines(List.of()));

        assertThat(heard.begun).containsExactly(List.of("id", "Value"));
        assertThat(heard.ends).containsExactly(end(0, true));
    }

    @Test
    void linesCutAnywhere_areNotWhole() throws IOException {
        byte[] whole = lines(List.of("alice", "ΣΊΣΥΦΟΣ"));
        // the last line is complete without its line feed
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(EOFException.class)
                    .hasMessage("the export ended early: the server broke it off");
        }
    }

    @Test
    void linesThatAreNoObjects_areRefused() {
        assertThatThrownBy(() -> read("[1]\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage("a line of the export is no JSON object");
    }

    private static final class Heard implements ExportListener {
        private final List<List<String>> begun = new ArrayList<>();
        private final List<Map<String, @Nullable Object>> jobs = new ArrayList<>();
        private final List<ExportEnd> ends = new ArrayList<>();

        @Override
        public void begin(List<String> names) {
            begun.add(names);
        }

        @Override
        public void job(Map<String, @Nullable Object> job) {
            jobs.add(job);
        }

        @Override
        public void end(ExportEnd end) {
            ends.add(end);
        }
    }
}
