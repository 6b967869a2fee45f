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
 * @param screen where {@code out} is read
 */
record Console(
        PrintStream out,
        PrintStream err,
        boolean errIsTerminal,
        Map<String, String> environment,
        InstantSource clock,
        ZoneId zone,
        Screen screen) {
    /** Copies the environment. */
    Console {
        environment = Map.copyOf(environment);
    }

    /** A console whose environment describes the screen. */
    Console(
            PrintStream out,
            PrintStream err,
            boolean errIsTerminal,
            Map<String, String> environment,
            InstantSource clock,
            ZoneId zone) {
        this(out, err, errIsTerminal, environment, clock, zone, Screen.of(environment));
    }

    /** Columns of a line for people. */
    int width() {
        return screen.isTerminal() ? screen.columns() : Screen.DEFAULT_COLUMNS;
    }

    /** Prints text for people; on a terminal in as many lines as it needs. */
    void print(String text, Style style) {
        screen.lines(TerminalText.of(text)).forEach(line -> out.println(screen.paint(line, style)));
    }

    /** Says something to the user. */
    void say(String text) {
        err.println("shelfmark: " + TerminalText.of(text));
    }
}
