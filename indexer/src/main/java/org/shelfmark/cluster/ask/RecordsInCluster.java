package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.RecordFrames;
import org.shelfmark.document.Columns;
import org.shelfmark.index.DistantRecords;

/** The records that were shipped with their jobs. Safe for many threads. */
final class RecordsInCluster implements DistantRecords {
    /** A record that was read again elsewhere has other documents at the same place. */
    private static final int DOCUMENTS_OF_A_PLACE = 4;

    private static final int LARGEST_PAGE = 10_000;

    private final ClusterQueries queries;
    private final ClusterFields fields;
    private final Duration timeout;

    RecordsInCluster(ClusterQueries queries, ClusterFields fields, Duration timeout) {
        this.queries = queries;
        this.fields = fields;
        this.timeout = timeout;
    }

    @Override
    public Map<RecordLocation, byte[]> of(int file, List<RecordLocation> locations) throws IOException {
        String offset = fields.of(Columns.OFFSET).name();
        String length = fields.of(Columns.LENGTH).name();
        ObjectNode body = ClusterConnection.JSON.createObjectNode();
        body.put("size", Math.min(LARGEST_PAGE, locations.size() * DOCUMENTS_OF_A_PLACE))
                .put("track_total_hits", false);
        body.putArray("_source").add(ClusterFields.RECORD).add(offset).add(length);
        ArrayNode filter = body.putObject("query").putObject("bool").putArray("filter");
        filter.addObject().putObject("term").put(fields.of(Columns.FILE).name(), file);
        ArrayNode offsets = filter.addObject().putObject("terms").putArray(offset);
        locations.forEach(location -> offsets.add(location.offset()));
        Map<RecordLocation, byte[]> records = new HashMap<>();
        try (RecordFrames.Unpacking frames = new RecordFrames.Unpacking()) {
            for (JsonNode hit : queries.search(body, timeout).path("hits").path("hits")) {
                JsonNode source = hit.path("_source");
                JsonNode packed = ClusterFields.at(source, ClusterFields.RECORD);
                if (!packed.isMissingNode()) {
                    records.put(
                            new RecordLocation(
                                    ClusterFields.at(source, offset).asLong(),
                                    ClusterFields.at(source, length).asLong()),
                            frames.unpacked(packed.binaryValue()));
                }
            }
        }
        return records;
    }
}
