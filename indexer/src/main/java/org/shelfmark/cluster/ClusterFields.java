package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/**
 * What the columns and inverted fields of a Lucene document are called in the cluster's documents. Fields that are exactly
 * one attribute have its name, for other programs that look into the cluster; what is Shelfmark's own stands in the object
 * {@code shelfmark}.
 */
public final class ClusterFields {
    /** The moment at which the job left the queue, as a date; for programs that want one. */
    public static final String TIMESTAMP = "@timestamp";

    /** The reals that JSON has no number for: {@link Unbounded}. */
    public static final String UNBOUNDED = "shelfmark.unbounded";

    /** The record of a job, where it was shipped with it: {@link RecordFrames}. */
    public static final String RECORD = "shelfmark.record";

    private static final String OWN = "shelfmark.";

    private final Map<String, Field> byColumn = new LinkedHashMap<>();

    /** How values are written and searched. */
    public enum Form {
        /** 64-bit integer; times in seconds since 1970. */
        INTEGER("long"),
        /** Double. */
        REAL("double"),
        /** Boolean; 0 or 1 in the column. */
        TRUTH("boolean"),
        /** Text that is not taken apart, of one value or several. */
        TEXT("keyword"),
        /** Terms of {@link AttributeTerms}, as {@link TermText}. */
        TERMS("keyword"),
        /** Bytes that are only read back, in Base64. */
        BYTES("binary"),
        /** Text that is only read back. */
        NOTE("keyword");

        private final String type;

        Form(String type) {
            this.type = type;
        }

        /** OpenSearch's name of the type. */
        String type() {
            return type;
        }
    }

    /**
     * One field.
     *
     * @param column its name in Lucene
     * @param name its name in the cluster, with a dot where it stands in an object
     * @param mapping what it is of; empty for what every document has
     */
    public record Field(String column, String name, Form form, Optional<FieldMapping> mapping) {}

    /** The fields of a mapping, and those that all documents have. */
    public ClusterFields(Mapping mapping) {
        own(Columns.FILE, "file", Form.INTEGER);
        own(Columns.OFFSET, "offset", Form.INTEGER);
        own(Columns.LENGTH, "length", Form.INTEGER);
        own(Columns.KIND, "kind", Form.TEXT);
        own(Columns.REASON, "reason", Form.NOTE);
        own(Columns.FRAGMENT, "fragment", Form.TEXT);
        own(AttributeTerms.FIELD, "attr", Form.TERMS);
        own(Columns.WORDS, "words", Form.TEXT);
        own(Columns.MISFITS, "misfits", Form.BYTES);
        for (FieldMapping field : mapping.fields()) {
            if (field.hasColumn()) {
                String name = field.source() instanceof FieldSource.Attribute attribute
                        ? attribute.name()
                        : OWN + field.name();
                byColumn.put(field.name(), new Field(field.name(), name, form(field.type()), Optional.of(field)));
            }
        }
    }

    /** What a document has of a field, or of {@link #RECORD}; missing for nothing. */
    public static JsonNode at(JsonNode source, String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? source.path(name) : source.path(name.substring(0, dot)).path(name.substring(dot + 1));
    }

    private void own(String column, String name, Form form) {
        byColumn.put(column, new Field(column, OWN + name, form, Optional.empty()));
    }

    private static Form form(FieldType type) {
        return switch (type) {
            case INTEGER, TIME -> Form.INTEGER;
            case REAL -> Form.REAL;
            case BOOLEAN -> Form.TRUTH;
            case STRING -> Form.TEXT;
        };
    }

    /** All of them, by column. */
    public Map<String, Field> byColumn() {
        return Map.copyOf(byColumn);
    }

    /** All of them, in order. */
    Iterable<Field> all() {
        return byColumn.values();
    }

    /**
     * The field of a column.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Field of(String column) {
        Field field = byColumn.get(column);
        if (field == null) {
            throw new IllegalArgumentException("documents have no column '" + column + "'");
        }
        return field;
    }
}
