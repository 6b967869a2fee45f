package org.shelfmark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;
import org.shelfmark.search.SubmissionReport;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: a page about each of some submissions. */
@Command(
        name = "report",
        description = "Print a page about a submission: how its jobs ended, what they asked for and used, how long they"
                + " took, why they were held, which hosts fail.",
        mixinStandardHelpOptions = true)
final class ReportCommand extends AskingCommand {
    @Parameters(
            paramLabel = "CLUSTER",
            arity = "1..*",
            description = "1234 or source#1234 of a cluster or DAG; with --by batch the name of a batch.")
    private List<String> names = List.of();

    @Option(
            names = "--by",
            paramLabel = "GROUPING",
            defaultValue = "cluster",
            description = "What the names are of: cluster, batch or dag. Default: ${DEFAULT-VALUE}.")
    private String by = "cluster";

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description = "Whose submission, where the name alone is ambiguous.")
    private @Nullable String owner;

    @Option(names = "--source", paramLabel = "NAME", description = "The access point, where a name is ambiguous.")
    private @Nullable String source;

    ReportCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        List<Submissions.Submission> submissions = new ArrayList<>();
        boolean timedOut = false;
        long undecidable = 0;
        String separator = "";
        for (String name : names) {
            SubmissionReport report;
            try {
                report = search.report(new SubmissionRequests.Report(
                        name,
                        SubmissionRequests.Grouping.of(by),
                        Optional.ofNullable(owner),
                        Optional.ofNullable(source)));
            } catch (SearchException e) {
                if (e.kind() != SearchException.Kind.NOT_FOUND) {
                    throw e;
                }
                // the other submissions are there
                console().say(String.valueOf(e.getMessage()));
                continue;
            }
            timedOut |= report.timedOut();
            if (report.archived() != null && report.archived().undecidable() != null) {
                undecidable += report.archived().undecidable();
            }
            switch (format()) {
                case JSON -> console().out().println(SearchJson.write(report));
                case JSONL, CSV -> submissions.add(report.submission());
                case TABLE -> {
                    console().out().print(separator);
                    new ReportPage(report, console()).print();
                    separator = System.lineSeparator();
                }
            }
        }
        if (format() == OutputFormat.JSONL || format() == OutputFormat.CSV) {
            SubmissionRows.forPrograms(submissions).print(format(), console());
        }
        return Completeness.exitCode(timedOut, undecidable, console());
    }
}
