package org.shelfmark.search;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;
import org.shelfmark.query.JobCount;

/**
 * Gives out all jobs that are meant, in one snapshot, block by block: a job takes the same time and memory whether it is
 * one of ten or of ten million. One request, one thread.
 */
final class JobExport {
    /** So that the first jobs do not wait for many records to be read. */
    private static final int FIRST_BLOCK = 100;

    private static final int LARGEST_BLOCK = 1000;

    private final SearchRun run;
    private final Selected selected;
    private final ExportPrinter printer;

    JobExport(SearchRun run, Selected selected, ExportPrinter printer) {
        this.run = run;
        this.selected = selected;
        this.printer = printer;
    }

    void write(ExportListener listener) throws IOException {
        NewestFirst candidates = new NewestFirst(run.searcher(), selected.most());
        listener.begin(printer.names());
        long count = 0;
        boolean mayGoOn = true;
        for (int size = FIRST_BLOCK; mayGoOn && !run.isOverTime(); size = Math.min(2 * size, LARGEST_BLOCK)) {
            List<ScoreDoc> block = candidates.next(size);
            mayGoOn = block.size() == size;
            ScoreDoc[] meant = selected.meant(block).toArray(new ScoreDoc[0]);
            for (Map<String, @Nullable Object> job : printer.print(meant)) {
                listener.job(job);
                count++;
            }
            listener.pause();
        }
        JobCount archived = selected.archived().count();
        boolean timedOut = run.timedOut();
        listener.end(new ExportEnd(
                count,
                !timedOut,
                timedOut,
                printer.recordsMissing(),
                printer.names(),
                run.indexedThrough(),
                selected.explained(true),
                ArchivedJobs.shown(archived.least()),
                ArchivedJobs.shown(archived.undecided())));
    }
}
