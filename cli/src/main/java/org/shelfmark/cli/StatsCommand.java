package org.shelfmark.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shelfmark.search.FigureRequests;
import org.shelfmark.search.Figures;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stats}: statistics of numbers. */
@Command(
        name = "stats",
        description = "Print statistics of the numbers that the matching jobs have in some fields.",
        mixinStandardHelpOptions = true)
final class StatsCommand extends AskingCommand {
    @Mixin
    private QueryWords query = new QueryWords();

    @Option(
            names = "--of",
            required = true,
            split = ",",
            paramLabel = "NAMES",
            description = "The fields or attributes whose numbers are meant.")
    private List<String> of = List.of();

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "NAMES",
            description = "Group the jobs by these fields or attributes, three at the most.")
    private List<String> by = List.of();

    @Option(
            names = "--percentiles",
            split = ",",
            paramLabel = "P",
            description = "Print these percentiles, each 0 to 100. Default: 5,25,50,75,95,99.")
    private List<Double> percentiles = FigureRequests.Stats.DEFAULT_PERCENTILES;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "100",
            description = "Print the N groups of most jobs. Default: ${DEFAULT-VALUE}.")
    private int top = FigureRequests.Stats.DEFAULT_TOP;

    StatsCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        Figures.Stats answer = search.stats(new FigureRequests.Stats(query.selection(), of, by, percentiles, top));
        StatsTable tables = new StatsTable(by, percentiles, console().zone());
        switch (format()) {
            case JSON -> console().out().println(SearchJson.write(answer));
            case JSONL, CSV -> tables.forPrograms(answer).print(format(), console());
            case TABLE -> {
                tables.forPeople(answer, console().screen()).print(format(), console());
                sayWhatIsLeft(answer);
                sayHowExact(answer);
                query.sayIfNothing(
                        answer.total(), Completeness.isPartial(answer.timedOut(), answer.undecidable()), console());
            }
        }
        return Math.max(
                query.exitCode(answer.timedOut(), answer.constraint(), answer.undecidable(), console()),
                sayWhatIsNotKnown(answer));
    }

    private int sayWhatIsNotKnown(Figures.Stats answer) {
        int code = Completeness.exitCodeOfUnknown("the group", answer.ungrouped(), console());
        for (Map.Entry<String, Figures.Statistics> one : answer.stats().entrySet()) {
            code = Math.max(
                    code,
                    Completeness.exitCodeOfUnknown(
                            "'" + one.getKey() + "'", one.getValue().undecidable(), console()));
        }
        return code;
    }

    private void sayWhatIsLeft(Figures.Stats answer) {
        int shown = answer.groups().size();
        if (answer.groupCount() > shown) {
            console()
                    .say(ValueText.count(shown) + " of " + ValueText.things(answer.groupCount(), "group")
                            + "; the others have " + ValueText.things(answer.otherJobs(), "job")
                            + "; --top prints more");
        }
    }

    /** Of the percentiles that are printed. */
    private void sayHowExact(Figures.Stats answer) {
        Stream<Map<String, Figures.Statistics>> printed = by.isEmpty()
                ? Stream.of(answer.stats())
                : answer.groups().stream().map(Figures.Group::stats);
        double error = printed.flatMap(stats -> stats.values().stream())
                .mapToDouble(Figures.Statistics::percentileError)
                .max()
                .orElse(0);
        if (error > 0) {
            console().say("percentiles are approximate, by " + ValueText.number(100 * error) + " % at the most");
        }
    }
}
