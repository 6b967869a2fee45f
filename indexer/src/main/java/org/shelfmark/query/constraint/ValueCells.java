package org.shelfmark.query.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.Truth;

/**
 * Jobs in which the attribute has one of some listed values: the expression is evaluated once for each value, however many
 * jobs have it.
 *
 * @param jobs all of them
 * @param values by the key under which their jobs are found; more than one value where the index does not tell them apart
 * @param withKeys the jobs of some keys
 */
record ValueCells(Query jobs, Map<BytesRef, List<AttributeValue>> values, Function<List<BytesRef>, Query> withKeys)
        implements Cell {

    @Override
    public Outcomes outcomes(Atom atom) {
        List<Set<Truth>> possible = new ArrayList<>();
        List<BytesRef> keys = new ArrayList<>();
        values.forEach((key, candidates) -> {
            keys.add(key);
            possible.add(Cell.possible(atom, candidates));
        });
        return new Outcomes(
                bounds(keys, possible, Truth.TRUE),
                bounds(keys, possible, Truth.FALSE),
                bounds(keys, possible, Truth.ERROR));
    }

    private Bounds bounds(List<BytesRef> keys, List<Set<Truth>> possible, Truth truth) {
        Query least = select(keys, possible, Set.of(truth)::equals);
        Query most = select(keys, possible, outcomes -> outcomes.contains(truth));
        return new Bounds(least, most);
    }

    /** Through the smaller of the two sets: those meant, or those not. */
    private Query select(List<BytesRef> keys, List<Set<Truth>> possible, Function<Set<Truth>, Boolean> meant) {
        List<BytesRef> chosen = new ArrayList<>();
        List<BytesRef> others = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            (meant.apply(possible.get(i)) ? chosen : others).add(keys.get(i));
        }
        if (chosen.isEmpty()) {
            return JobSets.NONE;
        }
        if (others.isEmpty()) {
            return jobs;
        }
        return chosen.size() <= others.size() ? withKeys.apply(chosen) : JobSets.without(jobs, withKeys.apply(others));
    }
}
