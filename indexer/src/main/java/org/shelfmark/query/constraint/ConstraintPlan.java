package org.shelfmark.query.constraint;

import java.util.List;
import org.apache.lucene.search.Query;
import org.shelfmark.classad.Expression;

/**
 * What the index says about a constraint.
 *
 * @param least jobs that certainly match
 * @param most jobs that may match, the certain ones included
 * @param open what of the constraint must be evaluated for a job of {@code most} that is not in {@code least}: it is true
 *     just when the whole constraint is
 * @param steps the parts of the constraint that are joined by {@code &&}, in order
 */
public record ConstraintPlan(Query least, Query most, Expression open, List<Step> steps) {
    /** A part of a constraint, and how much of it the index decides. */
    public record Step(String expression, Decision decision) {}

    /** How much the index decides. */
    public enum Decision {
        /** For every job. */
        DECIDED("decided by the index"),
        /** That some jobs do not match; the others are evaluated. */
        NARROWED("narrowed by the index"),
        /** Nothing. */
        OPEN("evaluated");

        private final String words;

        Decision(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Copies the steps. */
    public ConstraintPlan {
        steps = List.copyOf(steps);
    }

    /** Whether the index decides for every job. */
    public boolean isDecided() {
        return least.equals(most);
    }
}
