package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.RecordView;
import org.shelfmark.query.NameResolver;

/**
 * Turns many hits into job objects. Values without a column come from the records, which are read in the order in which
 * they stand in their files; one that is gone leaves its job without them. Belongs to one request.
 */
final class ExportPrinter {
    private final JobPrinter columnsOnly;
    private final JobLookup.RecordReader records;
    private final List<OutputColumns.Column> columns;
    private final List<OutputColumns.Column> fields = new ArrayList<>();
    private final List<OutputColumns.Column> others = new ArrayList<>();
    private long recordsMissing;

    ExportPrinter(JobPrinter columnsOnly, JobLookup.RecordReader records, List<OutputColumns.Column> columns) {
        this.columnsOnly = columnsOnly;
        this.records = records;
        this.columns = columns;
        columns.forEach(column -> (column.field().isPresent() ? fields : others).add(column));
    }

    /** The keys of the job objects. */
    List<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of("id"));
        columns.forEach(column -> names.add(column.name()));
        return List.copyOf(names);
    }

    /** How many jobs lack values because their record is gone. */
    long recordsMissing() {
        return recordsMissing;
    }

    /** The jobs of some hits, in the order of the hits. */
    List<Map<String, @Nullable Object>> print(ScoreDoc[] hits) throws IOException {
        List<Map<String, @Nullable Object>> jobs = columnsOnly.print(hits, fields);
        if (others.isEmpty()) {
            return jobs;
        }
        Map<Integer, Map<String, @Nullable Object>> values = valuesOfRecords(hits);
        List<Map<String, @Nullable Object>> whole = new ArrayList<>();
        for (int i = 0; i < hits.length; i++) {
            Map<String, @Nullable Object> ofColumns = jobs.get(i);
            Map<String, @Nullable Object> ofRecord = values.getOrDefault(hits[i].doc, Map.of());
            Map<String, @Nullable Object> job = new LinkedHashMap<>();
            for (String name : names()) {
                job.put(name, ofColumns.containsKey(name) ? ofColumns.get(name) : ofRecord.get(name));
            }
            whole.add(job);
        }
        return whole;
    }

    private Map<Integer, Map<String, @Nullable Object>> valuesOfRecords(ScoreDoc[] hits) throws IOException {
        int[] documents = Arrays.stream(hits).mapToInt(hit -> hit.doc).toArray();
        List<JobLookup.Standing> standing = new ArrayList<>(records.standing(documents));
        standing.sort(Comparator.comparingInt(
                        (JobLookup.Standing one) -> one.address().fileId())
                .thenComparingLong(one -> one.address().location().offset()));
        Map<Integer, Map<String, @Nullable Object>> values = new HashMap<>();
        for (JobLookup.Standing one : standing) {
            RecordView record;
            try {
                record = records.read(one);
            } catch (SearchException gone) {
                recordsMissing++;
                continue;
            }
            Map<String, @Nullable Object> ofJob = new HashMap<>();
            for (OutputColumns.Column column : others) {
                ofJob.put(column.name(), JsonValues.plain(record.value(NameResolver.attribute(column.name()))));
            }
            values.put(one.document(), ofJob);
        }
        return values;
    }
}
