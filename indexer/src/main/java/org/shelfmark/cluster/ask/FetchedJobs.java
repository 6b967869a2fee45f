package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.shelfmark.aggregate.RequestMemory;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.JsonJob;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobFields;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchSettings;

/** Makes an index in memory of some jobs of the cluster, with all that is archived or without. */
final class FetchedJobs {
    /** About half a gigabyte of JSON, which comes in pages, and 50 MB of index. */
    static final int MOST = 100_000;

    /** The columns alone of a job take a few hundred bytes, and as many once more when the index is complete. */
    private static final int MOST_LEAN = RequestMemory.most(500_000, 1_000);

    private final ClusterFields fields;
    private final IndexLayout layout;
    private final ArchiveFileSystem archives;
    private final Mapping mapping;

    FetchedJobs(ClusterFields fields, IndexLayout layout, ArchiveFileSystem archives, Mapping mapping) {
        this.fields = fields;
        this.layout = layout;
        this.archives = archives;
        this.mapping = mapping;
    }

    /**
     * An index of the jobs that match; to be closed by the caller.
     *
     * @param what is being found, for the message
     * @throws SearchException when there are more than {@link #MOST}
     */
    IndexSearch matching(ClusterState state, ObjectNode query, SearchSettings settings, String what)
            throws IOException {
        long count = state.queries().count(query);
        requireFew(count, what);
        try (MemoryIndex index = begun(state)) {
            JsonJob documents = new JsonJob(fields);
            state.queries().forEach(query, settings.timeout(), source -> index.add(documents.of(source)));
            return finished(index, state, settings);
        }
    }

    /** Finds an answer in an index. */
    interface Answering<T> {
        T answer(IndexSearch jobs) throws IOException;
    }

    /**
     * An answer from the columns alone of the jobs that match, and all that is archived: nothing can be looked for among them.
     *
     * @throws SearchException when there are more than reports are made of
     */
    <T> T columns(ClusterState state, ObjectNode query, SearchSettings settings, Answering<T> answering)
            throws IOException {
        requireFew(state.queries().count(query), "the report", Math.min(IndexSearch.mostReported(), MOST_LEAN));
        try (MemoryIndex index = begun(state)) {
            JsonJob documents = new JsonJob(fields);
            state.queries().forEach(query, unneeded(), settings.timeout(), source -> index.add(documents.of(source)));
            try (IndexSearch jobs = finished(index, state, settings)) {
                return answering.answer(jobs);
            }
        }
    }

    /** What of a document is not its columns. */
    List<String> unneeded() {
        return List.of(
                fields.of(AttributeTerms.FIELD).name(), fields.of(Columns.WORDS).name());
    }

    /**
     * Requires that jobs can be fetched.
     *
     * @throws SearchException when there are more than {@link #MOST}
     */
    static void requireFew(long count, String what) {
        requireFew(count, what, MOST);
    }

    private static void requireFew(long count, String what, int most) {
        if (count > most) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    what + " of " + count + " jobs: the cluster does not find it, so the jobs would have to be fetched;"
                            + " accepted: at most " + most + " jobs, so narrow the query");
        }
    }

    /** An index of these jobs; to be closed by the caller. */
    IndexSearch of(ClusterState state, List<JsonNode> sources, SearchSettings settings) throws IOException {
        try (Collecting jobs = collecting(state)) {
            for (JsonNode source : sources) {
                jobs.add(source);
            }
            return jobs.finished(settings);
        }
    }

    /**
     * Begins an index of live jobs alone: of those that are archived, whoever puts several such indices together is told once,
     * by {@link ClusterState#withoutJobs}.
     */
    Collecting live(ClusterState state) throws IOException {
        MemoryIndex index = new MemoryIndex(layout, mapping);
        index.add(state.names().document(new JobFields()));
        return new Collecting(state, index);
    }

    /** Begins an index whose jobs come one after the other. */
    Collecting collecting(ClusterState state) throws IOException {
        return new Collecting(state, begun(state));
    }

    /** An index that jobs are added to. Belongs to one thread. */
    final class Collecting implements Closeable {
        private final ClusterState state;
        private final MemoryIndex index;
        private final JsonJob documents = new JsonJob(fields);
        private int size;

        private Collecting(ClusterState state, MemoryIndex index) {
            this.state = state;
            this.index = index;
        }

        void add(JsonNode source) throws IOException {
            index.add(documents.of(source));
            size++;
        }

        /** How many were added. */
        int size() {
            return size;
        }

        /** The index with all that was added; to be closed by the caller. */
        IndexSearch finished(SearchSettings settings) throws IOException {
            return FetchedJobs.this.finished(index, state, settings);
        }

        @Override
        public void close() throws IOException {
            index.close();
        }
    }

    private MemoryIndex begun(ClusterState state) throws IOException {
        MemoryIndex index = new MemoryIndex(layout, mapping);
        index.add(state.names().document(new JobFields()));
        state.archived().addTo(index);
        return index;
    }

    private IndexSearch finished(MemoryIndex index, ClusterState state, SearchSettings settings) throws IOException {
        return new IndexSearch(index.finished(state.registry(), state.positions()), archives, mapping, settings)
                .planning(state.values())
                .reading(new RecordsInCluster(state.queries(), fields, settings.timeout()));
    }
}
