package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No line is wider than the terminal, whatever stands in it. */
final class ScreenWidthTest {
    private static final List<Integer> WIDTHS = List.of(1, 2, 9, 21, 41, 60, 80, 99, 120, 200);
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9]+m");
    private static final List<String> PIECES = List.of(
            "a", "word", " ", "日本", "e\u0301", "\u0301", "😀", "✅", "עב", "\t", "\u001b[31m", "\u202E", "\u00AD");

    static List<ScreenCase> cases() {
        return ScreenCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void line_isNotWiderThanTheTerminal(ScreenCase printed) throws IOException {
        for (int columns : WIDTHS) {
            Map<String, String> environment = ScreenRun.terminal(columns, columns % 2 == 0);
            assertNarrow(
                    ScreenRun.of(printed.search(), environment, printed.command())
                            .out(),
                    columns);
            environment.put("LANG", "C");
            assertNarrow(
                    ScreenRun.of(printed.search(), environment, printed.command())
                            .out(),
                    columns);
        }
    }

    private static void assertNarrow(String out, int columns) {
        assertThat(COLOUR.matcher(out).replaceAll("").lines().filter(line -> width(line) > columns))
                .isEmpty();
        assertThat(COLOUR.matcher(out).replaceAll("")).doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
    }

    /** Counted apart from the code that prints: what Unicode calls wide in the pieces, and marks. */
    private static int width(String line) {
        return line.codePoints()
                .map(point -> {
                    if (Character.getType(point) == Character.NON_SPACING_MARK || point == 0x200D || point == 0x202E) {
                        return 0;
                    }
                    Character.UnicodeScript script = Character.UnicodeScript.of(point);
                    boolean wide = script == Character.UnicodeScript.HAN
                            || script == Character.UnicodeScript.HIRAGANA
                            || script == Character.UnicodeScript.KATAKANA
                            || script == Character.UnicodeScript.HANGUL
                            || Character.isEmojiPresentation(point);
                    return wide ? 2 : 1;
                })
                .sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomTable_fitsAndLosesNoNumber(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int columns = 1 + random.nextInt(120);
            int fields = 1 + random.nextInt(9);
            List<String> headings = new ArrayList<>();
            for (int field = 0; field < fields; field++) {
                headings.add(text(random, 3));
            }
            Table table = new Table(headings);
            List<Long> numbers = new ArrayList<>();
            for (int row = random.nextInt(6); row >= 0; row--) {
                List<Table.Cell> cells = new ArrayList<>();
                for (int field = 0; field < fields; field++) {
                    boolean number = field % 3 == 2;
                    numbers.add(random.nextLong() >> random.nextInt(64));
                    cells.add(
                            number ? Table.Cell.of(numbers.get(numbers.size() - 1)) : Table.Cell.of(text(random, 12)));
                }
                table.add(cells, Bar.of(random.nextInt(100)));
            }
            String out = printed(table, ScreenRun.terminal(columns, random.nextBoolean()));

            assertNarrow(out, columns);
            // a number that stands there stands there whole
            COLOUR.matcher(out)
                    .replaceAll("")
                    .lines()
                    .skip(1)
                    .flatMap(
                            line -> Pattern.compile("-?[0-9]{5,}").matcher(line).results())
                    .forEach(found -> assertThat(numbers).contains(Long.parseLong(found.group())));
        }
    }

    private static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String printed(Table table, Map<String, String> environment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        table.print(
                OutputFormat.TABLE, new Console(stream, nowhere, false, environment, CommandRun.NOON, ZoneOffset.UTC));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void narrowTerminal_saysWhichColumnsAreLeftOut() throws IOException {
        ScreenCase groups = cases().stream()
                .filter(printed -> printed.name().equals("stats-groups"))
                .findFirst()
                .orElseThrow();

        assertThat(ScreenRun.of(groups.search(), new HashMap<>(ScreenRun.terminal(60, false)), groups.command())
                        .err())
                .contains("shelfmark: no room for ")
                .contains("; a wider terminal or --format csv shows all columns\n");
    }
}
