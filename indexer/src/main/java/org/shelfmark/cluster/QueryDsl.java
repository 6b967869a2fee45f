package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefIterator;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.query.ColumnRangeQuery;
import org.shelfmark.query.PatternQuery;

/**
 * Writes a query of the Lucene index in OpenSearch's query language. The cluster's documents have the same terms and columns,
 * so it means the same jobs.
 */
public final class QueryDsl {
    private static final String REGULAR_EXPRESSIONS = "INTERSECTION|COMPLEMENT";
    private static final int MOST_WORK = 200_000;

    private final ClusterFields fields;

    /** Writes queries of documents with these fields. */
    public QueryDsl(ClusterFields fields) {
        this.fields = fields;
    }

    /**
     * The query as JSON.
     *
     * @throws IllegalArgumentException when it is of a kind that no query of ours is
     */
    public ObjectNode of(Query query) {
        return switch (query) {
            case MatchAllDocsQuery all -> node("match_all");
            case MatchNoDocsQuery none -> node("match_none");
            case ConstantScoreQuery constant -> of(constant.getQuery());
            case BooleanQuery several -> several(several);
            case TermQuery term -> term(term.getTerm());
            case TermInSetQuery set -> terms(set.getField(), values(set));
            case PrefixQuery prefix -> prefix(prefix.getPrefix());
            case TermRangeQuery range -> range(range);
            case PatternQuery pattern -> pattern(pattern);
            case FieldExistsQuery exists -> exists(exists.getField());
            case ColumnRangeQuery range -> range(range);
            default -> throw new IllegalArgumentException("no query of ours: " + query.getClass());
        };
    }

