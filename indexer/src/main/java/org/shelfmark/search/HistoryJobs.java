package org.shelfmark.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.search.Query;
import org.shelfmark.registry.ArchiveFile;

/** Has the live jobs of a history whose index has none, and gives them some at a time. One history, one thread. */
public interface HistoryJobs {
    /**
     * Is told what will be asked, before anything of the history is said.
     *
     * @param files the archive files, in the order in which they will be asked for
     * @param forwards whether the jobs of each are wanted in the order of their records; otherwise, in the opposite one
     * @param wanted the jobs whose records may have to be read; others need not be given
     */
    void begin(List<ArchiveFile> files, boolean forwards, Query wanted) throws IOException;

    /** The next jobs of a file; asked for again until there are none behind them. */
    Part next(ArchiveFile file) throws IOException;

    /**
     * Some jobs of a file.
     *
     * @param jobs an index that has them, and may have jobs of other files; good until the next are given, and closed by whoever
     *     gave it; empty for none
     * @param through offset of the last of them; empty where the file has no jobs behind them
     */
    record Part(Optional<IndexSearch> jobs, OptionalLong through) {}
}
