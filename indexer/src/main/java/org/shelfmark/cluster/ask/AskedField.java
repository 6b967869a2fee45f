package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.JsonJob;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.Misfits;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** The value of a field, by its column; the jobs whose value does not fit it are odd. */
final class AskedField implements AskedValue {
    private final FieldMapping field;
    private final ClusterFields.Field column;
    private final ClusterFields.Field misfits;
    private final JsonJob documents;
    private final List<ObjectNode> odd = new ArrayList<>();

    AskedField(FieldMapping field, Mapping mapping, ClusterFields fields, QueryDsl dsl, ClusterNames names) {
        this.field = field;
        this.column = fields.of(Columns.of(mapping, field));
        this.misfits = fields.of(Columns.MISFITS);
        this.documents = new JsonJob(fields);
        String termName = Columns.termName(field);
        if (names.contains(termName, AttributeTerms.Kind.MISFIT)) {
            odd.add(dsl.of(new TermQuery(
                    new Term(AttributeTerms.FIELD, AttributeTerms.prefix(termName, AttributeTerms.Kind.MISFIT)))));
        }
        if (column.form() == ClusterFields.Form.REAL) {
            odd.add(dsl.unbounded(column.column()));
        }
    }

    /** What it is called in the cluster. */
    String name() {
        return column.name();
    }

    /** Whether the values are integers, which may be greater than a double tells exactly. */
    boolean isInteger() {
        return column.form() == ClusterFields.Form.INTEGER;
    }

    @Override
    public void ask(ObjectNode aggregations, String name, int most) {
        aggregations.putObject(name).putObject("terms").put("field", name()).put("size", most);
    }

    /** Asks for it as one of several whose combinations are wanted. */
    void askAmong(ArrayNode sources, String name) {
        sources.addObject()
                .putObject(name)
                .putObject("terms")
                .put("field", name())
                .put("missing_bucket", true);
    }

    @Override
    public Optional<List<Counted>> read(JsonNode aggregations, String name) {
        JsonNode answer = aggregations.path(name);
        if (!isComplete(answer)) {
            return Optional.empty();
        }
        List<Counted> all = new ArrayList<>();
        for (JsonNode bucket : answer.path("buckets")) {
            all.add(new Counted(
                    value(bucket.path("key")), bucket.path("doc_count").asLong()));
        }
        return Optional.of(all);
    }

    static boolean isComplete(JsonNode terms) {
        return terms.path("sum_other_doc_count").asLong() == 0
                && terms.path("doc_count_error_upper_bound").asLong() == 0;
    }

    /** The value of a key in an answer; undefined where there is none. */
    AttributeValue value(JsonNode key) {
        if (key.isNull() || key.isMissingNode()) {
            return AttributeValue.UNDEFINED;
        }
        return switch (column.form()) {
            case INTEGER -> JobReader.decode(field, key.longValue());
            case REAL -> JobReader.decode(field, Columns.encodeReal(key.doubleValue()));
            case TRUTH -> JobReader.decode(field, key.isBoolean() ? (key.booleanValue() ? 1 : 0) : key.longValue());
            case TEXT -> new StringValue(key.textValue());
            case TERMS, BYTES, NOTE -> throw new IllegalStateException("'" + field.name() + "' has no column");
        };
    }

    @Override
    public Optional<ObjectNode> odd() {
        return odd.isEmpty() ? Optional.empty() : Optional.of(FigureView.any(odd));
    }

    @Override
    public void addFields(Collection<String> fields) {
        fields.add(name());
        fields.add(misfits.name());
        fields.add(ClusterFields.UNBOUNDED);
    }

    @Override
    public AttributeValue of(JsonNode source) {
        AttributeValue misfit = AttributeValue.UNDEFINED;
        for (IndexableField stored : document(source)) {
            if (stored.name().equals(column.column())) {
                return column.form() == ClusterFields.Form.TEXT
                        ? new StringValue(stored.binaryValue().utf8ToString())
                        : JobReader.decode(field, stored.numericValue().longValue());
            }
            if (stored.name().equals(Columns.MISFITS)) {
                misfit = Misfits.decode(stored.binaryValue()).getOrDefault(column.column(), misfit);
            }
        }
        return misfit;
    }

    private Iterable<IndexableField> document(JsonNode source) {
        try {
            return documents.of(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
