package org.shelfmark.query;

import org.shelfmark.classad.AttributeValue;

/**
 * A criterion for one of the attributes of which a field takes the first, told from the field's column: where that has a
 * value, it may be of any of the attributes; where it has none, none of them has one.
 *
 * @param withTexts whether the attribute may be an expression that looks outside its record, which the field does not take
 */
record CandidatePredicate(boolean withTexts) implements ColumnPredicate {
    @Override
    public Verdict value(AttributeValue value, boolean faithful) {
        return Verdict.OPEN;
    }

    @Override
    public Verdict numbers(double least, double greatest, boolean faithful) {
        return Verdict.OPEN;
    }

    @Override
    public Verdict others(boolean faithful) {
        return Verdict.OPEN;
    }

    @Override
    public Verdict none(boolean faithful) {
        return withTexts ? Verdict.OPEN : Verdict.NO;
    }
}
