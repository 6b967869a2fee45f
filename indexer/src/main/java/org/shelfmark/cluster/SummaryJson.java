package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.rollup.SubmissionKey;

/** Writes the Lucene document of a summary or a pin as JSON, field by field, and reads it back. */
public final class SummaryJson {
    private static final String SUMMARY = "summary";
    private static final String SKIPPING = "+";

    private SummaryJson() {}

    /** A summary: what people may look for, and the document as it is. */
    public static ObjectNode ofSummary(SubmissionKey key, Document summary) {
        ObjectNode json = ClusterConnection.JSON
                .createObjectNode()
                .put("kind", SUMMARY)
                .put("submission", key.term().text())
                .put("source", key.source())
                .put("cluster", key.cluster());
        key.owner().ifPresent(owner -> json.put("owner", owner));
        return with(json, summary);
    }

    /** A pin. */
    public static ObjectNode ofPin(String submission, Document pin, long until) {
        return with(
                ClusterConnection.JSON
                        .createObjectNode()
                        .put("kind", "pin")
                        .put("submission", submission)
                        .put("until", until),
                pin);
    }

    /** Whether it is of a summary. */
    static boolean isSummary(JsonNode json) {
        return json.path("kind").asText().equals(SUMMARY);
    }

    private static ObjectNode with(ObjectNode json, Document document) {
        ArrayNode fields = json.putArray("fields");
        for (IndexableField field : document) {
            ObjectNode one = fields.addObject().put("name", field.name());
            String type = field.fieldType().docValuesType().name();
            one.put(
                    "type",
                    field.fieldType().docValuesSkipIndexType() == DocValuesSkipIndexType.NONE ? type : type + SKIPPING);
            switch (field.fieldType().docValuesType()) {
                case NONE -> one.put("value", field.stringValue());
                case NUMERIC -> one.put("value", field.numericValue().longValue());
                case BINARY, SORTED, SORTED_SET -> one.put("value", base64(field.binaryValue()));
                case SORTED_NUMERIC -> throw new IllegalArgumentException("no summary has '" + field.name() + "'");
            }
        }
        return json;
    }

    private static String base64(BytesRef bytes) {
        byte[] copy = BytesRef.deepCopyOf(bytes).bytes;
        return Base64.getEncoder().encodeToString(copy);
    }

    /**
     * The document again.
     *
     * @throws IOException when a field is of a type that this version does not know
     */
    static Document document(JsonNode json) throws IOException {
        Document document = new Document();
        for (JsonNode field : json.path("fields")) {
            document.add(field(field.path("name").asText(), field.path("type").asText(), field.path("value")));
        }
        return document;
    }

    private static IndexableField field(String name, String type, JsonNode value) throws IOException {
        return switch (type) {
            case "NONE" -> new StringField(name, value.asText(), Field.Store.NO);
            case "NUMERIC" -> new NumericDocValuesField(name, value.asLong());
            case "NUMERIC" + SKIPPING -> NumericDocValuesField.indexedField(name, value.asLong());
            case "BINARY" -> new BinaryDocValuesField(name, new BytesRef(value.binaryValue()));
            case "SORTED" -> new SortedDocValuesField(name, new BytesRef(value.binaryValue()));
            case "SORTED" + SKIPPING -> SortedDocValuesField.indexedField(name, new BytesRef(value.binaryValue()));
            case "SORTED_SET" -> new SortedSetDocValuesField(name, new BytesRef(value.binaryValue()));
            default ->
                throw new IOException("a summary in the cluster has a field '" + name + "' of type '" + type + "'");
        };
    }
}
