package org.shelfmark.query.constraint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.BinaryOperator;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.mapping.FieldMapping;

/**
 * Jobs whose value is a string in a column of so many different strings that they are not gone through.
 *
 * @param field whose column it is
 * @param jobs all of them
 */
record StringColumn(FieldMapping field, Query jobs) implements Cell {
    /** Distinct strings of a column that are gone through one by one. */
    private static final int MAX_STRINGS = 50_000;

    /** The cell of a column, whether its strings are many or few. */
    static Cell cell(IndexedValues index, String termName, FieldMapping field, Query jobs) throws IOException {
        Optional<Set<BytesRef>> dictionary = index.dictionary(field.name(), MAX_STRINGS);
        if (dictionary.isEmpty()) {
            return new StringColumn(field, jobs);
        }
        Map<BytesRef, List<AttributeValue>> values = new TreeMap<>();
        Map<String, Integer> spellings = new HashMap<>();
        for (BytesRef text : dictionary.get()) {
            String value = text.utf8ToString();
            values.put(text, Cell.string(value));
            if (field.terms()) {
                spellings.merge(CaseFolding.fold(value), 1, Integer::sum);
            }
        }
        return new ValueCells(
                jobs, values, keys -> JobSets.all(List.of(jobs, having(field, termName, keys, spellings))));
    }

    /**
     * The jobs with one of some strings in the column. Terms are faster but folded: they serve where all spellings of a
     * string are meant.
     *
     * @param spellings how many strings of the column fold to each term
     */
    private static Query having(
            FieldMapping field, String termName, List<BytesRef> strings, Map<String, Integer> spellings) {
        Map<String, List<BytesRef>> byFolded = new HashMap<>();
        for (BytesRef text : strings) {
            byFolded.computeIfAbsent(CaseFolding.fold(text.utf8ToString()), folded -> new ArrayList<>())
                    .add(text);
        }
        List<BytesRef> terms = new ArrayList<>();
        List<BytesRef> single = new ArrayList<>();
        byFolded.forEach((folded, texts) -> {
            if (texts.size() == spellings.getOrDefault(folded, 0)) {
                terms.add(AttributeTerms.foldedString(termName, folded));
            } else {
                single.addAll(texts);
            }
        });
        List<Query> parts = new ArrayList<>();
        if (!terms.isEmpty()) {
            parts.add(AttributeCells.anyOf(terms));
        }
        if (!single.isEmpty()) {
            parts.add(inColumn(field, single));
        }
        return JobSets.any(parts);
    }

    private static Query inColumn(FieldMapping field, List<BytesRef> strings) {
        return new TermInSetQuery(MultiTermQuery.DOC_VALUES_REWRITE, field.name(), strings);
    }

    @Override
    public Outcomes outcomes(Atom atom) {
        Bounds any = Bounds.within(jobs);
        Outcomes unknown = new Outcomes(any, any, any);
        if (atom.comparison().isEmpty()) {
            return unknown;
        }
        BinaryOperator operator = atom.comparison().get().operator();
        if (!(atom.comparison().get().constant() instanceof StringValue constant)) {
            return unknown;
        }
        Query same = JobSets.all(List.of(jobs, inColumn(field, List.of(new BytesRef(constant.value())))));
        return switch (operator) {
            case IDENTICAL -> outcomes(Bounds.exactly(same));
            case NOT_IDENTICAL -> outcomes(Bounds.exactly(same)).not();
            case EQUAL -> outcomes(new Bounds(same, inAnyCase(constant)));
            case NOT_EQUAL -> outcomes(new Bounds(same, inAnyCase(constant))).not();
            default -> unknown;
        };
    }

    private Query inAnyCase(StringValue constant) {
        return field.terms()
                ? JobSets.all(List.of(
                        jobs, AttributeCells.anyOf(List.of(AttributeTerms.foldedString(termName(), constant.value())))))
                : jobs;
    }

    private String termName() {
        return org.shelfmark.document.Columns.termName(field);
    }

    /** Equal or not equal, never an error. */
    private Outcomes outcomes(Bounds equal) {
        return new Outcomes(equal, Bounds.exactly(jobs).without(equal), Bounds.NONE);
    }
}
