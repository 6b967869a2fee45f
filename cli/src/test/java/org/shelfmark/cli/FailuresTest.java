package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.search.SearchException;

final class FailuresTest {
    @Test
    void caret_standsUnderTheQueryAsItIsShown() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(stream, stream, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC);

        int code = new Failures(console)
                .report(new SearchException(
                        SearchException.Kind.BAD_QUERY, "no such field", 6, "\u202E\u001b日: ownr:x", List.of()));

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                shelfmark: no such field
                  ??日: ownr:x
                        ^
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u061C", "\u200E", "\u200F", "\u202E", "\u2066", "\u001b", "\u0085"})
    void charactersThatAreNotSeen_areQuestionMarks(String character) {
        assertThat(TerminalText.of("a" + character + "b")).isEqualTo("a?b");
    }
}
