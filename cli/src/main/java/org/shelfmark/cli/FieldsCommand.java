package org.shelfmark.cli;

import java.io.IOException;
import java.util.List;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fields}: the names that queries can use. */
@Command(
        name = "fields",
        description = "Print the fields: short name, ClassAd attribute, type, unit, meaning.",
        mixinStandardHelpOptions = true)
final class FieldsCommand extends AskingCommand {
    @Option(names = "--attributes", description = "Print the names of all other attributes in the index instead.")
    private boolean attributes;

    FieldsCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        Responses.Fields answer = search.fields();
        if (format() == OutputFormat.JSON) {
            console().out().println(SearchJson.write(answer));
        } else if (attributes) {
            Table table = new Table(List.of("attribute"));
            answer.attributes().forEach(name -> table.add(List.of(Table.Cell.of(name))));
            table.print(format(), console());
        } else {
            fields(answer).print(format(), console());
        }
        return ExitCode.DONE;
    }

    private static Table fields(Responses.Fields answer) {
        Table table = new Table(List.of("name", "attributes", "type", "unit", "description"));
        for (Responses.Field field : answer.fields()) {
            table.add(List.of(
                    Table.Cell.of(field.name()),
                    Table.Cell.of(String.join(" | ", field.attributes())),
                    Table.Cell.of(field.type()),
                    Table.Cell.of(field.unit()),
                    Table.Cell.of(field.description())));
        }
        return table;
    }
}
