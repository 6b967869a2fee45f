package org.shelfmark.query;

import java.util.Optional;

/** What is asked of a value. */
sealed interface Criterion {

    /** A number equal to this one, or a string with exactly this text. */
    record NumberIs(QueryNumber number, String text) implements Criterion {}

    /** A number within bounds; a missing bound is open. */
    record NumberBetween(Optional<Bound> lower, Optional<Bound> upper) implements Criterion {}

    /** A string equal to this one, without regard to case. */
    record TextIs(String text) implements Criterion {}

    /** A string like this one, without regard to case. */
    record TextLike(TextPattern pattern, int column) implements Criterion {}

    /** A boolean. */
    record TruthIs(boolean truth) implements Criterion {}

    /** Any value but undefined. */
    enum Present implements Criterion {
        INSTANCE
    }

    /** One end of a range. */
    record Bound(QueryNumber number, boolean inclusive) {}
}
