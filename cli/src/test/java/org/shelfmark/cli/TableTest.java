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
    void laterBlock_isNotWiderThanTheTerminal() {
        assertThat(blocks(ScreenRun.terminal(10, false)).lines())
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(10));
    }
}
