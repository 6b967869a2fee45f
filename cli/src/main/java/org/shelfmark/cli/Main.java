package org.shelfmark.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
    /** Lucene suggests an incubating module on standard error; held, because loggers are collected. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

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
        CommandLine commandLine = commandLine(console);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure));
        commandLine.setParameterExceptionHandler((failure, unparsed) -> failures.usage(failure));
        int code = commandLine.execute(NegatedConditions.marked(commandLine, arguments));
        return code == ExitCode.DONE && console.out().checkError()
                ? failures.report(new IOException("standard output cannot be written"))
                : code;
    }

    /** The commands and their options. */
    static CommandLine commandLine(Console console) {
        CommandLine commandLine = new CommandLine(new ShelfmarkCommand());
        for (Object command : List.of(
                new IndexCommand(console),
                new ServeCommand(console),
                new SearchCommand(console),
                new CountCommand(console),
                new FacetsCommand(console),
                new StatsCommand(console),
                new HistogramCommand(console),
                new CompareCommand(console),
                new SubmissionsCommand(console),
                new ReportCommand(console),
                new ArchiveCommand(console),
                new UnarchiveCommand(console),
                new ShowCommand(console),
                new HistoryCommand(console),
                new FilesCommand(console),
                new StatusCommand(console),
                new FieldsCommand(console),
                new VerifyCommand(console))) {
            commandLine.addSubcommand(command);
        }
        commandLine.getSubcommands().forEach((name, command) -> {
            // a misspelt option is told from a condition where the query is put together
            command.setUnmatchedOptionsArePositionalParams(NegatedConditions.COMMANDS.contains(name));
            if (name.equals("history")) {
                // its options are not ours: all words are handed on as they are
                command.setUnmatchedOptionsArePositionalParams(true);
                command.setEndOfOptionsDelimiter("\u0001");
            }
        });
        CommandGroups.listIn(commandLine);
        commandLine.setOut(new java.io.PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new java.io.PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        return commandLine;
    }
}
