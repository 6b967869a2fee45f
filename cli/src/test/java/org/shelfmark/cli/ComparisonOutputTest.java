package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shelfmark.search.Comparison;

/** Comparisons that the sample does not have. */
final class ComparisonOutputTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Map.of(),
            CommandRun.NOON,
            ZoneOffset.UTC);

    private static Comparison answer(boolean timedOut, Comparison.Finding... findings) {
        return new Comparison(
                1,
                0,
                timedOut,
                List.of(),
                new Comparison.Against("owner:\u001b[31m", null, 8, null),
                List.of(findings),
                2,
                List.of("host"),
                null);
    }

    private String printed(Comparison answer) {
        ComparisonOutput.printForPeople(answer, console);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void comparisonThatTookTooLong_saysNothingOfWhatStandsOut() {
        assertThat(printed(answer(true))).isEmpty();
    }

    @Test
    void leastPValue_isABound_andControlCharactersAreNotPrinted() {
        assertThat(printed(answer(false, new Comparison.Finding("host", "e1\u009b", 1, 1, 1, 0.125, 8.0, 1e-300, 300))))
                .isEqualTo("""
                        1 job, against 8 other jobs (owner:?[31m)
                        field  value  jobs  share  others  share of others  lift  p-value  score
                        host   e1?       1  100 %       1           12.5 %   8.0  <1e-300  300.0  ##############################
                        """);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
