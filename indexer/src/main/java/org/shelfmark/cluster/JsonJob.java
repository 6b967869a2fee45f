package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobFields;

/** Reads what {@link JobJson} wrote: the Lucene document again. Belongs to one thread. */
public final class JsonJob {
    private final ClusterFields fields;
    private final JobFields document = new JobFields();

    /** Reads documents. */
    public JsonJob(ClusterFields fields) {
        this.fields = fields;
    }

    /** The document, good until the next one is read. The number of its archive file is the cluster's. */
    public Iterable<IndexableField> of(JsonNode source) throws IOException {
        document.clear();
        for (ClusterFields.Field field : fields.all()) {
            JsonNode value = ClusterFields.at(source, field.name());
            if (!value.isMissingNode()) {
                add(field, value);
            }
        }
        for (JsonNode unbounded : ClusterFields.at(source, ClusterFields.UNBOUNDED)) {
            String text = unbounded.textValue();
            document.number(Unbounded.column(text), Columns.encodeReal(Unbounded.value(text)));
        }
        return document;
    }

    private void add(ClusterFields.Field field, JsonNode value) throws IOException {
        switch (field.form()) {
            case INTEGER -> document.number(field.column(), value.longValue());
            case REAL -> document.number(field.column(), Columns.encodeReal(value.doubleValue()));
            case TRUTH -> document.number(field.column(), value.booleanValue() ? 1 : 0);
            case NOTE -> document.reason(value.textValue());
            case BYTES -> document.misfits(new BytesRef(value.binaryValue()));
            case TERMS -> value.forEach(term -> document.term(TermText.term(term.textValue())));
            case TEXT -> {
                switch (field.column()) {
                    case Columns.KIND -> value.forEach(kind -> document.kind(kind.textValue()));
                    case Columns.FRAGMENT -> document.fragment(value.textValue());
                    case Columns.WORDS -> value.forEach(word -> document.word(new BytesRef(word.textValue())));
                    default -> document.string(field.column(), new BytesRef(value.textValue()));
                }
            }
        }
    }
}
