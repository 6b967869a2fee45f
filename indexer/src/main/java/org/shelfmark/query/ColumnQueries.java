package org.shelfmark.query;

import java.util.OptionalLong;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.query.Criterion.NumberBetween;
import org.shelfmark.query.Criterion.NumberIs;
import org.shelfmark.query.Criterion.TextIs;
import org.shelfmark.query.Criterion.TextLike;
import org.shelfmark.query.Criterion.TruthIs;

/** Queries of the columns, or of the terms that stand for the values in them. */
final class ColumnQueries {
    private ColumnQueries() {}

    /** The jobs in whose column the value meets a criterion. */
    static Query query(FieldMapping field, Criterion criterion) {
        return switch (criterion) {
            case NumberIs is -> field.type() == FieldType.STRING ? text(field, is.text()) : number(field, is.number());
            case NumberBetween between -> between(field, between);
            case TextIs is -> field.type() == FieldType.STRING ? text(field, is.text()) : nothing(field, criterion);
            case TextLike like -> field.type() == FieldType.STRING ? like(field, like) : nothing(field, criterion);
            case TruthIs is ->
                field.type() == FieldType.BOOLEAN
                        ? AttributeQueries.term(AttributeTerms.bool(Columns.termName(field), is.truth()))
                        : nothing(field, criterion);
            case Criterion.Present present -> new FieldExistsQuery(field.name());
        };
    }

    private static Query number(FieldMapping field, QueryNumber number) {
        if (field.terms() && field.type() != FieldType.BOOLEAN) {
            return AttributeQueries.term(AttributeQueries.number(Columns.termName(field), number));
        }
        return switch (field.type()) {
            case INTEGER, TIME ->
                number.isLong()
                        ? ColumnRangeQuery.exactly(field.name(), number.toLong())
                        : nothing(field, new NumberIs(number, ""));
            case REAL ->
                number.isDouble()
                        ? ColumnRangeQuery.exactly(field.name(), Columns.encodeReal(number.toDouble()))
                        : nothing(field, new NumberIs(number, ""));
            case BOOLEAN, STRING -> nothing(field, new NumberIs(number, ""));
        };
    }

    private static Query between(FieldMapping field, NumberBetween between) {
        return switch (field.type()) {
            case INTEGER, TIME -> {
                OptionalLong from = between.lower().isEmpty()
                        ? OptionalLong.of(Long.MIN_VALUE)
                        : between.lower()
                                .get()
                                .number()
                                .firstLong(between.lower().get().inclusive());
                OptionalLong to = between.upper().isEmpty()
                        ? OptionalLong.of(Long.MAX_VALUE)
                        : between.upper()
                                .get()
                                .number()
                                .lastLong(between.upper().get().inclusive());
                yield from.isPresent() && to.isPresent()
                        ? range(field, between, from.getAsLong(), to.getAsLong())
                        : nothing(field, between);
            }
            case REAL ->
                range(
                        field,
                        between,
                        between.lower()
                                .map(bound -> bound.number().firstReal(bound.inclusive()))
                                .orElse(Columns.encodeReal(Double.NEGATIVE_INFINITY)),
                        between.upper()
                                .map(bound -> bound.number().lastReal(bound.inclusive()))
                                .orElse(Columns.encodeReal(Double.POSITIVE_INFINITY)));
            case BOOLEAN, STRING -> nothing(field, between);
        };
    }

    private static Query range(FieldMapping field, Criterion criterion, long from, long to) {
        return from > to ? nothing(field, criterion) : new ColumnRangeQuery(field.name(), from, to);
    }

    private static Query text(FieldMapping field, String text) {
        if (field.terms()) {
            return AttributeQueries.term(AttributeTerms.foldedString(Columns.termName(field), text));
        }
        TextPattern exactly = new TextPattern(java.util.List.of(new TextPattern.Literal(text)));
        return like(field, new TextLike(exactly, 1));
    }

    /** A column keeps the spelling, and has far fewer values than jobs: its dictionary is searched. */
    private static Query like(FieldMapping field, TextLike like) {
        return new PatternQuery(
                field.name(),
                PatternAutomata.determinized(PatternAutomata.anyCase(like.pattern()), like.column()),
                PatternText.anyCase(like.pattern()),
                MultiTermQuery.DOC_VALUES_REWRITE);
    }

    private static Query nothing(FieldMapping field, Criterion criterion) {
        return new MatchNoDocsQuery(field.name() + " cannot be " + criterion);
    }
}
