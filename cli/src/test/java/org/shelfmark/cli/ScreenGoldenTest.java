package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is printed on each screen and in each format, byte for byte, in {@code src/test/resources/screens}. Characters that
 * an editor would hide or change stand as their numbers; {@code \e} is what begins a colour. When an output differs, the
 * whole new file is written to {@code target/screens}.
 */
final class ScreenGoldenTest {
    private static final Pattern ESCAPE = Pattern.compile("\u001b");

    static List<ScreenCase> cases() {
        return ScreenCase.all();
    }

    /** The screens and formats, by name, and what makes each. */
    private static Map<String, String> printed(ScreenCase printed) throws IOException {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("piped", output(printed, Map.of("LANG", "C.UTF-8"), "table"));
        outputs.put("piped, ASCII", output(printed, Map.of(), "table"));
        outputs.put("80 columns", output(printed, ScreenRun.terminal(80, false), "table"));
        outputs.put("80 columns, colours", output(printed, ScreenRun.terminal(80, true), "table"));
        outputs.put("120 columns", output(printed, ScreenRun.terminal(120, false), "table"));
        outputs.put("120 columns, colours", output(printed, ScreenRun.terminal(120, true), "table"));
        outputs.put("json", output(printed, Map.of(), "json"));
        outputs.put("jsonl", output(printed, Map.of(), "jsonl"));
        outputs.put("csv", output(printed, Map.of(), "csv"));
        return outputs;
    }

    private static String output(ScreenCase printed, Map<String, String> environment, String format)
            throws IOException {
        List<String> words = new ArrayList<>(printed.command());
        words.addAll(List.of("--format", format));
        CommandRun run = ScreenRun.of(printed.search(), environment, words);
        String text = run.out() + (run.err().isEmpty() ? "" : "--- stderr\n" + run.err());
        return (run.code() == 0 ? "" : "--- exit " + run.code() + "\n")
                + ComparableAnswer.visible(ESCAPE.matcher(text).replaceAll("\\\\e"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void output_isAsWritten(ScreenCase printed) throws IOException {
        StringBuilder actual = new StringBuilder("command: " + String.join(" ", printed.command()) + "\n");
        printed(printed)
                .forEach((screen, output) ->
                        actual.append("=== ").append(screen).append('\n').append(output));
        String file = printed.name() + ".screens";
        Path written = Files.createDirectories(Path.of("target", "screens")).resolve(file);

        String expected;
        try (var stream = ScreenGoldenTest.class.getResourceAsStream("/screens/" + file)) {
            expected = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!expected.contentEquals(actual)) {
            Files.writeString(written, actual);
        }
        assertThat(actual.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pipedOutput_hasNoColoursAndIsTheSameInAnyTerminalWidth(ScreenCase printed) throws IOException {
        String piped = output(printed, Map.of("COLUMNS", "200", "TERM", "xterm"), "table");

        assertThat(piped)
                .isEqualTo(output(printed, Map.of("COLUMNS", "20"), "table"))
                .doesNotContain("\\e");
    }
}
