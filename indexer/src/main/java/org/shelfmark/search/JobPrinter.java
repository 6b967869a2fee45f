package org.shelfmark.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordView;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.NameResolver;

/** Turns hits into job objects. Belongs to one request. */
final class JobPrinter {
    private final JobLookup lookup;
    private final IndexSnapshot snapshot;
    private final List<LeafReaderContext> leaves;
    private final FieldMapping cluster;
    private final FieldMapping proc;

    JobPrinter(Mapping mapping, JobLookup lookup, IndexSnapshot snapshot) {
        this.lookup = lookup;
        this.snapshot = snapshot;
        this.leaves = snapshot.searcher().getIndexReader().leaves();
        this.cluster = mapping.ofAttribute("ClusterId").orElseThrow();
        this.proc = mapping.ofAttribute("ProcId").orElseThrow();
    }

    /** The jobs of some hits, in the order of the hits. */
    List<Map<String, @Nullable Object>> print(ScoreDoc[] hits, List<OutputColumns.Column> columns) throws IOException {
        // columns are read forwards, so segment by segment in ascending order
        ScoreDoc[] ascending = hits.clone();
        Arrays.sort(ascending, Comparator.comparingInt(hit -> hit.doc));
        Map<Integer, Map<String, @Nullable Object>> printed = new HashMap<>();
        LeafReaderContext leaf = null;
        JobReader reader = null;
        for (ScoreDoc hit : ascending) {
            LeafReaderContext own = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            if (reader == null || own != leaf) {
                giveBack(reader);
                leaf = own;
                reader = lookup.columns().reader(own.reader(), hit.doc - own.docBase);
            }
            printed.put(hit.doc, print(reader, hit.doc - own.docBase, columns));
        }
        giveBack(reader);
        return Arrays.stream(hits)
                .map(hit -> printed.getOrDefault(hit.doc, Map.of()))
                .toList();
    }

    private void giveBack(@Nullable JobReader reader) {
        if (reader != null) {
            lookup.columns().giveBack(reader);
        }
    }

    /** One job. */
    Map<String, @Nullable Object> print(int document, List<OutputColumns.Column> columns) throws IOException {
        return print(new ScoreDoc[] {new ScoreDoc(document, 0)}, columns).get(0);
    }

    /** One job that is not indexed yet, all its columns being fields. */
    Map<String, @Nullable Object> print(TailScan.Found found, List<OutputColumns.Column> columns) {
        Map<String, @Nullable Object> job = new LinkedHashMap<>();
        job.put("id", found.id());
        for (OutputColumns.Column column : columns) {
            column.field()
                    .ifPresent(field -> job.put(
                            column.name(), JsonValues.plain(found.record().value(field, found.source()))));
        }
        return job;
    }

    private Map<String, @Nullable Object> print(JobReader reader, int document, List<OutputColumns.Column> columns)
            throws IOException {
        Map<String, @Nullable Object> job = LinkedHashMap.newLinkedHashMap(columns.size() + 1);
        RecordAddress address = reader.address(document);
        AttributeValue clusterId = reader.value(cluster, document);
        AttributeValue procId = reader.value(proc, document);
        job.put("id", JobId.text(address.source(), clusterId, procId));
        Optional<RecordView> record = Optional.empty();
        for (OutputColumns.Column column : columns) {
            if (column.field().isPresent()) {
                job.put(
                        column.name(),
                        JsonValues.plain(reader.value(column.field().get(), document)));
            } else {
                if (record.isEmpty()) {
                    record = Optional.of(
                            lookup.view(snapshot, address, reader.key(document)).record());
                }
                job.put(column.name(), JsonValues.plain(record.get().value(NameResolver.attribute(column.name()))));
            }
        }
        return job;
    }
}
