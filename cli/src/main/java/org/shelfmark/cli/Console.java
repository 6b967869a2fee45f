package org.shelfmark.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/**
 * The world around a command.
 *
 * @param out for data, UTF-8
 * @param err for talk, UTF-8
 * @param errIsTerminal whether somebody watches {@code err}
 * @param environment the environment variables
 * @param clock the time
 * @param zone zone in which times are shown
 */
public record Console(
        PrintStream out,
        PrintStream err,
        boolean errIsTerminal,
        Map<String, String> environment,
        InstantSource clock,
        ZoneId zone) {
    /** Copies the environment. */
    public Console {
        environment = Map.copyOf(environment);
    }

    /** Says something to the user. */
    void say(String text) {
        err.println("shelfmark: " + TerminalText.of(text));
    }
}
