package org.shelfmark.query;

import java.util.List;

/** What a clause asks, names and values resolved. */
sealed interface Condition {

    /** Every job. */
    enum Everything implements Condition {
        INSTANCE
    }

    /** A value of an attribute or field meets a criterion. */
    record Compare(Target target, Criterion criterion) implements Condition {}

    /** The job's text has all these words. */
    record Words(String text, int column) implements Condition {}

    /** The job's text has a word like this. */
    record WordLike(TextPattern pattern, int column) implements Condition {}

    /** At least one of these holds. */
    record AnyOf(List<Condition> conditions) implements Condition {
        /** Copies the conditions. */
        public AnyOf {
            conditions = List.copyOf(conditions);
        }
    }

    /** All of these hold. */
    record AllOf(List<Condition> conditions) implements Condition {
        /** Copies the conditions. */
        public AllOf {
            conditions = List.copyOf(conditions);
        }
    }

    /** This does not hold. */
    record Not(Condition condition) implements Condition {}
}
