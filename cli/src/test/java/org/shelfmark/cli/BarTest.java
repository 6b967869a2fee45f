package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BarTest {
    private static final Screen UNICODE = new Screen(true, 80, false, true);
    private static final Screen ASCII = new Screen(true, 80, false, false);
    private static final Screen COLOURS = new Screen(true, 80, true, true);
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9]+m");

    @ParameterizedTest
    @CsvSource({
        "8, 8, 3, ███, ###",
        "4, 8, 3, █▌, #",
        "1, 1000, 3, ▏, #",
        "0, 8, 3, '', ''",
        "5, 8, 1, ▋, #",
        "9223372036854775807, 9223372036854775807, 4, ████, ####"
    })
    void bar_isDrawnInEighthsOrLetters(long count, long longest, int cells, String unicode, String ascii) {
        assertThat(Bar.of(count).drawn(longest, cells, UNICODE)).isEqualTo(unicode);
        assertThat(Bar.of(count).drawn(longest, cells, ASCII)).isEqualTo(ascii);
    }

    /** Length in eighths, told from the letters alone. */
    private static int length(String bar) {
        return bar.codePoints().map(point -> point == '#' ? 8 : 0x2590 - point).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void longerBar_isOfNoSmallerNumber(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            long longest = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
            long one = random.nextLong(longest) + 1;
            long other = random.nextLong(longest) + 1;
            int cells = 1 + random.nextInt(60);
            for (Screen screen : List.of(UNICODE, ASCII)) {
                int oneLength = length(Bar.of(one).drawn(longest, cells, screen));
                int otherLength = length(Bar.of(other).drawn(longest, cells, screen));

                assertThat(oneLength).isPositive().isLessThanOrEqualTo(8 * cells);
                assertThat(Integer.signum(oneLength - otherLength) * Long.signum(one - other))
                        .as("%d and %d of %d in %d", one, other, longest, cells)
                        .isNotNegative();
            }
            assertThat(length(Bar.of(longest).drawn(longest, cells, UNICODE))).isEqualTo(8 * cells);
        }
    }

    @Test
    void dividedBar_isAsLongAsAWholeOne() {
        Bar divided = new Bar(
                List.of(new Bar.Part(3, Style.FIRST), new Bar.Part(0, Style.SECOND), new Bar.Part(1, Style.THIRD)));

        assertThat(divided.drawn(8, 8, COLOURS)).isEqualTo("\u001b[34m███\u001b[0m\u001b[35m█\u001b[0m");
        assertThat(divided.drawn(8, 8, UNICODE)).isEqualTo("████");
        assertThat(COLOUR.matcher(divided.drawn(1_000, 8, COLOURS)).replaceAll(""))
                .isEqualTo("▏");
    }

    @Test
    void sparkline_showsWhatIsThere() {
        assertThat(Sparkline.of(List.of(0L, 1L, 4L, 8L, 800L), 10, UNICODE)).isEqualTo(" ▁▁▁█");
        assertThat(Sparkline.of(List.of(1L, 1L, 2L, 6L, 0L, 0L), 3, UNICODE)).isEqualTo("▂█ ");
        assertThat(Sparkline.of(List.of(0L, 1L, 8L), 10, ASCII)).isEqualTo(" .%");
        assertThat(Sparkline.of(List.of(0L, 0L), 10, UNICODE)).isEqualTo("  ");
        assertThat(Sparkline.of(List.of(), 10, UNICODE)).isEmpty();
    }
}
