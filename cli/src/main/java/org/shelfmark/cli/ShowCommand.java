package org.shelfmark.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show}: prints the original record of one job. */
@Command(
        name = "show",
        description = "Print the original record of a job, byte for byte, its banner line included.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SearchTarget target = new SearchTarget();

    @Parameters(paramLabel = "JOB", description = "1234.5, source#1234.5 or a GlobalJobId.")
    private String job = "";

    @Option(names = "--source", paramLabel = "NAME", description = "The access point, where an id is ambiguous.")
    private @Nullable String source;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "long",
            description = "long (the record itself) or json. Default: ${DEFAULT-VALUE}.")
    private String format = "long";

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!format.equals("long") && !format.equals("json")) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, "--format '" + format + "'; accepted: long, json");
        }
        try (JobSearch search = target.open(console)) {
            FetchedRecord record = search.record(new Requests.OneJob(job, Optional.ofNullable(source)));
            if (format.equals("json")) {
                console.out().println(record.json());
            } else {
                console.out().write(record.bytes());
            }
            if (record.leftOutBytes() > 0) {
                console.say(ValueText.things(record.leftOutBytes(), "byte")
                        + " of secret attributes left out: the record" + " was shipped to the cluster without them");
            }
            return ExitCode.DONE;
        }
    }
}
