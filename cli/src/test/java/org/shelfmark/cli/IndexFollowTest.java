package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;

/** {@code index --follow} as a process. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class IndexFollowTest {
    @TempDir
    private Path directory;

    private static String read(BufferedReader said, String wanted) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.contains(wanted)) {
                return line;
            }
        }
        throw new AssertionError("it ended without saying '" + wanted + "'; it said:\n" + all);
    }

    private String count() {
        return CommandRun.of("count", "--index", directory.resolve("index").toString())
                .out();
    }

    @Test
    void appendedRecord_isIndexed_andTheEndIsOrderly() throws IOException, InterruptedException {
        Path index = directory.resolve("index");
        Path active = directory.resolve("history");
        Files.writeString(active, SmallRecords.records(1, 3));
        Process process = ServeProcess.java("index", "--follow", "--index", index.toString(), active.toString());
        try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(read(said, "indexed")).matches("shelfmark: 3 records indexed in [0-9.]+ s into '" + index + "'");
            assertThat(count()).isEqualTo("3\n");
            assertThat(read(said, "following")).isEqualTo("shelfmark: following; SIGTERM or Ctrl-C ends it");

            Files.writeString(active, SmallRecords.record(4, 0), StandardOpenOption.APPEND);
            assertThat(read(said, "indexed")).isEqualTo("shelfmark: 4 records indexed since the start");
            assertThat(count()).isEqualTo("4\n");

            CommandRun second = CommandRun.of("index", "--index", index.toString(), active.toString());
            assertThat(second.code()).as(second.err()).isNotZero();

            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(count()).isEqualTo("4\n");
        CommandRun.index(index, active);
        assertThat(count()).isEqualTo("4\n");
    }

    @Test
    void archiveThatIsNotThere_endsAtOnceWithItsOwnCode() throws IOException, InterruptedException {
        Process process = ServeProcess.java(
                "index",
                "--follow",
                "--index",
                directory.resolve("index").toString(),
                directory.resolve("nothing").resolve("history").toString());
        try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).contains("nothing");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A second writer fails after the signal handler is there; its own exit code must come through. */
    @Test
    void indexThatCannotBeOpened_endsWithItsOwnCode() throws IOException, InterruptedException {
        Path active = directory.resolve("history");
        Files.writeString(active, SmallRecords.records(1, 3));
        Path notADirectory = Files.writeString(directory.resolve("file"), "x");
        Process process =
                ServeProcess.java("index", "--follow", "--index", notADirectory.toString(), active.toString());
        try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("shelfmark: ");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isIn(ExitCode.FAILED, ExitCode.USAGE);
        } finally {
            process.destroyForcibly();
        }
    }
}
