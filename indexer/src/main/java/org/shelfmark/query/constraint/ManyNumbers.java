package org.shelfmark.query.constraint;

import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.AttributeTerms.Kind;

/**
 * Jobs whose value is one of very many numbers that stand in terms, where 3 and 3.0 are the same.
 *
 * @param attribute folded name
 * @param kind under which the terms stand
 * @param jobs all of them
 */
record ManyNumbers(String attribute, Kind kind, Query jobs) implements Cell {
    private static final double EXACT = 0x1p53;

    @Override
    public Outcomes outcomes(Atom atom) {
        Bounds any = Bounds.within(jobs);
        Outcomes unknown = new Outcomes(any, any, any);
        if (kind != Kind.NUMBER || atom.comparison().isEmpty()) {
            return unknown;
        }
        Atom.Comparison comparison = atom.comparison().get();
        double constant = number(comparison.constant());
        if (!(Math.abs(constant) < EXACT)) {
            return unknown;
        }
        BytesRef at = AttributeTerms.number(attribute, constant);
        return switch (comparison.operator()) {
            case LESS -> meant(range(lowest(), at, false));
            case LESS_OR_EQUAL -> meant(range(lowest(), at, true));
            // NaN sorts above all numbers, and compares with none
            case GREATER_OR_EQUAL -> meant(range(at, highest(), true));
            case GREATER -> meant(JobSets.without(range(at, highest(), true), range(at, at, true)));
            case EQUAL -> meant(range(at, at, true));
            case NOT_EQUAL -> meant(range(at, at, true)).not();
            default -> unknown;
        };
    }

    private Outcomes meant(Query set) {
        return new Outcomes(Bounds.exactly(set), Bounds.exactly(JobSets.without(jobs, set)), Bounds.NONE);
    }

    private static double number(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> (double) integer.value();
            case RealValue real -> real.value();
            default -> Double.NaN;
        };
    }

    private BytesRef lowest() {
        return AttributeTerms.number(attribute, Double.NEGATIVE_INFINITY);
    }

    private BytesRef highest() {
        return AttributeTerms.number(attribute, Double.POSITIVE_INFINITY);
    }

    private static Query range(BytesRef from, BytesRef to, boolean withEnd) {
        return new TermRangeQuery(AttributeTerms.FIELD, from, to, true, withEnd);
    }
}
