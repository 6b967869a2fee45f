package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TableTest {
    /** Two blocks, of which the second has longer texts and numbers. */
    private static String blocks(Map<String, String> environment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Console console = new Console(stream, stream, false, environment, CommandRun.NOON, ZoneOffset.UTC);
        Table table = new Table(List.of("name", "jobs"));
        table.add(List.of(Table.Cell.of("one"), Table.Cell.of(1)));
        table.printBlock(OutputFormat.TABLE, console);
        table.add(List.of(Table.Cell.of("twenty-one"), Table.Cell.of(1_234_567)));
        table.printBlock(OutputFormat.TABLE, console);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void laterBlock_isWholeInAFile() {
        assertThat(blocks(Map.of())).isEqualTo("""
                name  jobs
                one      1
                twenty-one  1234567
                """);
    }

    @Test
    void laterBlock_onATerminal_shortensTextsAndKeepsNumbersWhole() {
        assertThat(blocks(ScreenRun.terminal(10, false))).isEqualTo("""
                name  jobs
                one      1
                twe…  1234567
                """);
    }

    @Test
    void laterBlock_onATerminal_keepsTimesAndNumbersAmongTextsWhole() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Console console =
                new Console(stream, stream, false, ScreenRun.terminal(16, false), CommandRun.NOON, ZoneOffset.UTC);
        Table table = Table.of(List.of(new Table.Column("any", 0, Style.PLAIN), Table.Column.whole("ended", 1)));
        table.add(List.of(Table.Cell.of("one"), Table.Cell.of("never")));
        table.printBlock(OutputFormat.TABLE, console);
        table.add(List.of(Table.Cell.of(1_234_567), Table.Cell.of("2026-11-22")));
        table.printBlock(OutputFormat.TABLE, console);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                any  ended
                one  never
                1234567  2026-11-22
                """);
    }

    @Test
    void numberAmongTexts_staysWhole() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Console console =
                new Console(stream, stream, false, ScreenRun.terminal(30, false), CommandRun.NOON, ZoneOffset.UTC);
        Table table = new Table(List.of("name", "any"));
        table.add(List.of(Table.Cell.of("a".repeat(20)), Table.Cell.of(1_234_567_890_123L)));
        table.add(List.of(Table.Cell.of("b"), Table.Cell.of("a text that is long")));
        table.print(OutputFormat.TABLE, console);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("  1234567890123\n");
    }
}
