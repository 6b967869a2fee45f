package org.shelfmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return BenchCommand.run(
                List.of(words),
                directory.resolve("shelfmark"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void help_namesAllOptionsAndParts() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--jobs", "--seed", "--chunk", "--seconds", "--dir", "--keep", "--json", "--only", "--jmh");
        for (BenchArguments.Part part : BenchArguments.Part.values()) {
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(part.word());
        }
    }

    @Test
    void wrongOption_isTold() {
        assertThat(run("--jobs", "few")).isEqualTo(2);

        assertThat(said()).isEqualTo("bench: option '--jobs' is 'few'; accepted: a whole number\n");
    }

    @Test
    void moreJobsThanTheDiskHolds_areRefusedBeforeAnythingIsMade() {
        assertThat(run("--jobs", "100000000000", "--dir", directory.toString())).isEqualTo(2);

        assertThat(said())
                .startsWith("bench: 100,000,000,000 jobs in 100000 indexings; up to 850")
                .contains("GB are needed; accepted: fewer '--jobs', or another '--dir'");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void programThatCannotBeStarted_isAFailure_andNothingIsLeft() {
        assertThat(run("--jobs", "10", "--dir", directory.toString())).isEqualTo(1);

        assertThat(said()).contains("bench: generating 10 jobs of access point 1 ...", "shelfmark");
        assertThat(directory).isEmptyDirectory();
    }
}
