package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.Columns;

/** The jobs whose records summaries have, as the cluster is asked for them: by file and offset, which no other job has. */
public final class CoveredJobs {
    /** A cluster takes 65,536 values in one condition. */
    private static final int VALUES = 10_000;

    private final ClusterFields fields;
    private final Map<Integer, List<Long>> offsets = new TreeMap<>();
    private long size;

    /** None yet. */
    public CoveredJobs(ClusterFields fields) {
        this.fields = fields;
    }

    /** Adds those whose records stand there. */
    public void add(List<ArchivedRecord> records) {
        for (ArchivedRecord record : records) {
            offsets.computeIfAbsent(record.fileId(), file -> new ArrayList<>())
                    .add(record.location().offset());
        }
        size += records.size();
    }

    /** How many there are at most. */
    long size() {
        return size;
    }

    /** All of them; a damaged record that stood in the place of one may be among them. */
    ObjectNode all() {
        return any(places());
    }

    /** The jobs among them, in parts of which each takes a cluster little time. */
    public List<ObjectNode> jobs() {
        List<ObjectNode> parts = new ArrayList<>();
        for (ObjectNode place : places()) {
            ObjectNode part = ClusterConnection.JSON.createObjectNode();
            ObjectNode bool = part.putObject("bool");
            bool.putArray("filter").add(place);
            bool.putArray("must_not").add(noJob(fields));
            parts.add(part);
        }
        return parts;
    }

    /** What is no job. */
    public static ObjectNode noJob(ClusterFields fields) {
        ObjectNode query = ClusterConnection.JSON.createObjectNode();
        query.putObject("term").put(fields.of(Columns.KIND).name(), Columns.NO_JOB);
        return query;
    }

    /** One of several conditions; nothing where there are none. */
    public static ObjectNode any(List<ObjectNode> conditions) {
        ObjectNode query = ClusterConnection.JSON.createObjectNode();
        if (conditions.isEmpty()) {
            query.putObject("match_none");
            return query;
        }
        ObjectNode bool = query.putObject("bool").put("minimum_should_match", 1);
        ArrayNode should = bool.putArray("should");
        conditions.forEach(should::add);
        return query;
    }

    private List<ObjectNode> places() {
        List<ObjectNode> places = new ArrayList<>();
        offsets.forEach((file, inFile) -> {
            for (int from = 0; from < inFile.size(); from += VALUES) {
                ObjectNode place = ClusterConnection.JSON.createObjectNode();
                ArrayNode both = place.putObject("bool").putArray("filter");
                both.addObject().putObject("term").put(fields.of(Columns.FILE).name(), (int) file);
                ArrayNode values = both.addObject()
                        .putObject("terms")
                        .putArray(fields.of(Columns.OFFSET).name());
                inFile.subList(from, Math.min(from + VALUES, inFile.size())).forEach(values::add);
                places.add(place);
            }
        });
        return places;
    }
}
