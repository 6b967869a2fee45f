package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.document.Columns;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.search.HistoryJobs;
import org.shelfmark.search.IndexSearch;

/**
 * Fetches the live jobs of a history some at a time, few at first, because a limit may end it soon: those of several files at
 * once where they are few, and those of a file that has many in the order of their records. They are counted file by file
 * before, which opens the view that all of them are from.
 */
final class HistoryParts implements HistoryJobs, Closeable {
    private static final int FIRST = 25;
    private static final int LARGEST = 5_000;
    /** Files that are counted at once: a cluster takes 65,535 of them. */
    private static final int FILES = 10_000;

    private final ClusterState state;
    private final JobQueries queries;
    private final FetchedJobs fetched;
    private final Instant now;
    private final ViewedJobs jobs;
    private final String file;
    private final String offset;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Map<Integer, Long> counts = new HashMap<>();
    private final Set<Integer> together = new HashSet<>();
    private List<ArchiveFile> files = List.of();
    private boolean forwards;
    private Query meant = JobSets.ALL;
    private int counted;
    private int size = FIRST;
    private int open = -1;
    private @Nullable ArrayNode after;
    private @Nullable IndexSearch part;

    HistoryParts(ClusterState state, ClusterFields fields, JobQueries queries, FetchedJobs fetched, Instant now) {
        this.state = state;
        this.queries = queries;
        this.fetched = fetched;
        this.now = now;
        this.jobs = ViewedJobs.unhurried(state);
        this.file = fields.of(Columns.FILE).name();
        this.offset = fields.of(Columns.OFFSET).name();
    }

    @Override
    public void begin(List<ArchiveFile> inOrder, boolean fromTheBeginning, Query wanted) throws IOException {
        files = inOrder;
        forwards = fromTheBeginning;
        meant = queries.canBeAsked(wanted) ? wanted : JobSets.ALL;
        for (int place = 0; place < files.size(); place++) {
            places.put(files.get(place).id(), place);
        }
        countOn();
    }

    /** Counts the jobs of the next files. */
    private void countOn() throws IOException {
        List<ArchiveFile> next = files.subList(counted, Math.min(counted + FILES, files.size()));
        counts.putAll(jobs.countBy(of(next.stream().map(ArchiveFile::id).toList()), file, FILES));
        counted += next.size();
    }

    /** The jobs that are meant of some files. */
    private ObjectNode of(List<Integer> some) {
        ObjectNode query = ClusterConnection.JSON.createObjectNode();
        ArrayNode both = query.putObject("bool").putArray("filter");
        both.add(queries.dsl(meant));
        ArrayNode values = both.addObject().putObject("terms").putArray(file);
        some.forEach(values::add);
        return query;
    }

    @Override
    public Part next(ArchiveFile of) throws IOException {
        int place = places.getOrDefault(of.id(), files.size());
        while (place >= counted && counted < files.size()) {
            countOn();
        }
        long count = counts.getOrDefault(of.id(), 0L);
        if (count == 0) {
            return new Part(Optional.empty(), OptionalLong.empty());
        }
        if (together.contains(of.id())) {
            return new Part(Optional.ofNullable(part), OptionalLong.empty());
        }
        together.clear();
        if (open != of.id()) {
            open = of.id();
            after = null;
        }
        Part next = count > size || after != null ? some(of.id()) : withOthers(place);
        size = Math.min(2 * size, LARGEST);
        return next;
    }

    /** The next jobs of a file that has too many to be fetched at once. */
    private Part some(int of) throws IOException {
        ArrayNode order = ClusterConnection.JSON.createArrayNode();
        order.addObject().putObject(offset).put("order", forwards ? "asc" : "desc");
        int found = fetch(of(List.of(of)), order, after);
        ArrayNode last = after;
        return new Part(
                Optional.ofNullable(part),
                found == size && last != null ? OptionalLong.of(last.get(0).asLong()) : OptionalLong.empty());
    }

    /** The jobs of a file and of the next ones, as long as they are not too many. */
    private Part withOthers(int place) throws IOException {
        long sum = 0;
        for (int next = place; next < counted; next++) {
            int of = files.get(next).id();
            long count = counts.getOrDefault(of, 0L);
            sum += count;
            if (sum > size) {
                break;
            }
            if (count > 0) {
                together.add(of);
            }
        }
        fetch(
                of(List.copyOf(together)),
                ClusterConnection.JSON.createArrayNode().add("_shard_doc"),
                null);
        after = null;
        return new Part(Optional.ofNullable(part), OptionalLong.empty());
    }

    /** Puts jobs in the place of the ones before them, and says how many there are. */
    private int fetch(ObjectNode query, ArrayNode order, @Nullable ArrayNode from) throws IOException {
        close();
        try (FetchedJobs.Collecting some = fetched.live(state)) {
            after = jobs.forEach(query, order, from, size, some::add);
            part = some.finished(queries.at(now));
            return some.size();
        }
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            part.close();
            part = null;
        }
    }
}
