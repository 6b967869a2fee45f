package org.shelfmark.cli;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.FigureRequests;
import org.shelfmark.search.Figures;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code histogram}: jobs in each interval. */
@Command(
        name = "histogram",
        description = "Print how many of the matching jobs lie in each interval of a field.",
        mixinStandardHelpOptions = true)
final class HistogramCommand extends AskingCommand {
    @Mixin
    private QueryWords query = new QueryWords();

    @Option(
            names = "--of",
            required = true,
            paramLabel = "NAME",
            description = "A field or attribute with times or numbers.")
    private String of = "";

    @Option(
            names = "--interval",
            paramLabel = "I",
            defaultValue = "auto",
            description = "For times 1h, 1d, 1w, 1M; for numbers a width, or log for intervals that grow. Default: a"
                    + " fitting one.")
    private String interval = "auto";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Divide each interval by the values of this field or attribute.")
    private @Nullable String by;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "With --by: the N values of most jobs. Default: ${DEFAULT-VALUE}.")
    private int top = Requests.Facets.DEFAULT_TOP;

    HistogramCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        Figures.Histogram answer = search.histogram(
                new FigureRequests.Histogram(query.selection(), of, interval, Optional.ofNullable(by), top));
        switch (format()) {
            case JSON -> console().out().println(SearchJson.write(answer));
            case JSONL, CSV -> HistogramTable.forPrograms(answer).print(format(), console());
            case TABLE -> {
                new HistogramTable(answer, console()).print();
                query.sayIfNothing(
                        answer.total(), Completeness.isPartial(answer.timedOut(), answer.undecidable()), console());
            }
        }
        return Math.max(
                query.exitCode(answer.timedOut(), answer.constraint(), answer.undecidable(), console()),
                Completeness.exitCodeOfUnknown("'" + answer.of() + "'", answer.unplaced(), console()));
    }
}
