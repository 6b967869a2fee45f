package org.shelfmark.classad;

import java.util.List;

/**
 * What an expression evaluates to. Strings are UTF-16 here and UTF-8 in files; bytes that were not UTF-8 have become
 * U+FFFD.
 */
@SuppressWarnings(
        "ClassInitializationDeadlock") // interfaces without default methods are not initialised with their subtypes
public sealed interface AttributeValue {
    /** The one undefined value. */
    AttributeValue UNDEFINED = Undefined.INSTANCE;

    /** The one error value. */
    AttributeValue ERROR = ErrorValue.INSTANCE;

    /** A missing attribute, or {@code undefined} itself. */
    enum Undefined implements AttributeValue {
        INSTANCE
    }

    /** The result of a type mismatch, a bad argument or an exceeded limit. */
    enum ErrorValue implements AttributeValue {
        INSTANCE
    }

    /** {@code true} or {@code false}. */
    record BooleanValue(boolean value) implements AttributeValue {
        /** {@code true}. */
        public static final BooleanValue TRUE = new BooleanValue(true);
        /** {@code false}. */
        public static final BooleanValue FALSE = new BooleanValue(false);

        /** One of the two shared instances. */
        public static BooleanValue of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /** A 64-bit signed integer. */
    record IntegerValue(long value) implements AttributeValue {}

    /** A double; may be infinite or NaN. Equality is that of {@link Double#equals}, not of the language. */
    record RealValue(double value) implements AttributeValue {}

    /** A string, without its quotes and escapes. */
    record StringValue(String value) implements AttributeValue {}

    /**
     * A list. Its elements are expressions, evaluated only when asked for ({@link Evaluator#members}), because a list
     * prints as it was written. Equality compares elements and ignores the scope.
     *
     * @param elements in order
     * @param scope where names in the elements are looked up
     */
    record ListValue(List<Expression> elements, LexicalScope scope) implements AttributeValue {
        public ListValue {
            elements = List.copyOf(elements);
        }

        /** A list whose elements refer to nothing outside themselves. */
        public ListValue(List<Expression> elements) {
            this(elements, LexicalScope.NONE);
        }

        /** A list of values. */
        public static ListValue of(List<? extends AttributeValue> members) {
            return new ListValue(
                    members.stream().<Expression>map(Expression.Literal::new).toList());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ListValue list && elements.equals(list.elements);
        }

        @Override
        public int hashCode() {
            return elements.hashCode();
        }
    }

    /**
     * A nested ad. Its attributes are expressions, evaluated only when asked for ({@link Evaluator#attributes}).
     * Equality compares attributes and ignores the scope. The record itself, as {@code MY} without an attribute name
     * yields it, is an ad without attributes whose scope is the record.
     *
     * @param ad the attributes, in HTCondor's order
     * @param scope where names in the attributes' expressions are looked up, beginning with this ad
     */
    record AdValue(Expression.AdExpression ad, LexicalScope scope) implements AttributeValue {
        /** An ad whose attributes refer to nothing but each other. */
        public AdValue(Expression.AdExpression ad) {
            this(ad, LexicalScope.root(ad));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof AdValue value && ad.equals(value.ad);
        }

        @Override
        public int hashCode() {
            return ad.hashCode();
        }
    }

    /**
     * A point in time.
     *
     * @param epochSeconds seconds since 1970-01-01T00:00:00Z, at most {@link #MAX_EPOCH_SECONDS} away from it
     * @param offsetSeconds the zone it is printed in, seconds east of Greenwich
     */
    record AbsoluteTimeValue(long epochSeconds, int offsetSeconds) implements AttributeValue {
        /** Some thirty million years: farther off, Java's calendar ends. */
        public static final long MAX_EPOCH_SECONDS = 1_000_000_000_000_000L;

        public AbsoluteTimeValue {
            if (epochSeconds > MAX_EPOCH_SECONDS || epochSeconds < -MAX_EPOCH_SECONDS) {
                throw new IllegalArgumentException("time is too far off: " + epochSeconds + " s");
            }
        }
    }

    /**
     * A duration.
     *
     * @param seconds may be negative or fractional
     */
    record RelativeTimeValue(double seconds) implements AttributeValue {}
}
