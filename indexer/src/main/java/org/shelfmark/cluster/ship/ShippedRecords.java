package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.ClusterSummaries;
import org.shelfmark.cluster.JsonJob;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.document.ArchivedJobs;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobKey;
import org.shelfmark.index.EarlierRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.index.StagedRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.ColumnRangeQuery;

/**
 * Earlier records that are in the cluster; those that may be meant are fetched, many at a time, and compared here as they are
 * in an index. Safe for many threads.
 */
final class ShippedRecords implements EarlierRecords {
    private static final Duration TIME = Duration.ofMinutes(1);

    /** Jobs of a submission that are fetched together, for they stand together. */
    private static final long WINDOW = 256;

    /** About 1 MB each. */
    private static final int WINDOWS_KEPT = 16;

    private final ClusterConnection cluster;
    private final IndexLayout layout;
    private final Mapping mapping;
    private final ClusterFields fields;
    private final List<Integer> files;
    private final QueryDsl dsl;
    private final ClusterQueries queries;
    private final Map<Window, StagedRecords> fetched = new LinkedHashMap<>(WINDOWS_KEPT, 0.75f, true);
    private boolean isFresh;
    private @Nullable ArchivedJobs archived;

    /** Jobs of one submission with neighbouring numbers. */
    private record Window(long cluster, long from) {}

    /**
     * Looks into the cluster.
     *
     * @param files numbers of the earlier files, as the cluster has them
     */
    ShippedRecords(ClusterConnection cluster, IndexLayout layout, Mapping mapping, List<Integer> files) {
        this.cluster = cluster;
        this.layout = layout;
        this.mapping = mapping;
        this.fields = new ClusterFields(mapping);
        this.files = files;
        this.dsl = new QueryDsl(fields);
        this.queries = new ClusterQueries(cluster);
    }

    @Override
    public synchronized boolean contain(JobKey job) throws IOException {
        if (!(job.cluster() instanceof IntegerValue number) || !(job.proc() instanceof IntegerValue proc)) {
            return false;
        }
        if (archived().contain(job)) {
            return true;
        }
        Window window = new Window(number.value(), Math.floorDiv(proc.value(), WINDOW) * WINDOW);
        StagedRecords records = fetched.get(window);
        if (records == null) {
            records = fetch(window);
            fetched.put(window, records);
            forgetOldest();
        }
        return records.contain(job);
    }

    private ArchivedJobs archived() throws IOException {
        ArchivedJobs known = archived;
        if (known == null) {
            known = new ClusterSummaries(cluster, layout, mapping).jobs(Set.copyOf(files));
            archived = known;
        }
        return known;
    }

    private void forgetOldest() throws IOException {
        if (fetched.size() > WINDOWS_KEPT) {
            Iterator<StagedRecords> oldest = fetched.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    private StagedRecords fetch(Window window) throws IOException {
        refresh();
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(
                new TermQuery(new Term(AttributeTerms.FIELD, AttributeTerms.number("clusterid", window.cluster()))),
                Occur.FILTER);
        String proc = mapping.ofAttribute("ProcId").orElseThrow().name();
        query.add(new ColumnRangeQuery(proc, window.from(), window.from() + (WINDOW - 1)), Occur.FILTER);
        try (MemoryIndex index = new MemoryIndex(layout, mapping)) {
            JsonJob documents = new JsonJob(fields);
            queries.forEach(ofFiles(query.build()), TIME, source -> index.add(documents.of(source)));
            return new StagedRecords(index.reader(), mapping, files);
        }
    }

    /** What another process has sent just before it ended is to be found, too. */
    private void refresh() throws IOException {
        if (!isFresh) {
            ClusterIndices indices = new ClusterIndices(cluster.settings().prefix());
            cluster.post(indices.allJobs() + "/_refresh", ClusterConnection.JSON.createObjectNode());
            isFresh = true;
        }
    }

    private ObjectNode ofFiles(Query query) {
        ObjectNode restricted = ClusterConnection.JSON.createObjectNode();
        ArrayNode filter = restricted.putObject("bool").putArray("filter");
        filter.add(dsl.of(query));
        ArrayNode numbers = filter.addObject()
                .putObject("terms")
                .putArray(fields.of(Columns.FILE).name());
        files.forEach(numbers::add);
        return restricted;
    }

    @Override
    public synchronized boolean containDamaged(RecordLocation location) throws IOException {
        refresh();
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED)), Occur.FILTER);
        query.add(ColumnRangeQuery.exactly(Columns.OFFSET, location.offset()), Occur.FILTER);
        query.add(ColumnRangeQuery.exactly(Columns.LENGTH, location.lengthBytes()), Occur.FILTER);
        return queries.count(ofFiles(query.build())) > 0;
    }

    @Override
    public synchronized void close() throws IOException {
        for (StagedRecords records : fetched.values()) {
            records.close();
        }
        fetched.clear();
    }
}
