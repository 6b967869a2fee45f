package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScreenTest {
    /** Variables as {@code NAME=value NAME=value}. */
    private static Screen screen(String variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" ", -1)) {
            environment.put(
                    variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
        return Screen.of(environment);
    }

    @ParameterizedTest
    @CsvSource({
        "SHELFMARK_STDOUT_COLUMNS=132, 132",
        "COLUMNS=100 SHELFMARK_STDOUT_COLUMNS=132, 100",
        "COLUMNS=wide SHELFMARK_STDOUT_COLUMNS=132, 132",
        "COLUMNS=0 SHELFMARK_STDOUT_COLUMNS=0, 80",
        "COLUMNS=-5, 80",
        "COLUMNS=99999999999, 80",
        "SHELFMARK_STDOUT_COLUMNS=, 80"
    })
    void columns_areThoseOfTheUserThenOfTheTerminal(String variables, int columns) {
        assertThat(screen(variables).columns()).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "SHELFMARK_STDOUT_TERMINAL=1 TERM=xterm, true",
        "SHELFMARK_STDOUT_TERMINAL=1 TERM=xterm NO_COLOR=, true",
        "SHELFMARK_STDOUT_TERMINAL=1 TERM=xterm NO_COLOR=0, false",
        "SHELFMARK_STDOUT_TERMINAL=1 TERM=dumb, false",
        "SHELFMARK_STDOUT_TERMINAL=1, false",
        "SHELFMARK_STDOUT_TERMINAL= TERM=xterm, false",
        "TERM=xterm, false"
    })
    void colours_areForTerminalsThatShowThem(String variables, boolean colours) {
        assertThat(screen(variables).colours()).isEqualTo(colours);
    }

    @ParameterizedTest
    @CsvSource({
        "LANG=C.UTF-8, true",
        "LANG=en_US.utf8, true",
        "LANG=C, false",
        "LC_ALL=C LANG=en_US.UTF-8, false",
        "LC_ALL= LC_CTYPE=de_DE.UTF-8 LANG=C, true",
        "TERM=xterm, false"
    })
    void locale_decidesAboutUnicode(String variables, boolean unicode) {
        assertThat(screen(variables).unicode()).isEqualTo(unicode);
    }

    @Test
    void cut_keepsLettersWhole() {
        Screen unicode = new Screen(true, 80, false, true);
        Screen ascii = new Screen(true, 80, false, false);

        assertThat(unicode.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(unicode.cut("abcdef", 5)).isEqualTo("abcd…");
        assertThat(ascii.cut("abcdef", 5)).isEqualTo("ab...");
        assertThat(unicode.cut("日本語", 5)).isEqualTo("日本…");
        assertThat(unicode.cut("日本語", 4)).isEqualTo("日…");
        assertThat(unicode.cut("e\u0301e\u0301e\u0301", 2)).isEqualTo("e\u0301…");
        assertThat(unicode.cut("😀😀", 3)).isEqualTo("😀…");
        assertThat(ascii.cut("abcdef", 2)).isEqualTo("ab");
        assertThat(unicode.cut("日本語", 0)).isEmpty();
    }

    @Test
    void lines_areBrokenAtBlanksOnATerminalOnly() {
        Screen narrow = new Screen(true, 6, false, true);

        assertThat(narrow.lines("one two three fourteen")).containsExactly("one", "two", "three", "fourte", "en");
        assertThat(narrow.lines("")).containsExactly("");
        assertThat(narrow.lines("日本語日本語")).containsExactly("日本語", "日本語");
        assertThat(new Screen(true, 1, false, true).lines("a日")).containsExactly("a");
        assertThat(new Screen(false, 6, false, true).lines("one two three")).containsExactly("one two three");
    }
}
