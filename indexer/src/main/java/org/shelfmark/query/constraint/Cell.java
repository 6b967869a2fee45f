package org.shelfmark.query.constraint;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.Truth;

/** Jobs of which the index knows the same about one attribute. The cells of an attribute share no job and leave none out. */
interface Cell {
    /** What an expression over the attribute is for these jobs; nothing about others. */
    Outcomes outcomes(Atom atom);

    /** Jobs of which nothing is known. */
    record Unknown(Query jobs) implements Cell {
        @Override
        public Outcomes outcomes(Atom atom) {
            Bounds any = Bounds.within(jobs);
            return new Outcomes(any, any, any);
        }
    }

    /**
     * Jobs in which the attribute has one value.
     *
     * @param values the values it may be: more than one where the index does not tell them apart, none where it does not
     *     tell at all
     */
    record Uniform(Query jobs, List<AttributeValue> values) implements Cell {
        Uniform(Query jobs, AttributeValue value) {
            this(jobs, List.of(value));
        }

        @Override
        public Outcomes outcomes(Atom atom) {
            Set<Truth> possible = possible(atom, values);
            return new Outcomes(
                    bounds(possible, Truth.TRUE), bounds(possible, Truth.FALSE), bounds(possible, Truth.ERROR));
        }

        private Bounds bounds(Set<Truth> possible, Truth truth) {
            if (!possible.contains(truth)) {
                return Bounds.NONE;
            }
            return possible.size() == 1 ? Bounds.exactly(jobs) : Bounds.within(jobs);
        }
    }

    /** A string as it stands in the index, where bytes that are no UTF-8 are replaced: then it is not known. */
    static List<AttributeValue> string(String text) {
        return text.indexOf('\uFFFD') >= 0 ? List.of() : List.of(new AttributeValue.StringValue(text));
    }

    /** What an expression is for any of some values; anything, where none is known or the time is over. */
    static Set<Truth> possible(Atom atom, List<AttributeValue> values) {
        if (values.isEmpty() || atom.time().isOver()) {
            return EnumSet.allOf(Truth.class);
        }
        Set<Truth> possible = EnumSet.noneOf(Truth.class);
        values.forEach(value -> possible.add(atom.with(value)));
        return possible;
    }
}
