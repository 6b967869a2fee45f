package org.shelfmark.query;

import java.util.HashMap;
import java.util.Map;
import org.shelfmark.classad.AttributeValue;

/** Tests a value once, however many rows have it. */
public final class RememberedPredicate implements ColumnPredicate {
    private static final int MOST_VALUES = 10_000;

    private final ColumnPredicate test;
    private final Map<AttributeValue, Verdict> ofFaithful = new HashMap<>();
    private final Map<AttributeValue, Verdict> ofOthers = new HashMap<>();

    /** Remembers the verdicts of a test; they depend on nothing but what it is given. */
    public RememberedPredicate(ColumnPredicate test) {
        this.test = test;
    }

    @Override
    public Verdict value(AttributeValue value, boolean faithful) {
        Map<AttributeValue, Verdict> known = faithful ? ofFaithful : ofOthers;
        Verdict verdict = known.get(value);
        if (verdict == null) {
            if (known.size() == MOST_VALUES) {
                known.clear();
            }
            verdict = test.value(value, faithful);
            known.put(value, verdict);
        }
        return verdict;
    }

    @Override
    public Verdict numbers(double least, double greatest, boolean faithful) {
        return test.numbers(least, greatest, faithful);
    }

    @Override
    public Verdict others(boolean faithful) {
        return test.others(faithful);
    }

    @Override
    public Verdict none(boolean faithful) {
        return test.none(faithful);
    }
}
