package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.shelfmark.document.Columns;

/**
 * The index templates, made from the same fields as the Lucene index. Nothing is mapped that they do not name, so the number
 * of a cluster's fields stays fixed whatever attributes a pool invents; all attributes are found through their terms.
 */
final class ClusterTemplate {
    private static final int OVER_LOGSTASH = 500;

    private ClusterTemplate() {}

    /** The template of the indices of jobs. */
    static ObjectNode ofJobs(ClusterIndices indices, ClusterFields fields) {
        ObjectNode template = ClusterConnection.JSON.createObjectNode();
        template.putArray("index_patterns").add(indices.allJobs());
        template.put("priority", OVER_LOGSTASH);
        ObjectNode inner = template.putObject("template");
        ObjectNode settings = inner.putObject("settings").putObject("index");
        settings.put("codec", "best_compression");
        settings.put("auto_expand_replicas", "0-1");
        settings.put("number_of_shards", 1);
        // pages are as long as those of a Shelfmark without a cluster
        settings.put("max_result_window", 20_000);
        // a pattern is as long as our own limits let it be
        settings.put("max_regex_length", 1_000_000);
        settings.putObject("sort").put("field", fields.of("ended").name()).put("order", "desc");
        ObjectNode mappings = inner.putObject("mappings");
        mappings.put("dynamic", false);
        ObjectNode properties = mappings.putObject("properties");
        properties.putObject(ClusterFields.TIMESTAMP).put("type", "date").put("format", "epoch_second");
        for (ClusterFields.Field field : fields.all()) {
            put(properties, field);
        }
        properties
                .withObject("/shelfmark/properties")
                .putObject(ClusterFields.UNBOUNDED.substring("shelfmark.".length()))
                .put("type", "keyword");
        properties
                .withObject("/shelfmark/properties")
                .putObject(ClusterFields.RECORD.substring("shelfmark.".length()))
                .put("type", "binary");
        return template;
    }

    private static void put(ObjectNode properties, ClusterFields.Field field) {
        int dot = field.name().indexOf('.');
        ObjectNode parent = dot < 0
                ? properties
                : properties
                        .withObject("/" + field.name().substring(0, dot))
                        .put("dynamic", false)
                        .withObject("/properties");
        ObjectNode property = parent.putObject(field.name().substring(dot + 1))
                .put("type", field.form().type());
        switch (field.form()) {
            case BYTES -> property.put("doc_values", false);
            case NOTE -> property.put("index", false).put("doc_values", false);
            case TERMS, TEXT, INTEGER, REAL, TRUTH -> {
                if (field.column().equals(Columns.WORDS)) {
                    property.put("doc_values", false);
                }
            }
        }
    }

    /** The index of summaries and pins, which are found by what they are of, and all read. */
    static ObjectNode ofSummaries() {
        ObjectNode index = ClusterConnection.JSON.createObjectNode();
        index.putObject("settings")
                .putObject("index")
                .put("codec", "best_compression")
                .put("auto_expand_replicas", "0-1")
                .put("number_of_shards", 1);
        ObjectNode mappings = index.putObject("mappings");
        mappings.put("dynamic", false);
        ObjectNode properties = mappings.putObject("properties");
        properties.putObject("kind").put("type", "keyword");
        properties.putObject("submission").put("type", "keyword");
        properties.putObject("until").put("type", "long");
        return index;
    }

    /** The template of what is kept beside the jobs: documents that are found by their ids, or all read. */
    static ObjectNode ofTheRest(ClusterIndices indices) {
        ObjectNode template = ClusterConnection.JSON.createObjectNode();
        template.putArray("index_patterns")
                .add(indices.files())
                .add(indices.shippers())
                .add(indices.names())
                .add(indices.format());
        template.put("priority", OVER_LOGSTASH);
        ObjectNode inner = template.putObject("template");
        inner.putObject("settings")
                .putObject("index")
                .put("auto_expand_replicas", "0-1")
                .put("number_of_shards", 1);
        ObjectNode mappings = inner.putObject("mappings");
        mappings.put("dynamic", false);
        ObjectNode properties = mappings.putObject("properties");
        properties.putObject("shipper").put("type", "integer");
        properties.putObject("number").put("type", "integer");
        properties.putObject("name").put("type", "keyword");
        return template;
    }
}
