package org.shelfmark.classad;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A parsed expression, one record per node. */
public sealed interface Expression {
    /**
     * A constant. Infinity and NaN are written as function calls and are not constants.
     *
     * @param value as written
     */
    record Literal(AttributeValue value) implements Expression {
        /** {@code undefined}. */
        public static final Literal UNDEFINED = new Literal(AttributeValue.UNDEFINED);
        /** {@code error}. */
        public static final Literal ERROR = new Literal(AttributeValue.ERROR);
        /** {@code true}. */
        public static final Literal TRUE = new Literal(AttributeValue.BooleanValue.TRUE);
        /** {@code false}. */
        public static final Literal FALSE = new Literal(AttributeValue.BooleanValue.FALSE);

        /**
         * What the constant evaluates to. That is its value, unless it is a duration: HTCondor evaluates {@code
         * relTime("01:00")} to the real number of its seconds, 60.0. Only those that are computed stay durations.
         */
        public AttributeValue evaluated() {
            return value instanceof AttributeValue.RelativeTimeValue duration
                    ? new AttributeValue.RealValue(duration.seconds())
                    : value;
        }
    }

    /**
     * An attribute's name, with or without a prefix. A prefix in other letters than {@code MY} and {@code TARGET} is
     * kept as a {@link Selection} from the attribute of that name, which means the same and prints as written.
     *
     * @param scope the prefix
     * @param name as written, without the prefix and without quotes
     * @param foldedName the name in ASCII lower case
     */
    record AttributeReference(ReferenceScope scope, String name, String foldedName) implements Expression {
        /** A reference whose folded name is computed. */
        public AttributeReference(ReferenceScope scope, String name) {
            this(scope, name, AsciiCase.fold(name));
        }
    }

    /** A prefix operator and its operand. */
    record Unary(UnaryOperator operator, Expression operand) implements Expression {}

    /**
     * An infix operator and its operands. Chains lean to the left and may be many thousand long: whoever walks down them
     * by recursion, {@code equals}, {@code hashCode} and {@code toString} included, may run out of stack.
     */
    record Binary(BinaryOperator operator, Expression left, Expression right) implements Expression {
        /**
         * This node and the binary nodes reached by going left, innermost first: what lets a chain of thousands of
         * alternatives be worked off without recursion.
         */
        public Deque<Binary> leftSpine() {
            Deque<Binary> spine = new ArrayDeque<>();
            Expression node = this;
            while (node instanceof Binary binary) {
                spine.push(binary);
                node = binary.left;
            }
            return spine;
        }
    }

    /** {@code condition ? whenTrue : whenFalse}. */
    record Conditional(Expression condition, Expression whenTrue, Expression whenFalse) implements Expression {}

    /** {@code value ?: fallback}: the fallback where the value is undefined. */
    record Elvis(Expression value, Expression fallback) implements Expression {}

    /** {@code base[index]}. */
    record Subscript(Expression base, Expression index) implements Expression {}

    /**
     * {@code base.name}.
     *
     * @param base an ad, or a list of ads
     * @param name as written, without quotes
     * @param foldedName the name in ASCII lower case
     */
    record Selection(Expression base, String name, String foldedName) implements Expression {
        /** A selection whose folded name is computed. */
        public Selection(Expression base, String name) {
            this(base, name, AsciiCase.fold(name));
        }
    }

    /**
     * {@code name(arguments)}. The function need not exist: then its value is error.
     *
     * @param name as written
     * @param foldedName the name in ASCII lower case
     * @param arguments in order
     */
    record FunctionCall(String name, String foldedName, List<Expression> arguments) implements Expression {
        public FunctionCall {
            arguments = List.copyOf(arguments);
        }

        /** A call whose folded name is computed. */
        public FunctionCall(String name, List<Expression> arguments) {
            this(name, AsciiCase.fold(name), arguments);
        }
    }

    /** <code>{ a,b }</code>. */
    record ListExpression(List<Expression> elements) implements Expression {
        public ListExpression {
            elements = List.copyOf(elements);
        }
    }

    /**
     * One attribute of an ad.
     *
     * @param name as written, without quotes
     * @param foldedName the name in ASCII lower case
     * @param value the expression it is bound to
     */
    record Attribute(String name, String foldedName, Expression value) {
        /** An attribute whose folded name is computed. */
        public Attribute(String name, Expression value) {
            this(name, AsciiCase.fold(name), value);
        }
    }

    /**
     * {@code [ a = 1; b = 2 ]}. Attributes are put into the order HTCondor keeps and prints them in, by length of name and
     * then by name in lower case; of two with the same name the later value counts, under the earlier spelling.
     */
    record AdExpression(List<Attribute> attributes) implements Expression, AttributeScope {
        private static final Comparator<String> NAMES =
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

        /** {@code [  ]}. */
        public static final AdExpression EMPTY = new AdExpression(List.of());

        public AdExpression {
            TreeMap<String, Attribute> ordered = new TreeMap<>(NAMES);
            for (Attribute attribute : attributes) {
                ordered.merge(
                        attribute.foldedName(),
                        attribute,
                        (earlier, later) -> new Attribute(earlier.name(), earlier.foldedName(), later.value()));
            }
            attributes = List.copyOf(ordered.values());
        }

        @Override
        public Optional<Expression> attribute(String foldedName) {
            int low = 0;
            int high = attributes.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                Attribute attribute = attributes.get(middle);
                int order = NAMES.compare(attribute.foldedName, foldedName);
                if (order == 0) {
                    return Optional.of(attribute.value);
                }
                low = order < 0 ? middle + 1 : low;
                high = order < 0 ? high : middle - 1;
            }
            return Optional.empty();
        }
    }

    /** {@code (inner)}: means the same as the inner expression, but prints with its parentheses. */
    record Parenthesised(Expression inner) implements Expression {}
}
