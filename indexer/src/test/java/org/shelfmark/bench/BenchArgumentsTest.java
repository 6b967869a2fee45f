package org.shelfmark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.bench.BenchArguments.Part;

final class BenchArgumentsTest {
    private static BenchArguments parse(String... words) {
        return BenchArguments.parse(List.of(words));
    }

    @Test
    void nothingGiven_everythingOfOneSize() {
        BenchArguments arguments = parse();

        assertThat(arguments.sizes()).containsExactly(300_000L);
        assertThat(arguments.chunks()).containsExactly(300_000L);
        assertThat(arguments.parts()).isEqualTo(EnumSet.allOf(Part.class));
        assertThat(arguments.keep()).isEmpty();
    }

    @Test
    void sizesGivenInAnyForm_ascendingAndOnce() {
        assertThat(parse("--jobs", "30,10", "--jobs", "10").sizes()).containsExactly(10L, 30L);
    }

    @Test
    void chunks_reachEverySize() {
        BenchArguments arguments = parse("--jobs", "3,10,25", "--chunk", "10");

        assertThat(arguments.chunks()).containsExactly(3L, 7L, 10L, 5L);
    }

    @Test
    void only_oneAndSeveral() {
        assertThat(parse("--only", "queries,catch-up", "--only", "memory").parts())
                .containsExactlyInAnyOrder(Part.QUERIES, Part.CATCH_UP, Part.MEMORY);
    }

    @Test
    void paths_areAbsolute() {
        assertThat(parse("--keep", "a/../b").keep()).contains(Path.of("b").toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--job 3|option '--job' is unknown; accepted: --jobs, --seed, --chunk, --seconds, --dir, --keep, --json,"
                        + " --only, --jmh, --help",
                "--jobs|option '--jobs' has no value",
                "--jobs 0|option '--jobs' is '0'; accepted: 1 or more",
                "--jobs 3,|option '--jobs' is ''; accepted: a whole number",
                "--chunk many|option '--chunk' is 'many'; accepted: a whole number",
                "--seed 1.5|option '--seed' is '1.5'; accepted: a whole number",
                "--seconds x|option '--seconds' is 'x'; accepted: a number",
                "--seconds 0|option '--seconds' is '0'; accepted: more than 0, up to 3600",
                "--only speed|option '--only' is 'speed'; accepted, with commas: vault, engine, catch-up, start, freshness,"
                        + " queries, memory",
                "--dir a --keep b|'--dir' is for a directory that is removed, '--keep' for one that is kept; accepted: one of"
                        + " them"
            })
    void wrongWords_areToldWithWhatIsAccepted(String words, String message) {
        assertThatThrownBy(() -> parse(words.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void blankPath_isToldWithWhatIsAccepted() {
        assertThatThrownBy(() -> parse("--json", " ")).hasMessage("option '--json' is ' '; accepted: a path");
    }
}
