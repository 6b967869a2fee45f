package org.shelfmark.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.shelfmark.sample.SampleArchive;

/**
 * A command that was run in this process, at noon of the day after the sample was written, in UTC.
 *
 * @param code its exit code
 * @param out what it printed, decoded from UTF-8
 * @param err what it said
 */
record CommandRun(int code, String out, String err) {
    /** The time of all runs. */
    static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

    /** Runs a command without environment variables. */
    static CommandRun of(String... arguments) {
        return in(Map.of(), arguments);
    }

    /** Runs a command. */
    static CommandRun in(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        environment,
                        NOON,
                        ZoneOffset.UTC),
                arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Indexes the sample into a directory. */
    static void indexSample(Path index) {
        index(index, SampleArchive.find().directory());
    }

    /** Indexes an archive into a directory. */
    static void index(Path index, Path history) {
        CommandRun run = of("index", "--index", index.toString(), history.toString());
        if (run.code() != ExitCode.DONE) {
            throw new IllegalStateException("the archive cannot be indexed: " + run.err());
        }
    }
}
