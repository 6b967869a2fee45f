package org.shelfmark.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;
import org.shelfmark.document.Columns;

/**
 * Writes the Lucene document of a job as the cluster's JSON: the same columns and the same terms. What a query means of one
 * it means of the other.
 *
 * <p>Belongs to one thread.
 */
public final class JobJson {
    private final ClusterFields fields;
    private final int firstFile;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
    private long ended;
    private long file;
    private long offset;
    private long length;
    private String source = "";
    private boolean isJob;
    private int recordAt;
    private final List<String> unbounded = new ArrayList<>();
    private final BytesRefHash distinct = new BytesRefHash();
    private final BytesRef scratch = new BytesRef();

    /** Hears which terms of attributes a document has: each once, in order. */
    public interface TermListener {
        /** A term, good during the call only. */
        void term(BytesRef term) throws IOException;
    }

    /**
     * Writes documents.
     *
     * @param firstFile added to the number of the archive file: what this index's file 0 would be called in the cluster
     */
    public JobJson(ClusterFields fields, int firstFile) {
        this.fields = fields;
        this.firstFile = firstFile;
    }

    /** The document's JSON, in an array of its own. */
    public byte[] of(Iterable<? extends IndexableField> document, TermListener terms) throws IOException {
        bytes.reset();
        ended = 0;
        unbounded.clear();
        List<IndexableField> kinds = new ArrayList<>();
        List<IndexableField> own = new ArrayList<>();
        try (JsonGenerator json = ClusterConnection.JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (IndexableField field : document) {
                ClusterFields.Field known = fields.of(field.name());
                if (field.name().equals(Columns.KIND)) {
                    kinds.add(field);
                } else if (known.name().startsWith("shelfmark.")) {
                    own.add(field);
                } else {
                    write(json, known, known.name(), field, terms);
                }
            }
            json.writeObjectFieldStart("shelfmark");
            json.flush();
            recordAt = bytes.size();
            for (IndexableField field : own) {
                ClusterFields.Field known = fields.of(field.name());
                write(json, known, known.name().substring("shelfmark.".length()), field, terms);
            }
            isJob = kinds.isEmpty();
            texts(
                    json,
                    "kind",
                    kinds.stream().map(IndexableField::stringValue).sorted().toList());
            texts(json, "unbounded", unbounded);
            json.writeEndObject();
            if (ClusterIndices.isDate(ended)) {
                json.writeNumberField(ClusterFields.TIMESTAMP, ended);
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    private void write(
            JsonGenerator json, ClusterFields.Field known, String name, IndexableField field, TermListener terms)
            throws IOException {
        switch (known.form()) {
            case INTEGER -> json.writeNumberField(name, number(field));
            case REAL -> {
                double value = Columns.decodeReal(number(field));
                if (Double.isFinite(value)) {
                    json.writeNumberField(name, value);
                } else {
                    unbounded.add(Unbounded.text(known.column(), Double.toString(value)));
                }
            }
            case TRUTH -> json.writeBooleanField(name, number(field) != 0);
            case TEXT -> text(json, name, field);
            case NOTE -> json.writeStringField(name, field.stringValue());
            case BYTES -> {
                BytesRef value = field.binaryValue();
                json.writeFieldName(name);
                json.writeBinary(value.bytes, value.offset, value.length);
            }
            case TERMS -> {
                json.writeArrayFieldStart(name);
                forEachTerm(field, term -> {
                    terms.term(term);
                    json.writeString(TermText.of(term));
                });
                json.writeEndArray();
            }
        }
    }

    private long number(IndexableField field) {
        long value = field.numericValue().longValue();
        switch (field.name()) {
            case Columns.FILE -> file = value;
            case Columns.OFFSET -> offset = value;
            case Columns.LENGTH -> length = value;
            case "ended" -> ended = value;
            default -> {}
        }
        return field.name().equals(Columns.FILE) ? value + firstFile : value;
    }

    private void text(JsonGenerator json, String name, IndexableField field) throws IOException {
        if (field.fieldType().docValuesType() == DocValuesType.SORTED) {
            String value = field.binaryValue().utf8ToString();
            if (field.name().equals(Columns.SOURCE)) {
                source = value;
            }
            json.writeStringField(name, value);
        } else if (field.stringValue() != null) {
            json.writeStringField(name, field.stringValue());
        } else {
            json.writeArrayFieldStart(name);
            forEachTerm(field, term -> json.writeString(term.utf8ToString()));
            json.writeEndArray();
        }
    }

    /** Each term once and in order, as an index knows them: a document that comes from an index is the same. */
    private void forEachTerm(IndexableField field, TermListener listener) throws IOException {
        if (field.fieldType().indexOptions() == IndexOptions.NONE) {
            throw new IllegalArgumentException("'" + field.name() + "' has no terms");
        }
        distinct.clear();
        distinct.reinit();
        try (TokenStream stream = field.tokenStream(null, null)) {
            TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                int unused = distinct.add(term.getBytesRef());
            }
            stream.end();
        }
        int size = distinct.size();
        int[] inOrder = distinct.sort();
        for (int i = 0; i < size; i++) {
            listener.term(distinct.get(inOrder[i], scratch));
        }
    }

    /** Where in the last document one more field of Shelfmark's own can be put in, with a comma behind it. */
    public int recordAt() {
        return recordAt;
    }

    /** When the job of the last document left the queue, in seconds since 1970; 0 when unknown. */
    public long ended() {
        return ended;
    }

    /** The archive file of the last document, as this index numbers it. */
    public int file() {
        return (int) file;
    }

    /** Where the record of the last document begins. */
    public long offset() {
        return offset;
    }

    /** Bytes of that record. */
    public long length() {
        return length;
    }

    /** The source of the last document. */
    public String source() {
        return source;
    }

    /** Whether the last document is a job's. */
    public boolean isJob() {
        return isJob;
    }
}
