package org.shelfmark.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code facets}: counts per value. */
@Command(
        name = "facets",
        description = "Print how many of the matching jobs have each value of some fields.",
        mixinStandardHelpOptions = true)
final class FacetsCommand extends AskingCommand {
    @Mixin
    private QueryWords query = new QueryWords();

    @Option(
            names = "--by",
            required = true,
            split = ",",
            paramLabel = "NAMES",
            description = "The fields or attributes whose values are counted.")
    private List<String> by = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "Print the first N values of each. Default: ${DEFAULT-VALUE}.")
    private int top = Requests.Facets.DEFAULT_TOP;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "count",
            description = "Which values come first: count (those of most jobs) or value (the lowest). Default:"
                    + " ${DEFAULT-VALUE}.")
    private String sort = "count";

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only values that begin so, in any case; the others are counted together.")
    private String prefix = "";

    FacetsCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        Responses.Facets answer =
                search.facets(new Requests.Facets(query.selection(), by, top, Requests.FacetOrder.of(sort), prefix));
        switch (format()) {
            case JSON -> console().out().println(SearchJson.write(answer));
            case TABLE -> {
                printForPeople(answer);
                query.sayIfNothing(
                        answer.total(), Completeness.isPartial(answer.timedOut(), answer.undecidable()), console());
            }
            case JSONL, CSV -> rows(answer).print(format(), console());
        }
        int code = query.exitCode(answer.timedOut(), answer.constraint(), answer.undecidable(), console());
        for (Map.Entry<String, Responses.Facet> facet : answer.facets().entrySet()) {
            code = Math.max(
                    code,
                    Completeness.exitCodeOfUnknown(
                            "'" + facet.getKey() + "'", facet.getValue().undecidable(), console()));
        }
        return code;
    }

    private void printForPeople(Responses.Facets answer) {
        String separator = "";
        for (Map.Entry<String, Responses.Facet> facet : answer.facets().entrySet()) {
            console().out().print(separator);
            separator = System.lineSeparator();
            FacetTable.print(facet.getKey(), facet.getValue(), answer.total(), console());
        }
    }

    private static Table rows(Responses.Facets answer) {
        Table table = new Table(List.of("field", "value", "count"));
        answer.facets()
                .forEach((field, facet) -> facet.values()
                        .forEach(value -> table.add(List.of(
                                Table.Cell.of(field), Table.Cell.of(value.value()), Table.Cell.of(value.count())))));
        return table;
    }
}
