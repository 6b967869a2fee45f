package org.shelfmark.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateCommandTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return GenerateCommand.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void completeOptions_writeAnArchiveAndOneLine() throws IOException {
        Path target = directory.resolve("new").resolve("archive");

        int exit = run(
                "--seed",
                "-3",
                "--jobs",
                "40",
                "--out",
                target.toString(),
                "--rotate-bytes",
                "100000",
                "--schedd",
                "ap9.site.example",
                "--start",
                "2025-02-28T23:59:00Z",
                "--users",
                "1");

        assertThat(exit).isZero();
        assertThat(text(out)).matches("jobs 40 clusters \\d+ files \\d bytes \\d+ owners 1 .* MB/s \\d+\\R");
        assertThat(text(err)).isEmpty();
        assertThat(ParsedArchive.read(target).records())
                .hasSize(40)
                .allMatch(job -> job.value("GlobalJobId").orElseThrow().startsWith("\"ap9.site.example#"));
    }

    @Test
    void help_printsUsage() {
        assertThat(run("--jobs", "x", "--help")).isZero();
        assertThat(text(out)).startsWith("usage: GenerateCommand").contains("--rotate-bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        --jobs 5 --out d                 | option '--seed' is missing, '--seed', '--jobs' and '--out' are required
        --seed 1 --out d                 | option '--jobs' is missing, '--seed', '--jobs' and '--out' are required
        --seed 1 --jobs 5                | option '--out' is missing, '--seed', '--jobs' and '--out' are required
        --seed 1 --jobs 0 --out d        | option '--jobs' is '0', accepted is 1 or more
        --seed x --jobs 5 --out d        | option '--seed' is 'x', accepted is a whole number of at most 64 bits
        --seed 1 --seed 2                | option '--seed' is given twice, accepted is once
        --seed 1 --jobs                  | option '--jobs' has no value, the last of [--seed, 1, --jobs] must be one
        --color red                      | option '--color' is unknown, accepted are [--seed, --jobs, --out], [--rotate-bytes, --schedd, --start, --users, --array-jobs] and --help
        --seed 1 --jobs 5 --out d --start 2026 | option '--start' is '2026', accepted is an instant like '2026-01-05T08:00:00Z'
        --seed 1 --jobs 5 --out d --users 99999999999 | users is '2147483647', accepted is 1 to 10000
        --seed 1 --jobs 5 --out d --rotate-bytes 7 | rotate bytes is '7', accepted is 1024 or more
        """)
    void wrongOptions_areExplained(String line, String message) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(text(err)).isEqualToNormalizingNewlines(message + "\n");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void blankDirectory_isRefused() {
        assertThat(run("--seed", "1", "--jobs", "5", "--out", " ")).isEqualTo(2);
        assertThat(text(err)).isEqualToNormalizingNewlines("option '--out' is ' ', accepted is a directory\n");
    }

    @Test
    void directoryWithAnArchive_isRefused() throws IOException {
        Path history = Files.createFile(directory.resolve("history"));

        assertThat(run("--seed", "1", "--jobs", "5", "--out", directory.toString()))
                .isEqualTo(2);
        assertThat(text(err))
                .isEqualToNormalizingNewlines(
                        "found '" + history + "' in '--out', accepted is a directory without history files\n");
        assertThat(history).isEmptyFile();
    }

    @Test
    void directoryThatIsAFile_failsWithOne() throws IOException {
        Path file = Files.createFile(directory.resolve("file")).resolve("below");

        assertThat(run("--seed", "1", "--jobs", "5", "--out", file.toString())).isEqualTo(1);
        assertThat(text(err)).startsWith("writing the archive failed: ");
    }
}
