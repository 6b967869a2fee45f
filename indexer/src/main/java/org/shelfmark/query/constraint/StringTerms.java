package org.shelfmark.query.constraint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.BinaryOperator;
import org.shelfmark.document.AttributeTerms;

/**
 * Jobs whose value is one of very many strings that stand in terms.
 *
 * @param attribute folded name
 * @param jobs all of them
 */
record StringTerms(IndexedValues index, String attribute, Query jobs) implements Cell {
    /** The spellings of one string; more are not told apart. */
    private static final int MAX_SPELLINGS = 1000;

    /** The cell of an attribute, whether its strings are many or few. */
    static Cell cell(IndexedValues index, String attribute, Query jobs, int most) throws IOException {
        Optional<Set<BytesRef>> terms = index.terms(AttributeTerms.prefix(attribute, AttributeTerms.Kind.STRING), most);
        int valueAt = AttributeTerms.prefix(attribute).length;
        // of a long string the term has the beginning only, so it is not known here
        boolean whole = terms.isPresent()
                && terms.get().stream()
                        .allMatch(term ->
                                AttributeTerms.wholeString(term, valueAt).isPresent());
        return whole
                ? new ValueCells(jobs, values(terms.get(), valueAt), AttributeCells::anyOf)
                : new StringTerms(index, attribute, jobs);
    }

    private static Map<BytesRef, List<AttributeValue>> values(Set<BytesRef> terms, int valueAt) {
        Map<BytesRef, List<AttributeValue>> values = new TreeMap<>();
        for (BytesRef term : terms) {
            values.put(
                    term, Cell.string(AttributeTerms.wholeString(term, valueAt).orElseThrow()));
        }
        return values;
    }

    @Override
    public Outcomes outcomes(Atom atom) {
        Bounds any = Bounds.within(jobs);
        Outcomes unknown = new Outcomes(any, any, any);
        if (atom.comparison().isEmpty()
                || !(atom.comparison().get().constant() instanceof StringValue constant)
                || constant.value().length() > AttributeTerms.MAX_TEXT_BYTES / 8) {
            return unknown;
        }
        BinaryOperator operator = atom.comparison().get().operator();
        return switch (operator) {
            case EQUAL, IDENTICAL -> equal(atom, constant).orElse(unknown);
            case NOT_EQUAL, NOT_IDENTICAL ->
                equal(atom, constant).map(Outcomes::not).orElse(unknown);
            default -> unknown;
        };
    }

    /** For which jobs the equality holds that the comparison affirms or denies. */
    private Optional<Outcomes> equal(Atom atom, StringValue constant) {
        try {
            // every string that equals the constant folds to the same text
            BytesRef folded = AttributeTerms.foldedString(attribute, constant.value());
            int valueAt = AttributeTerms.prefix(attribute).length;
            Optional<Set<BytesRef>> terms = index.terms(folded, MAX_SPELLINGS);
            if (terms.isEmpty()) {
                return Optional.empty();
            }
            Atom affirmed = atom.affirmed();
            List<BytesRef> equal = terms.get().stream()
                    .filter(term -> AttributeTerms.wholeString(term, valueAt)
                            .filter(text -> Cell.possible(affirmed, List.of(new StringValue(text)))
                                    .contains(org.shelfmark.classad.Truth.TRUE))
                            .isPresent())
                    .toList();
            Query same = equal.isEmpty() ? JobSets.NONE : AttributeCells.anyOf(equal);
            return Optional.of(
                    new Outcomes(Bounds.exactly(same), Bounds.exactly(JobSets.without(jobs, same)), Bounds.NONE));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
