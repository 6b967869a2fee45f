package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleArchive;

/** The dashboards that come with the documents look at fields that jobs in a cluster have. */
class DashboardsTest {
    private static final Path FILE =
            SampleArchive.find().directory().resolveSibling("dashboards").resolve("shelfmark.ndjson");

    private static Map<String, JsonNode> objects() throws IOException {
        Map<String, JsonNode> objects = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FILE)) {
            JsonNode object = ClusterConnection.JSON.readTree(line);
            assertThat(objects.put(
                            object.path("type").asText() + " "
                                    + object.path("id").asText(),
                            object))
                    .isNull();
        }
        return objects;
    }

    private static List<JsonNode> aggregations(JsonNode object) throws IOException {
        List<JsonNode> aggregations = new ArrayList<>();
        ClusterConnection.JSON
                .readTree(object.path("attributes").path("visState").asText())
                .path("aggs")
                .forEach(aggregations::add);
        return aggregations;
    }

    @Test
    void everyReference_isThere() throws IOException {
        Map<String, JsonNode> objects = objects();

        for (JsonNode object : objects.values()) {
            for (JsonNode reference : object.path("references")) {
                assertThat(objects)
                        .containsKey(reference.path("type").asText() + " "
                                + reference.path("id").asText());
            }
        }
        assertThat(objects.values().stream()
                        .filter(object -> object.path("type").asText().equals("dashboard")))
                .hasSize(2);
        assertThat(Objects.requireNonNull(objects.get("index-pattern shelfmark-jobs"))
                        .path("attributes")
                        .path("title")
                        .asText())
                .isEqualTo(new ClusterIndices(ClusterSettings.DEFAULT_PREFIX).allJobs());
    }

    @Test
    void everyField_canBeCounted() throws IOException {
        Set<String> known = new TreeSet<>(Set.of(ClusterFields.TIMESTAMP));
        new ClusterFields(Mapping.htcondorJob()).all().forEach(field -> known.add(field.name()));
        Set<String> used = new TreeSet<>();
        for (JsonNode object : objects().values()) {
            for (JsonNode aggregation : aggregations(object)) {
                String field = aggregation.path("params").path("field").asText("");
                if (!field.isEmpty()) {
                    used.add(field);
                }
            }
        }

        assertThat(known).containsAll(used);
        assertThat(used).hasSizeGreaterThan(10);
    }
}
