package org.shelfmark.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.ExportEnd;
import org.shelfmark.search.ExportListener;
import org.shelfmark.search.ExportRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchJson;

/** Prints an export while it comes: rows in blocks, of which the first decides how wide the columns are. */
final class EveryJob implements ExportListener {
    private static final int BLOCK = 1000;

    private final OutputFormat format;
    private final Console console;
    private List<String> names = List.of();
    private Table block = new Table(List.of());
    private long count;
    private @Nullable ExportEnd end;

    private EveryJob(OutputFormat format, Console console) {
        this.format = format;
        this.console = console;
    }

    /** Prints all jobs and says what there is to say about them. */
    static ExportEnd print(JobSearch search, ExportRequest request, OutputFormat format, Console console)
            throws IOException {
        EveryJob printer = new EveryJob(format, console);
        search.export(request, printer);
        ExportEnd end = printer.end;
        if (end == null) {
            throw new IOException("the export ended early");
        }
        if (format == OutputFormat.TABLE && end.count() > 0) {
            console.say(ValueText.things(end.count(), "job"));
        }
        if (end.recordsMissing() > 0) {
            console.say("attributes that stand in a record alone are missing where it is gone: "
                    + ValueText.things(end.recordsMissing(), "job"));
        }
        return end;
    }

    @Override
    public void begin(List<String> all) {
        names = List.copyOf(all);
        block = new Table(names);
        if (format == OutputFormat.JSON) {
            console.out().print("{\"jobs\":[");
        }
    }

    @Override
    public void job(Map<String, @Nullable Object> job) throws IOException {
        if (format == OutputFormat.JSON) {
            console.out().print((count == 0 ? "\n" : ",\n") + SearchJson.write(job));
        } else {
            block.add(SearchCommand.row(names, job, console));
        }
        count++;
        if (count % BLOCK == 0) {
            handOn();
        }
    }

    private void handOn() throws IOException {
        if (format != OutputFormat.JSON) {
            block.printBlock(format, console);
        }
        if (console.out().checkError()) {
            throw new IOException("standard output cannot be written");
        }
    }

    @Override
    public void end(ExportEnd last) throws IOException {
        if (format == OutputFormat.JSON) {
            console.out().println("\n]," + SearchJson.write(last).substring(1));
        }
        handOn();
        end = last;
    }
}
