package org.shelfmark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.ExportEnd;
import org.shelfmark.search.ExportRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code search}: prints jobs, newest first. */
@Command(name = "search", description = "Print jobs that match, newest first.", mixinStandardHelpOptions = true)
final class SearchCommand extends AskingCommand {
    private static final List<String> TABLE_FIELDS =
            List.of("owner", "status", "exit", "signal", "ended", "runtime", "memory", "host", "batch");

    @Mixin
    private QueryWords query = new QueryWords();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "Print at most N jobs. Default: ${DEFAULT-VALUE}.")
    private int limit = Requests.Jobs.DEFAULT_LIMIT;

    @Option(
            names = "--sort",
            paramLabel = "FIELDS",
            defaultValue = "",
            description = "Sort by these fields, - before one for descending. Default: -ended.")
    private String sort = "";

    @Option(
            names = "--fields",
            paramLabel = "NAMES",
            split = ",",
            description = "Print these fields or ClassAd attributes; * for all fields.")
    private List<String> fields = List.of();

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on behind a page: its next_cursor.")
    private @Nullable String cursor;

    @Option(names = "--all", description = "Print every job that matches, however many.")
    private boolean all;

    @Spec
    private @Nullable CommandSpec spec;

    SearchCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        boolean readable = format() == OutputFormat.TABLE && fields.isEmpty();
        if (all) {
            refusePaging();
            ExportRequest everything = new ExportRequest(query.selection(), readable ? TABLE_FIELDS : fields);
            ExportEnd end = EveryJob.print(search, everything, format(), console());
            long archived = Objects.requireNonNullElse(end.archived(), 0L);
            if (format() == OutputFormat.TABLE) {
                boolean partial = Completeness.isPartial(end.timedOut(), end.undecidable()) || archived > 0;
                query.sayIfNothing(end.count(), partial, console());
            }
            ArchivedTable.say(archived, console());
            int code = query.exitCode(end.timedOut(), end.constraint(), end.undecidable(), console());
            return end.recordsMissing() > 0 || archived > 0 ? ExitCode.PARTIAL : code;
        }
        Responses.Jobs answer = search.jobs(new Requests.Jobs(
                query.selection(), sort, limit, Optional.ofNullable(cursor), readable ? TABLE_FIELDS : fields));
        if (format() == OutputFormat.JSON) {
            console().out().println(SearchJson.write(answer));
        } else {
            table(answer.jobs()).print(format(), console());
        }
        if (format() == OutputFormat.TABLE) {
            sayWhatIsLeft(answer);
            boolean partial = Completeness.isPartial(answer.timedOut(), undecidable(answer))
                    || answer.nextCursor() != null
                    || limit == 0;
            query.sayIfNothing(answer.total(), partial, console());
        }
        if (answer.archived() != null) {
            if (format() == OutputFormat.TABLE) {
                ArchivedTable.print(
                        answer.archived(), answer.jobs().isEmpty() ? "" : System.lineSeparator(), console());
            }
            ArchivedTable.say(answer.archived().jobs(), console());
        }
        return query.exitCode(answer.timedOut(), answer.constraint(), undecidable(answer), console());
    }

    private static @Nullable Long undecidable(Responses.Jobs answer) {
        return answer.archived() == null ? null : answer.archived().undecidable();
    }

    /** Options of pages mean nothing where there are none. */
    private void refusePaging() {
        for (String paging : List.of("-n", "--sort", "--cursor")) {
            if (spec != null && spec.commandLine().getParseResult().hasMatchedOption(paging)) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        "--all prints every job, newest first; it does not go with '" + paging + "'");
            }
        }
    }

    private void sayWhatIsLeft(Responses.Jobs answer) {
        int shown = answer.jobs().size();
        long live = answer.total()
                - (answer.archived() == null ? 0 : answer.archived().jobs());
        if (live > shown) {
            console().say(ValueText.count(shown) + " of " + ValueText.things(live, "job") + "; -n prints more");
        } else if (answer.nextCursor() != null && answer.constraint() != null) {
            console().say(ValueText.things(shown, "job") + ", and there may be more; -n prints more");
        }
    }

    /** The names under which the fields asked for would stand in a job. */
    private Set<String> headings() {
        Set<String> headings = new LinkedHashSet<>(List.of("id"));
        Mapping mapping = Mapping.htcondorJob();
        for (String name : fields.isEmpty() ? Requests.Jobs.DEFAULT_FIELDS : fields) {
            if (name.equals("*")) {
                mapping.fields().forEach(field -> headings.add(field.outputName()));
            } else {
                headings.add(mapping.named(name)
                        .or(() -> mapping.ofAttribute(name))
                        .map(FieldMapping::outputName)
                        .orElse(name));
            }
        }
        return headings;
    }

    private Table table(List<Map<String, @Nullable Object>> jobs) {
        Set<String> names =
                jobs.isEmpty() ? headings() : new LinkedHashSet<>(jobs.get(0).keySet());
        Table table = new Table(List.copyOf(names));
        jobs.forEach(job -> table.add(row(names, job, console())));
        return table;
    }

    /** The cells of a job. */
    static List<Table.Cell> row(Collection<String> names, Map<String, @Nullable Object> job, Console console) {
        List<Table.Cell> row = new ArrayList<>();
        for (String name : names) {
            Object value = job.get(name);
            row.add(new Table.Cell(value, ValueText.of(name, value, console.zone())));
        }
        return row;
    }
}
