package org.shelfmark.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cli.history.HistoryOptions;
import org.shelfmark.cli.history.HistoryOptions.Place;
import org.shelfmark.cli.history.HistoryUsage;
import org.shelfmark.cli.history.HistoryUsageException;
import org.shelfmark.cli.history.HistoryWords;
import org.shelfmark.cli.history.PrintedHistory;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.ArchiveHistory;
import org.shelfmark.search.HistoryRecords;
import org.shelfmark.search.HistorySource;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code history}: {@code condor_history}'s options, output and exit status. */
@Command(name = "history", description = "Print records like condor_history, with its options; -help lists them.")
final class HistoryCommand implements Callable<Integer> {
    private static final ArchiveFileSystem FILES = ArchiveFileSystem.local(true);

    private final Console console;

    @Parameters(paramLabel = "RESTRICTION", arity = "0..*", description = "Options, ids and owners of condor_history.")
    private List<String> words = List.of();

    HistoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            Optional<HistoryOptions> options =
                    HistoryWords.read(words, console.zone(), terminalColumns(), console::say);
            if (options.isEmpty()) {
                console.out().print(HistoryUsage.TEXT);
            } else {
                return print(options.get());
            }
            return ExitCode.DONE;
        } catch (HistoryUsageException e) {
            console.say(String.valueOf(e.getMessage()));
            if (e.isWithUsage()) {
                console.out().print(HistoryUsage.TEXT);
            }
        } catch (SearchException | IOException e) {
            int unused = new Failures(console).report(e);
        }
        // condor_history knows no other code
        return ExitCode.FAILED;
    }

    private int print(HistoryOptions options) throws IOException {
        HistoryRecords records = new HistoryRecords(Mapping.htcondorJob(), console.clock(), console.zone());
        PrintedHistory printed = new PrintedHistory(options.form(), records.views(), console.out());
        return switch (options.place()) {
            case Place.OneFile one -> {
                explain(options, "reads '" + one.file() + "', from one end to the other");
                yield print(options, printed, new ArchiveHistory(FILES, records, one.file(), false));
            }
            case Place.Siblings all -> {
                explain(options, "reads '" + all.active() + "' and its rotated siblings, from one end to the other");
                yield print(options, printed, new ArchiveHistory(FILES, records, all.active(), true));
            }
            case Place.Indexed indexed -> {
                try (JobSearch search = SearchTarget.of(
                                indexed.index(), indexed.server(), BackendOptions.of(indexed.backend()))
                        .open(console)) {
                    yield print(options, printed, search);
                }
            }
        };
    }

    private int print(HistoryOptions options, PrintedHistory printed, HistorySource source) throws IOException {
        try {
            source.read(options.request(), printed);
        } catch (IOException e) {
            printed.breakOff();
            throw e;
        }
        printed.end();
        if (options.explained()) {
            printed.explanation().ifPresent(how -> Explanation.print(how, console));
        }
        if (printed.lackingSecrets() > 0) {
            console.say(ValueText.things(printed.lackingSecrets(), "record")
                    + " without secret attributes, as shipped to the" + " cluster");
        }
        if (printed.lost() > 0) {
            console.say("left out: " + ValueText.things(printed.lost(), "record") + " whose archive file is gone and"
                    + " has no copy in the vault; " + ValueText.count(printed.certainlyLost())
                    + " of them for certain in the answer, the others perhaps");
            return ExitCode.PARTIAL;
        }
        return ExitCode.DONE;
    }

    private void explain(HistoryOptions options, String how) {
        if (options.explained()) {
            console.say(how);
        }
    }

    /** The launcher says how wide the terminal is, if standard output is one. */
    private OptionalLong terminalColumns() {
        String columns = console.environment().getOrDefault("SHELFMARK_STDOUT_COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,4}") ? OptionalLong.of(Long.parseLong(columns)) : OptionalLong.empty();
    }
}
