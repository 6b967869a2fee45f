package org.shelfmark.query.constraint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.AttributeTerms.Kind;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.ColumnRangeQuery;

/** Divides the jobs by what the index knows of one attribute. */
final class AttributeCells {
    /** Distinct values of an attribute without a column that are gone through one by one. */
    private static final int MAX_TERMS = 20_000;

    private final Mapping mapping;
    private final IndexedValues index;

    AttributeCells(Mapping mapping, IndexedValues index) {
        this.mapping = mapping;
        this.index = index;
    }

    /** The cells of an attribute that is no secret. */
    List<Cell> of(String foldedName) throws IOException {
        Optional<FieldMapping> field = mapping.ofAttribute(foldedName);
        return field.isPresent() ? ofField(foldedName, field.get()) : ofTerms(foldedName);
    }

    private List<Cell> ofField(String name, FieldMapping field) throws IOException {
        List<Cell> cells = new ArrayList<>();
        List<Query> elsewhere = new ArrayList<>();
        for (Kind kind : List.of(Kind.MISFIT, Kind.EXPRESSION)) {
            if (has(name, kind)) {
                Query jobs = starting(name, kind);
                cells.add(new Cell.Unknown(JobSets.without(jobs, JobSets.any(elsewhere))));
                elsewhere.add(jobs);
            }
        }
        if (has(name, Kind.NO_TIME)) {
            Query jobs = starting(name, Kind.NO_TIME);
            cells.add(numbers(name, Kind.NO_TIME, jobs));
            elsewhere.add(jobs);
        }
        Query column = new FieldExistsQuery(field.name());
        if (has(name, Kind.FROM_BANNER)) {
            Query jobs = starting(name, Kind.FROM_BANNER);
            cells.add(new Cell.Uniform(jobs, AttributeValue.UNDEFINED));
            column = JobSets.without(column, jobs);
            elsewhere.add(jobs);
        }
        elsewhere.add(new FieldExistsQuery(field.name()));
        cells.addAll(ofColumn(name, field, column));
        cells.add(new Cell.Uniform(JobSets.not(JobSets.any(elsewhere)), AttributeValue.UNDEFINED));
        return cells;
    }

    private List<Cell> ofColumn(String name, FieldMapping field, Query jobs) throws IOException {
        if (field.type() == FieldType.STRING) {
            return List.of(StringColumn.cell(index, name, field, jobs));
        }
        if (field.type() == FieldType.BOOLEAN) {
            return List.of(
                    new Cell.Uniform(within(jobs, truth(name, field, true)), BooleanValue.TRUE),
                    new Cell.Uniform(within(jobs, truth(name, field, false)), BooleanValue.FALSE));
        }
        boolean reals = field.type() == FieldType.REAL;
        NumberColumn.Kind usual = reals ? NumberColumn.Kind.REAL : NumberColumn.Kind.INTEGER;
        if (!has(name, Kind.OTHER_NUMBER)) {
            return List.of(ofNumbers(name, field, jobs, usual));
        }
        Query other = starting(name, Kind.OTHER_NUMBER);
        Query marked = within(jobs, other);
        List<Cell> cells = new ArrayList<>(List.of(ofNumbers(name, field, JobSets.without(jobs, other), usual)));
        if (reals) {
            // the negative zero is marked like an integer
            Query zero = ColumnRangeQuery.exactly(field.name(), Columns.encodeReal(0));
            cells.add(new Cell.Uniform(within(marked, zero), List.of(new IntegerValue(0), new RealValue(-0.0))));
            marked = JobSets.without(marked, zero);
        }
        cells.add(ofNumbers(name, field, marked, reals ? NumberColumn.Kind.INTEGER : NumberColumn.Kind.REAL));
        return cells;
    }

    private Cell ofNumbers(String name, FieldMapping field, Query jobs, NumberColumn.Kind kind) throws IOException {
        Optional<Set<BytesRef>> terms =
                field.terms() ? index.terms(AttributeTerms.prefix(name, Kind.NUMBER), MAX_TERMS) : Optional.empty();
        if (terms.isEmpty()) {
            return new NumberColumn(field, jobs, kind);
        }
        Map<BytesRef, List<AttributeValue>> values = new TreeMap<>();
        for (BytesRef term : terms.get()) {
            AttributeValue number = AttributeTerms.value(term, valueAt(name));
            if (kind == NumberColumn.Kind.REAL && number instanceof IntegerValue integer) {
                number = new RealValue((double) integer.value());
            }
            values.put(term, List.of(number));
        }
        // only values in the column have such terms, unless some do not fit it
        boolean inColumnOnly = jobs instanceof FieldExistsQuery && !has(name, Kind.MISFIT);
        return new ValueCells(jobs, values, keys -> inColumnOnly ? anyOf(keys) : within(jobs, anyOf(keys)));
    }

