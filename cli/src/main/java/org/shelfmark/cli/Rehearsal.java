package org.shelfmark.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs short commands one after the other, for Java to note the classes that they need: the launcher has them kept, so
 * that the next command starts quicker. What they print goes nowhere.
 */
final class Rehearsal {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("count", "owner:x", "exit:0", "--format", "json"),
            List.of("search", "owner:x", "completed:>-7d"),
            List.of("search", "runtime:>10s", "--format", "jsonl"),
            List.of("facets", "--by", "owner,exit"),
            List.of("stats", "--of", "runtime"),
            List.of("histogram", "--of", "completed", "--interval", "1d"),
            List.of("compare", "exit:0", "--against", "owner:x"),
            List.of("submissions"),
            List.of("report", "1"),
            List.of("show", "1.0"),
            List.of("files"),
            List.of("status"),
            List.of("fields"));

    private Rehearsal() {}

    /** Runs the commands against the index of the first argument. */
    public static void main(String[] arguments) {
        // the zone by its name, so that Java reads its zones
        Console console = new Console(
                nowhere(), nowhere(), false, Map.of(), InstantSource.fixed(Instant.EPOCH), ZoneId.of("Europe/Berlin"));
        for (List<String> command : COMMANDS) {
            List<String> words = new ArrayList<>(command);
            words.add(1, "--index");
            words.add(2, arguments[0]);
            Main.run(console, words.toArray(new String[0]));
        }
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
