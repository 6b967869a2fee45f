package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.shelfmark.registry.ArchiveFile;

/** The live jobs of a history that come some at a time, each with what its own index says of it. One request, one thread. */
final class JobsElsewhere implements Closeable {
    private final HistoryJobs jobs;
    private final Looking looking;
    private @Nullable Opened opened;
    private long decidedByColumns;

    /** Looks for candidates in an index that has some jobs. */
    interface Looking {
        IndexedCandidates in(SearchRun run) throws IOException;
    }

    private record Opened(IndexSearch index, SearchRun run, IndexedCandidates candidates) {}

    /**
     * Some candidates of a file.
     *
     * @param through offset of the last of them; empty where no job is behind them
     */
    record Part(List<HistoryCandidate> candidates, OptionalLong through) {}

    JobsElsewhere(HistoryJobs jobs, Looking looking) {
        this.jobs = jobs;
        this.looking = looking;
    }

    /** As {@link HistoryJobs#begin}. */
    void begin(List<ArchiveFile> files, boolean forwards, Query wanted) throws IOException {
        jobs.begin(files, forwards, wanted);
    }

    /** The next candidates of a file, in no order. */
    Part next(ArchiveFile file) throws IOException {
        HistoryJobs.Part next = jobs.next(file);
        return new Part(next.jobs().isPresent() ? in(next.jobs().get()).of(file) : List.of(), next.through());
    }

    /** Several files may have their jobs in the same index. */
    private IndexedCandidates in(IndexSearch index) throws IOException {
        Opened known = opened;
        if (known == null || known.index() != index) {
            close();
            SearchRun run = index.unhurried();
            known = new Opened(index, run, looking.in(run));
            opened = known;
        }
        return known.candidates();
    }

    /** How many jobs were decided by their columns. */
    long decidedByColumns() {
        return decidedByColumns + (opened == null ? 0 : opened.candidates().decidedByColumns());
    }

    @Override
    public void close() throws IOException {
        Opened known = opened;
        if (known != null) {
            opened = null;
            decidedByColumns += known.candidates().decidedByColumns();
            known.run().close();
        }
    }
}
