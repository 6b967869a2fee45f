package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full disk, or a pipe that nobody reads any more. */
final class LostOutputTest {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void index() {
        CommandRun.indexSample(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search",
                "search --all",
                "count",
                "facets --by exit",
                "submissions --format csv",
                "status --format json",
                "history",
                "--help",
                "search --help"
            })
    void outputThatCannotBeWritten_isAFailure(String words) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = Main.run(
                new Console(
                        new PrintStream(full, false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        Map.of("SHELFMARK_INDEX", directory.toString()),
                        CommandRun.NOON,
                        ZoneOffset.UTC),
                words.split(" "));

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith("shelfmark: failed: standard output cannot be written\n");
    }
}