    private Query truth(String name, FieldMapping field, boolean truth) {
        return field.terms()
                ? term(AttributeTerms.bool(name, truth))
                : ColumnRangeQuery.exactly(field.name(), truth ? 1 : 0);
    }

    /** An attribute whose values stand in terms; or in the column of a field that takes the first of several. */
    private List<Cell> ofTerms(String name) throws IOException {
        List<Cell> cells = new ArrayList<>();
        List<Query> elsewhere = new ArrayList<>();
        for (Kind kind : List.of(Kind.COMPOUND, Kind.EXPRESSION)) {
            if (has(name, kind)) {
                Query jobs = starting(name, kind);
                cells.add(new Cell.Unknown(jobs));
                elsewhere.add(jobs);
            }
        }
        if (has(name, Kind.ERROR)) {
            Query jobs = starting(name, Kind.ERROR);
            cells.add(new Cell.Uniform(jobs, AttributeValue.ERROR));
            elsewhere.add(jobs);
        }
        for (boolean truth : new boolean[] {true, false}) {
            Query jobs = term(AttributeTerms.bool(name, truth));
            if (has(name, Kind.BOOLEAN)) {
                cells.add(new Cell.Uniform(jobs, BooleanValue.of(truth)));
                elsewhere.add(jobs);
            }
        }
        if (has(name, Kind.NUMBER)) {
            Query jobs = starting(name, Kind.NUMBER);
            cells.add(numbers(name, Kind.NUMBER, jobs));
            elsewhere.add(jobs);
        }
        if (has(name, Kind.STRING)) {
            Query jobs = starting(name, Kind.STRING);
            cells.add(StringTerms.cell(index, name, jobs, MAX_TERMS));
            elsewhere.add(jobs);
        }
        if (has(name, Kind.IN_COLUMN)) {
            Query jobs = starting(name, Kind.IN_COLUMN);
            FieldMapping field = fieldOfCandidate(name);
            cells.addAll(ofColumn(Columns.termName(field), field, jobs));
            elsewhere.add(jobs);
        }
        cells.add(new Cell.Uniform(JobSets.not(JobSets.any(elsewhere)), AttributeValue.UNDEFINED));
        return cells;
    }

    private FieldMapping fieldOfCandidate(String name) {
        return mapping.fields().stream()
                .filter(field -> field.source() instanceof FieldSource.FirstOf several
                        && several.names().stream().map(Mapping::fold).anyMatch(name::equals))
                .findFirst()
                .orElseThrow();
    }

    /** Numbers in terms: 3 and 3.0 have the same one. */
    private Cell numbers(String name, Kind kind, Query jobs) throws IOException {
        Optional<Set<BytesRef>> terms = index.terms(AttributeTerms.prefix(name, kind), MAX_TERMS);
        if (terms.isEmpty()) {
            return new ManyNumbers(name, kind, jobs);
        }
        Map<BytesRef, List<AttributeValue>> values = new TreeMap<>();
        for (BytesRef term : terms.get()) {
            values.put(term, AttributeTerms.numbers(term, valueAt(name)));
        }
        return new ValueCells(jobs, values, AttributeCells::anyOf);
    }

    private boolean has(String name, Kind kind) throws IOException {
        return index.hasTerm(AttributeTerms.prefix(name, kind));
    }

    private static int valueAt(String name) {
        return AttributeTerms.prefix(name).length;
    }

    private static Query within(Query jobs, Query set) {
        return JobSets.all(List.of(jobs, set));
    }

    private static Query term(BytesRef term) {
        return new TermQuery(new Term(AttributeTerms.FIELD, term));
    }

    /** The jobs that have one of some terms. */
    static Query anyOf(List<BytesRef> terms) {
        return terms.size() == 1 ? term(terms.get(0)) : new TermInSetQuery(AttributeTerms.FIELD, terms);
    }

    /** The jobs with a term of a kind; kinds without a value have one term only. */
    private static Query starting(String name, Kind kind) {
        return switch (kind) {
            case ERROR, UNDEFINED, PRESENT, IN_COLUMN, MISFIT, FROM_BANNER, OTHER_NUMBER ->
                term(AttributeTerms.prefix(name, kind));
            case NUMBER, STRING, BOOLEAN, COMPOUND, EXPRESSION, NO_TIME ->
                new PrefixQuery(new Term(AttributeTerms.FIELD, AttributeTerms.prefix(name, kind)));
        };
    }
}
