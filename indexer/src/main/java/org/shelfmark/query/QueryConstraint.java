package org.shelfmark.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.MatchAllDocsQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.search.Query;
import org.shelfmark.document.AttributeTerms.Kind;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/**
 * A query as a ClassAd expression.
 *
 * <p>The expression fits the records that the index has: where they all have a number as {@code ExitCode}, it is not asked
 * what else it may be. Relative times have become seconds since 1970.
 *
 * @param constraint the expression, in old ClassAd syntax; it is true for every job that the query means
 * @param notes for each part of the query that it is true for more jobs than that; empty where it means the same jobs
 */
public record QueryConstraint(String constraint, List<Note> notes) {
    private static final String BANNER = "some records have this number in their banner only";
    private static final String SOURCE = "no record says in which access point's archive it stands";

    /** Copies the notes. */
    public QueryConstraint {
        notes = List.copyOf(notes);
    }

    /**
     * Why a part of a query means other jobs than the expression.
     *
     * @param column where the part begins in the query, from 1
     * @param part the part, a long one cut
     * @param reason in words
     */
    public record Note(int column, String part, String reason) {}

    /**
     * The expression of a query.
     *
     * @throws QueryException when the query cannot be meant
     */
    public static QueryConstraint of(String text, QueryContext context) {
        // what only shows when the query is built is refused here, too
        Query unused = QueryParser.parse(text, context);
        Translation translation = new Translation(context);
        String constraint =
                translation.text(QueryParser.resolve(text, context), true).text();
        return new QueryConstraint(constraint, new ArrayList<>(translation.notes));
    }

    private static final class Translation {
        private final QueryContext context;
        private final DerivedConstraints derived;
        private final WordConstraints words;
        private final Set<Note> notes = new LinkedHashSet<>();

        Translation(QueryContext context) {
            this.context = context;
            this.derived = new DerivedConstraints(context.mapping(), context.attributes());
            this.words = new WordConstraints(context.mapping(), context.attributes());
        }

        /** An expression that is true for all jobs that a node means, or for none but these. */
        private ConstraintText text(QueryNode node, boolean most) {
            return switch (node) {
                case ConditionNode leaf -> text(leaf.condition(), leaf.clause(), most);
                case AndQueryNode and -> ConstraintText.all(texts(and, most));
                case OrQueryNode or -> ConstraintText.any(texts(or, most));
                case ModifierQueryNode not -> text(not.getChild(), !most).not();
                case MatchAllDocsQueryNode all -> ConstraintText.TRUE;
                default -> throw new IllegalStateException("our syntax builds no " + node.getClass());
            };
        }

        private List<ConstraintText> texts(QueryNode node, boolean most) {
            return node.getChildren().stream().map(child -> text(child, most)).toList();
        }

        private ConstraintText text(Condition condition, Clause clause, boolean most) {
            return switch (condition) {
                case Condition.Everything everything -> ConstraintText.TRUE;
                case Condition.AnyOf either -> ConstraintText.any(texts(either.conditions(), clause, most));
                case Condition.AllOf both -> ConstraintText.all(texts(both.conditions(), clause, most));
                case Condition.Not not -> text(not.condition(), clause, !most).not();
                case Condition.Compare compare -> chosen(compare(compare.target(), compare.criterion()), clause, most);
                case Condition.Words wanted -> chosen(words.words(wanted), clause, most);
                case Condition.WordLike like -> chosen(words.like(like.pattern()), clause, most);
            };
        }

        private List<ConstraintText> texts(List<Condition> conditions, Clause clause, boolean most) {
            return conditions.stream()
                    .map(condition -> text(condition, clause, most))
                    .toList();
        }

        private ConstraintText chosen(ConstraintBounds bounds, Clause clause, boolean most) {
            if (!bounds.isExact()) {
                notes.add(new Note(clause.column(), clause.shown(), bounds.difference()));
            }
            return most ? bounds.most() : bounds.least();
        }

        private ConstraintBounds compare(Target target, Criterion criterion) {
            IndexedAttributes attributes = context.attributes();
            return switch (target) {
                case Target.Attribute attribute ->
                    of(
                            named(attribute.foldedName()),
                            ValueKinds.of(attribute.foldedName(), attributes),
                            false,
                            criterion);
                case Target.Candidate candidate ->
                    of(named(candidate.foldedName()), ValueKinds.of(candidate, attributes), false, criterion);
                case Target.Field field -> field(field.field(), criterion);
            };
        }

        private ConstraintBounds field(FieldMapping field, Criterion criterion) {
            ValueKinds kinds = ValueKinds.of(field, context.attributes());
            boolean isTime = field.type() == FieldType.TIME;
            return switch (field.source()) {
                case FieldSource.Attribute attribute -> {
                    ConstraintBounds body = of(attribute.name(), kinds, isTime, criterion);
                    yield context.attributes().contains(Columns.termName(field), Kind.FROM_BANNER)
                            ? orInBanner(attribute.name(), body)
                            : body;
                }
                case FieldSource.FirstOf several -> firstOf(several.names(), kinds, isTime, criterion);
                case FieldSource.Codes codes ->
                    field(context.mapping().ofAttribute(codes.attribute()).orElseThrow(), criterion);
                case FieldSource.ArchiveSource source -> ConstraintBounds.unknown(SOURCE);
                case FieldSource.Derived computed -> derived.constraint(computed.rule(), criterion);
            };
        }

        private static ConstraintBounds of(String value, ValueKinds kinds, boolean isTime, Criterion criterion) {
            return new ValueConstraints(value, kinds, isTime).constraint(criterion);
        }

        private static ConstraintBounds orInBanner(String name, ConstraintBounds body) {
            ConstraintText none = ConstraintText.decided(name + " =?= undefined", name + " =!= undefined");
            return new ConstraintBounds(body.least(), ConstraintText.any(List.of(body.most(), none)), BANNER);
        }

        /** The field passes over attributes that look beyond the record; an expression cannot. */
        private ConstraintBounds firstOf(List<String> names, ValueKinds kinds, boolean isTime, Criterion criterion) {
            String value = "";
            for (String name : names.reversed()) {
                if (context.attributes().contains(Mapping.fold(name), Kind.EXPRESSION)) {
                    return ConstraintBounds.unknown(
                            "some records have an expression as " + name + " that looks beyond the record");
                }
                value = value.isEmpty() ? name : "(" + name + " ?: " + value + ")";
            }
            return of(value, kinds, isTime, criterion);
        }

        /** A name that is a word of the language stands in quotes. */
        private static String named(String foldedName) {
            return switch (foldedName) {
                case "true", "false", "undefined", "error", "is", "isnt", "parent", "my", "target", "currenttime" ->
                    "'" + foldedName + "'";
                default -> foldedName.indexOf('.') < 0 ? foldedName : "'" + foldedName + "'";
            };
        }
    }
}
