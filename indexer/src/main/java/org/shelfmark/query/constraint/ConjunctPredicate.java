package org.shelfmark.query.constraint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.query.ColumnPredicate;
import org.shelfmark.query.CondensedPart;
import org.shelfmark.query.Verdict;

/**
 * Whether an expression is true, by the values of the attributes it refers to.
 *
 * @param attributes folded names of all attributes that may be other than undefined
 * @param type of the column of numbers, where there is one attribute
 */
record ConjunctPredicate(Expression expression, List<String> attributes, FieldType type, Evaluator evaluator)
        implements ColumnPredicate, CondensedPart.TogetherPredicate {
    /** From here on a double may stand for an integer that it only is near to. */
    private static final double EXACT = 0x1p53;

    @Override
    public Verdict values(List<AttributeValue> values) {
        Map<String, Expression> bound = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof AttributeValue.Undefined)) {
                bound.put(attributes.get(i), new Expression.Literal(values.get(i)));
            }
        }
        AttributeScope scope = name -> Optional.ofNullable(bound.get(name));
        return verdict(Evaluator.matches(evaluator.evaluate(expression, scope)));
    }

    private static Verdict verdict(boolean meant) {
        return meant ? Verdict.YES : Verdict.NO;
    }

    @Override
    public Verdict value(AttributeValue value, boolean faithful) {
        return faithful ? values(List.of(value)) : Verdict.OPEN;
    }

    @Override
    public Verdict none(boolean faithful) {
        return value(AttributeValue.UNDEFINED, faithful);
    }

    @Override
    public Verdict others(boolean faithful) {
        return Verdict.OPEN;
    }

    @Override
    public Verdict numbers(double least, double greatest, boolean faithful) {
        if (!faithful || !(Math.abs(least) < EXACT) || !(Math.abs(greatest) < EXACT)) {
            return Verdict.OPEN;
        }
        if (least == greatest) {
            return value(type == FieldType.REAL ? new RealValue(least) : new IntegerValue((long) least), true);
        }
        Optional<Atom.Comparison> comparison =
                new Atom(expression, attributes.get(0), evaluator, PlanningTime.UNLIMITED).comparison();
        return comparison.isEmpty() ? Verdict.OPEN : numbers(least, greatest, comparison.get());
    }

    private static Verdict numbers(double least, double greatest, Atom.Comparison comparison) {
        double constant = switch (comparison.constant()) {
            case IntegerValue integer -> integer.value();
            case RealValue real -> real.value();
            default -> Double.NaN;
        };
        if (!(Math.abs(constant) < EXACT)) {
            return Verdict.OPEN;
        }
        boolean outside = greatest < constant || least > constant;
        return switch (comparison.operator()) {
            case LESS -> ordered(greatest < constant, least >= constant);
            case LESS_OR_EQUAL -> ordered(greatest <= constant, least > constant);
            case GREATER -> ordered(least > constant, greatest <= constant);
            case GREATER_OR_EQUAL -> ordered(least >= constant, greatest < constant);
            case EQUAL -> ordered(false, outside);
            case NOT_EQUAL -> ordered(outside, false);
            default -> Verdict.OPEN;
        };
    }

    private static Verdict ordered(boolean all, boolean none) {
        return all ? Verdict.YES : none ? Verdict.NO : Verdict.OPEN;
    }
}
