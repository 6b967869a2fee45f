package org.shelfmark.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shelfmark.search.JobSearch;
import picocli.CommandLine;

/** A command that asks an invented search and prints to one of several screens. */
final class ScreenRun {
    /** Where clocks are put forward and back. */
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private ScreenRun() {}

    /** The environment of a terminal. */
    static Map<String, String> terminal(int columns, boolean colours) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SHELFMARK_STDOUT_TERMINAL",
                "1",
                "SHELFMARK_STDOUT_COLUMNS",
                Integer.toString(columns),
                "TERM",
                "xterm",
                "LANG",
                "C.UTF-8"));
        if (!colours) {
            environment.put("NO_COLOR", "1");
        }
        return environment;
    }

    static CommandRun of(JobSearch search, Map<String, String> environment, List<String> words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                environment,
                CommandRun.NOON,
                BERLIN);
        CommandLine commandLine = Main.commandLine(console);
        commandLine.parseArgs(words.toArray(String[]::new));
        CommandLine named = Objects.requireNonNull(commandLine.getSubcommands().get(words.get(0)));
        AskingCommand command = named.getCommand();
        int code = command.ask(search);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