    private static ObjectNode node(String name) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        node.putObject(name);
        return node;
    }

    private ObjectNode several(BooleanQuery query) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        ObjectNode bool = node.putObject("bool");
        List<Query> alternatives = new ArrayList<>();
        boolean isRestricted = false;
        for (BooleanClause clause : query.clauses()) {
            switch (clause.occur()) {
                case MUST, FILTER -> {
                    bool.withArray("filter").add(of(clause.query()));
                    isRestricted = true;
                }
                case MUST_NOT -> bool.withArray("must_not").add(of(clause.query()));
                case SHOULD -> alternatives.add(clause.query());
            }
        }
        int least = Math.max(query.getMinimumNumberShouldMatch(), isRestricted ? 0 : 1);
        if (least > 1) {
            throw new IllegalArgumentException("no query of ours asks for several alternatives: " + query);
        }
        if (least == 1 && !alternatives.isEmpty()) {
            bool.withArray("filter").add(any(alternatives));
        } else if (alternatives.isEmpty() && !isRestricted) {
            // what only excludes matches nothing
            return node("match_none");
        }
        return node;
    }

    /** Terms of one field are asked for together: a cluster limits how many clauses a query has. */
    private ObjectNode any(List<Query> alternatives) {
        Map<String, List<String>> terms = new LinkedHashMap<>();
        List<ObjectNode> others = new ArrayList<>();
        for (Query alternative : alternatives) {
            if (alternative instanceof TermQuery term) {
                terms.computeIfAbsent(term.getTerm().field(), field -> new ArrayList<>())
                        .add(text(term.getTerm().field(), term.getTerm().bytes()));
            } else {
                others.add(of(alternative));
            }
        }
        List<ObjectNode> all = new ArrayList<>();
        terms.forEach((field, values) -> all.add(terms(field, values)));
        all.addAll(others);
        return any(all.toArray(new ObjectNode[0]));
    }

    private static ObjectNode any(ObjectNode... alternatives) {
        if (alternatives.length == 1) {
            return alternatives[0];
        }
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        ObjectNode bool = node.putObject("bool").put("minimum_should_match", 1);
        ArrayNode should = bool.putArray("should");
        for (ObjectNode alternative : alternatives) {
            should.add(alternative);
        }
        return node;
    }

    private ObjectNode term(Term term) {
        return terms(term.field(), List.of(text(term.field(), term.bytes())));
    }

    private ObjectNode terms(String column, List<String> values) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        String name = fields.of(column).name();
        if (values.size() == 1) {
            node.putObject("term").put(name, values.get(0));
        } else {
            ArrayNode terms = node.putObject("terms").putArray(name);
            values.forEach(terms::add);
        }
        return node;
    }

    private static List<String> values(TermInSetQuery set) {
        try {
            List<String> values = new ArrayList<>();
            BytesRefIterator terms = set.getBytesRefIterator();
            for (BytesRef term = terms.next(); term != null; term = terms.next()) {
                values.add(text(set.getField(), term));
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("terms in memory cannot be read", e);
        }
    }

    private ObjectNode prefix(Term prefix) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        node.putObject("prefix").put(fields.of(prefix.field()).name(), text(prefix.field(), prefix.bytes()));
        return node;
    }

    private ObjectNode range(TermRangeQuery query) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        ObjectNode range =
                node.putObject("range").putObject(fields.of(query.getField()).name());
        put(range, query.includesLower() ? "gte" : "gt", query.getField(), query.getLowerTerm());
        put(range, query.includesUpper() ? "lte" : "lt", query.getField(), query.getUpperTerm());
        return node;
    }

    private static void put(ObjectNode range, String bound, String field, @Nullable BytesRef value) {
        if (value != null) {
            range.put(bound, text(field, value));
        }
    }

    private ObjectNode pattern(PatternQuery query) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        node.putObject("regexp")
                .putObject(fields.of(query.getField()).name())
                .put("value", query.expression())
                .put("flags", REGULAR_EXPRESSIONS)
                .put("max_determinized_states", MOST_WORK);
        return node;
    }

    private ObjectNode exists(String column) {
        ClusterFields.Field field = fields.of(column);
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        node.putObject("exists").put("field", field.name());
        if (field.form() != ClusterFields.Form.REAL) {
            return node;
        }
        return any(node, unbounded(column));
    }

    /** The jobs whose value of a column of reals is none that JSON has a number for. */
    public ObjectNode unbounded(String column) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        node.putObject("prefix").put(ClusterFields.UNBOUNDED, Unbounded.text(column, ""));
        return node;
    }

    private ObjectNode range(ColumnRangeQuery query) {
        ClusterFields.Field field = fields.of(query.column());
        return switch (field.form()) {
            case INTEGER -> {
                ObjectNode node = ClusterConnection.JSON.createObjectNode();
                ObjectNode range = node.putObject("range").putObject(field.name());
                range.put("gte", query.from()).put("lte", query.to());
                yield node;
            }
            case REAL -> reals(field, query);
            case TRUTH -> {
                ArrayNode truths = ClusterConnection.JSON.createArrayNode();
                if (query.from() <= 0 && 0 <= query.to()) {
                    truths.add(false);
                }
                if (query.from() <= 1 && 1 <= query.to()) {
                    truths.add(true);
                }
                ObjectNode node = ClusterConnection.JSON.createObjectNode();
                node.putObject("terms").set(field.name(), truths);
                yield node;
            }
            case TEXT, TERMS, BYTES, NOTE ->
                throw new IllegalArgumentException("'" + query.column() + "' has no numbers");
        };
    }

    private static ObjectNode reals(ClusterFields.Field field, ColumnRangeQuery query) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        ObjectNode range = node.putObject("range").putObject(field.name());
        double from = Columns.decodeReal(query.from());
        double to = Columns.decodeReal(query.to());
        if (Double.isFinite(from)) {
            range.put("gte", from);
        } else if (query.from() > Columns.encodeReal(0)) {
            node = node("match_none");
        }
        if (Double.isFinite(to)) {
            range.put("lte", to);
        } else if (query.to() < Columns.encodeReal(0)) {
            node = node("match_none");
        }
        List<String> unbounded = Unbounded.within(field.column(), query.from(), query.to());
        if (unbounded.isEmpty()) {
            return node;
        }
        ObjectNode without = ClusterConnection.JSON.createObjectNode();
        ArrayNode values = without.putObject("terms").putArray(ClusterFields.UNBOUNDED);
        unbounded.forEach(values::add);
        return any(node, without);
    }

    private static String text(String column, BytesRef bytes) {
        return column.equals(AttributeTerms.FIELD) ? TermText.of(bytes) : bytes.utf8ToString();
    }
}
