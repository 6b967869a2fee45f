package org.shelfmark.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.shelfmark.search.JobSearch;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands that ask an index have in common. */
abstract class AskingCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SearchTarget target = new SearchTarget();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table, json, jsonl or csv. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TABLE;

    AskingCommand(Console console) {
        this.console = console;
    }

    final Console console() {
        return console;
    }

    final OutputFormat format() {
        return format;
    }

    /** Asks and prints; the exit code. */
    abstract int ask(JobSearch search) throws IOException;

    @Override
    public final Integer call() throws IOException {
        try (JobSearch search = target.open(console)) {
            return ask(search);
        }
    }
}
