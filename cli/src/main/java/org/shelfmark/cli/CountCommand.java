package org.shelfmark.cli;

import java.io.IOException;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code count}: prints one integer. */
@Command(name = "count", description = "Print how many jobs match.", mixinStandardHelpOptions = true)
final class CountCommand extends AskingCommand {
    @Mixin
    private QueryWords query = new QueryWords();

    CountCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        Responses.Count answer = search.count(new Requests.Count(query.selection()));
        switch (format()) {
            case TABLE -> console().out().println(answer.count());
            case JSON -> console().out().println(SearchJson.write(answer));
            case JSONL -> console().out().println("{\"count\":" + answer.count() + "}");
            case CSV -> console().out().print("count\r\n" + answer.count() + "\r\n");
        }
        return query.exitCode(answer.timedOut(), answer.constraint(), answer.undecidable(), console());
    }
}
