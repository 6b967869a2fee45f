package org.shelfmark.query.constraint;

import java.util.Optional;
import org.shelfmark.classad.AttributeReferences;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.BinaryOperator;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.ReferenceScope;
import org.shelfmark.classad.Truth;

/**
 * An expression that depends on one attribute of the record and on nothing else.
 *
 * @param attribute its folded name
 * @param time how long it may be evaluated for one value after the other
 */
record Atom(Expression expression, String attribute, Evaluator evaluator, PlanningTime time) {

    /**
     * A comparison of the attribute with a constant.
     *
     * @param operator as if the attribute stood on its left
     */
    record Comparison(BinaryOperator operator, AttributeValue constant) {}

    /** What the expression is where the attribute has a value. */
    Truth with(AttributeValue value) {
        Expression.Literal bound = new Expression.Literal(value);
        return Truth.of(
                evaluator.evaluate(expression, name -> name.equals(attribute) ? Optional.of(bound) : Optional.empty()));
    }

    /** The comparison that the expression is, if it is one. */
    Optional<Comparison> comparison() {
        if (Expressions.inner(expression) instanceof Expression.Binary binary && isComparison(binary.operator())) {
            if (isAttribute(binary.left()) && isConstant(binary.right())) {
                return Optional.of(new Comparison(binary.operator(), constant(binary.right())));
            }
            if (isAttribute(binary.right()) && isConstant(binary.left())) {
                return Optional.of(new Comparison(mirrored(binary.operator()), constant(binary.left())));
            }
        }
        return Optional.empty();
    }

    /** The comparison without its negation: {@code ==} for {@code !=}, {@code =?=} for {@code =!=}. */
    Atom affirmed() {
        if (Expressions.inner(expression) instanceof Expression.Binary binary) {
            BinaryOperator operator = switch (binary.operator()) {
                case NOT_EQUAL -> BinaryOperator.EQUAL;
                case NOT_IDENTICAL -> BinaryOperator.IDENTICAL;
                default -> binary.operator();
            };
            return new Atom(new Expression.Binary(operator, binary.left(), binary.right()), attribute, evaluator, time);
        }
        return this;
    }

    private boolean isAttribute(Expression side) {
        return Expressions.inner(side) instanceof Expression.AttributeReference reference
                && reference.scope() != ReferenceScope.TARGET
                && reference.foldedName().equals(attribute);
    }

    private static boolean isConstant(Expression side) {
        AttributeReferences references = AttributeReferences.of(side);
        return !references.open() && references.names().isEmpty();
    }

    private AttributeValue constant(Expression side) {
        return evaluator.evaluate(side, AttributeScope.empty());
    }

    private static boolean isComparison(BinaryOperator operator) {
        return switch (operator) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, IDENTICAL, NOT_IDENTICAL -> true;
            default -> false;
        };
    }

    private static BinaryOperator mirrored(BinaryOperator operator) {
        return switch (operator) {
            case LESS -> BinaryOperator.GREATER;
            case LESS_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
            case GREATER -> BinaryOperator.LESS;
            case GREATER_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
            default -> operator;
        };
    }
}
