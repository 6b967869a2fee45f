package org.shelfmark.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
    private Main() {}

    /** Runs the command of the arguments and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        Map<String, String> environment = System.getenv();
        int code = hasToldAll(out, environment, arguments) ? ExitCode.DONE : runCommand(console(out), arguments);
        out.flush();
        Runtime.getRuntime().exit(code);
    }

    private static Console console(PrintStream out) {
        LuceneLog.silence();
        return new Console(
                out,
                utf8(FileDescriptor.err),
                "1".equals(System.getenv("SHELFMARK_STDERR_TERMINAL")),
                System.getenv(),
                InstantSource.system(),
                ZoneId.systemDefault());
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
                descriptor == FileDescriptor.err,
                StandardCharsets.UTF_8);
    }

    /** Runs a command; the exit code, which is not that of success where its output was lost. */
    static int run(Console console, String... arguments) {
        return hasToldAll(console.out(), console.environment(), arguments)
                ? ExitCode.DONE
                : runCommand(console, arguments);
    }

    /** Whether a count of all jobs was asked for and printed; without a console, which takes longer to set up than to count. */
    private static boolean hasToldAll(PrintStream out, Map<String, String> environment, String... arguments) {
        OptionalLong total = TotalCount.of(environment, arguments);
        if (total.isEmpty()) {
            return false;
        }
        out.println(total.getAsLong());
        return !out.checkError();
    }

    private static int runCommand(Console console, String... arguments) {
        Failures failures = new Failures(console);
        int code = plainly(console, failures, arguments).orElseGet(() -> execute(console, failures, arguments));
        if (code == ExitCode.DONE && console.out().checkError()) {
            code = failures.report(new IOException("standard output cannot be written"));
        }
        console.err().flush();
        return code;
    }

    private static OptionalInt plainly(Console console, Failures failures, String... arguments) {
        try {
            Optional<PlainCount> count = PlainCount.of(console, arguments);
            return count.isPresent() ? count.get().answer() : OptionalInt.empty();
        } catch (IOException | RuntimeException e) {
            return OptionalInt.of(failures.report(e));
        }
    }

    private static int execute(Console console, Failures failures, String... arguments) {
        CommandLine commandLine = commandLine(console, arguments);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure));
        commandLine.setParameterExceptionHandler((failure, unparsed) -> failures.usage(failure));
        return commandLine.execute(NegatedConditions.marked(commandLine, arguments));
    }

    /** The commands and their options. */
    static CommandLine commandLine(Console console) {
        return commandLine(console, Commands.BY_NAME.keySet());
    }

    /** Of the commands only the one that the arguments begin with, if they do: to read the options of all takes long. */
    private static CommandLine commandLine(Console console, String... arguments) {
        return arguments.length > 0 && Commands.BY_NAME.containsKey(arguments[0])
                ? commandLine(console, Set.of(arguments[0]))
                : commandLine(console);
    }

    private static CommandLine commandLine(Console console, Set<String> names) {
        CommandLine commandLine = new CommandLine(new ShelfmarkCommand());
        for (String name : names) {
            CommandLine command = new CommandLine(
                    Objects.requireNonNull(Commands.BY_NAME.get(name)).apply(console));
            // a misspelt option is told from a condition where the query is put together
            command.setUnmatchedOptionsArePositionalParams(NegatedConditions.COMMANDS.contains(name));
            if (name.equals("history")) {
                // its options are not ours: all words are handed on as they are
                command.setUnmatchedOptionsArePositionalParams(true);
                command.setEndOfOptionsDelimiter("\u0001");
            }
            commandLine.addSubcommand(name, command);
        }
        CommandGroups.listIn(commandLine);
        commandLine.setOut(new java.io.PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new java.io.PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        return commandLine;
    }
}
