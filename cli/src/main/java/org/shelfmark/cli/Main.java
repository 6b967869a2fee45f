package org.shelfmark.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
    /** Lucene suggests an incubating module on standard error; held, because loggers are collected. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    /** Makes each command, by its name, in the order of the help. */
    private static final Map<String, Function<Console, Object>> COMMANDS = commands();

    private Main() {}

    /** Runs the command of the arguments and ends the process with its exit code. */
    public static void main(String[] arguments) {
        LUCENE.setLevel(Level.SEVERE);
        Console console = new Console(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                "1".equals(System.getenv("SHELFMARK_STDERR_TERMINAL")),
                System.getenv(),
                InstantSource.system(),
                ZoneId.systemDefault());
        int code = run(console, arguments);
        console.out().flush();
        console.err().flush();
        Runtime.getRuntime().exit(code);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
                descriptor == FileDescriptor.err,
                StandardCharsets.UTF_8);
    }

    /** Runs a command; the exit code, which is not that of success where its output was lost. */
    static int run(Console console, String... arguments) {
        Failures failures = new Failures(console);
        int code = plainly(console, failures, arguments).orElseGet(() -> execute(console, failures, arguments));
        return code == ExitCode.DONE && console.out().checkError()
                ? failures.report(new IOException("standard output cannot be written"))
                : code;
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
        return commandLine(console, COMMANDS.keySet());
    }

    /** Of the commands only the one that the arguments begin with, if they do: to read the options of all takes long. */
    private static CommandLine commandLine(Console console, String... arguments) {
        return arguments.length > 0 && COMMANDS.containsKey(arguments[0])
                ? commandLine(console, Set.of(arguments[0]))
                : commandLine(console);
    }

    private static CommandLine commandLine(Console console, Set<String> names) {
        CommandLine commandLine = new CommandLine(new ShelfmarkCommand());
        for (String name : names) {
            CommandLine command =
                    new CommandLine(Objects.requireNonNull(COMMANDS.get(name)).apply(console));
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

    private static Map<String, Function<Console, Object>> commands() {
        Map<String, Function<Console, Object>> commands = new LinkedHashMap<>();
        commands.put("index", IndexCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("ship", ShipCommand::new);
        commands.put("search", SearchCommand::new);
        commands.put("count", CountCommand::new);
        commands.put("facets", FacetsCommand::new);
        commands.put("stats", StatsCommand::new);
        commands.put("histogram", HistogramCommand::new);
        commands.put("compare", CompareCommand::new);
        commands.put("submissions", SubmissionsCommand::new);
        commands.put("report", ReportCommand::new);
        commands.put("archive", ArchiveCommand::new);
        commands.put("unarchive", UnarchiveCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("history", HistoryCommand::new);
        commands.put("files", FilesCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("fields", FieldsCommand::new);
        commands.put("verify", VerifyCommand::new);
        return commands;
    }
}
