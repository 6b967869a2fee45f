package org.shelfmark.search;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobsReader;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.QueryParser;
import org.shelfmark.query.SnapshotAttributes;

/** Counts jobs once, without the parts of {@link IndexSearch} that take longer to start than counting does. */
public final class QuickCount {
    private QuickCount() {}

    /**
     * How many jobs match.
     *
     * @param jobs how many were found
     * @param timedOut whether there may be more
     */
    public record Counted(long jobs, boolean timedOut) {}

    /**
     * Counts the jobs that match a query.
     *
     * @return empty where submissions are archived, whose jobs an {@link IndexSearch} counts
     * @throws SearchException when the query cannot be meant
     */
    public static Optional<Counted> of(String query, IndexLayout layout, Mapping mapping, SearchSettings settings)
            throws IOException {
        long startedNanos = System.nanoTime();
        long limitNanos = settings.timeout().toNanos();
        try (JobsReader index = JobsReader.open(layout, mapping)) {
            if (ArchivedJobs.areIn(index.reader())) {
                return Optional.empty();
            }
            IndexSearcher searcher = new IndexSearcher(index.reader());
            searcher.setQueryCache(null);
            searcher.setTimeout(() -> System.nanoTime() - startedNanos > limitNanos);
            int jobs = searcher.count(parsed(query, index, mapping, settings));
            return Optional.of(new Counted(jobs, searcher.timedOut()));
        }
    }

    private static Query parsed(String query, JobsReader index, Mapping mapping, SearchSettings settings) {
        try {
            return QueryParser.parse(
                    query,
                    new QueryContext(
                            mapping,
                            new SnapshotAttributes(index.reader()),
                            settings.clock().instant(),
                            settings.zone()));
        } catch (QueryException e) {
            throw SearchException.of(e, query);
        }
    }
}
