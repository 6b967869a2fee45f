package org.shelfmark.classad;

import java.util.Map;
import org.shelfmark.classad.AttributeValue.AdValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.ListValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Functions of lists. Undefined instead of a list gives undefined, any other type error. */
final class ListFunctions {
    private static final Map<String, BinaryOperator> COMPARISONS = Map.of(
            "<", BinaryOperator.LESS,
            "<=", BinaryOperator.LESS_OR_EQUAL,
            "==", BinaryOperator.EQUAL,
            "!=", BinaryOperator.NOT_EQUAL,
            ">", BinaryOperator.GREATER,
            ">=", BinaryOperator.GREATER_OR_EQUAL,
            "is", BinaryOperator.IDENTICAL,
            "isnt", BinaryOperator.NOT_IDENTICAL);

    private ListFunctions() {}

    static void register(FunctionTable.Registry registry) {
        registry.add("size", 1, 1, ListFunctions::size);
        registry.add("sum", 1, 1, arguments -> sum(arguments, false));
        registry.add("avg", 1, 1, arguments -> sum(arguments, true));
        registry.add("min", 1, 1, arguments -> extreme(arguments, BinaryOperator.LESS));
        registry.add("max", 1, 1, arguments -> extreme(arguments, BinaryOperator.GREATER));
        registry.add("member", 2, 2, arguments -> member(arguments, BinaryOperator.EQUAL));
        registry.add("identicalmember", 2, 2, arguments -> member(arguments, BinaryOperator.IDENTICAL));
        registry.add("anycompare", 3, 3, arguments -> compareAll(arguments, false));
        registry.add("allcompare", 3, 3, arguments -> compareAll(arguments, true));
    }

    private static AttributeValue notAList(AttributeValue value) {
        return value instanceof AttributeValue.Undefined ? AttributeValue.UNDEFINED : AttributeValue.ERROR;
    }

    private static boolean isNumber(AttributeValue value) {
        return value instanceof IntegerValue || value instanceof RealValue || value instanceof BooleanValue;
    }

    private static AttributeValue size(Arguments arguments) {
        return switch (arguments.value(0)) {
            case StringValue string -> new IntegerValue(ByteText.length(string.value()));
            case ListValue list -> new IntegerValue(list.elements().size());
            case AdValue ad -> new IntegerValue(ad.ad().attributes().size());
            case AttributeValue other -> notAList(other);
        };
    }

    /** The sum of no members is the integer 0, and so is their average. */
    private static AttributeValue sum(Arguments arguments, boolean average) {
        AttributeValue argument = arguments.value(0);
        if (!(argument instanceof ListValue list)) {
            return notAList(argument);
        }
        AttributeValue sum = new IntegerValue(0);
        int count = 0;
        for (int i = 0; i < list.elements().size(); i++) {
            AttributeValue member = arguments.member(list, i);
            if (member instanceof AttributeValue.Undefined) {
                continue;
            }
            if (!isNumber(member)) {
                return AttributeValue.ERROR;
            }
            sum = count == 0 ? member : Arithmetic.apply(BinaryOperator.ADD, sum, member);
            count++;
        }
        return average && count > 0 ? Arithmetic.apply(BinaryOperator.DIVIDE, sum, new RealValue(count)) : sum;
    }

    private static AttributeValue extreme(Arguments arguments, BinaryOperator better) {
        AttributeValue argument = arguments.value(0);
        if (!(argument instanceof ListValue list)) {
            return notAList(argument);
        }
        AttributeValue best = AttributeValue.UNDEFINED;
        for (int i = 0; i < list.elements().size(); i++) {
            AttributeValue member = arguments.member(list, i);
            if (member instanceof AttributeValue.Undefined) {
                continue;
            }
            if (!isNumber(member)) {
                return AttributeValue.ERROR;
            }
            if (best instanceof AttributeValue.Undefined) {
                best = member;
                continue;
            }
            // HTCondor's comparison leaves both numbers converted to the type it compared them in.
            boolean asReals = member instanceof RealValue || best instanceof RealValue;
            AttributeValue candidate = asReals ? Conversion.toReal(member) : Arithmetic.promote(member);
            best = asReals ? Conversion.toReal(best) : Arithmetic.promote(best);
            if (Arithmetic.apply(better, candidate, best).equals(BooleanValue.TRUE)) {
                best = candidate;
            }
        }
        return best;
    }

    private static AttributeValue member(Arguments arguments, BinaryOperator comparison) {
        boolean strict = comparison == BinaryOperator.IDENTICAL;
        AttributeValue sought = arguments.value(0);
        AttributeValue argument = arguments.value(1);
        if (argument instanceof AttributeValue.Undefined || (!strict && sought instanceof AttributeValue.Undefined)) {
            return AttributeValue.UNDEFINED;
        }
        if (!(argument instanceof ListValue list)
                || sought instanceof ListValue
                || sought instanceof AdValue
                || (!strict && sought instanceof AttributeValue.ErrorValue)) {
            return AttributeValue.ERROR;
        }
        for (int i = 0; i < list.elements().size(); i++) {
            AttributeValue member = arguments.member(list, i);
            if (Arithmetic.apply(comparison, member, sought).equals(BooleanValue.TRUE)) {
                return BooleanValue.TRUE;
            }
        }
        return BooleanValue.FALSE;
    }

    /** The first member whose comparison is undefined ends the search, and counts as no match. */
    private static AttributeValue compareAll(Arguments arguments, boolean all) {
        AttributeValue symbol = arguments.value(0);
        if (!(symbol instanceof StringValue name)) {
            return notAList(symbol);
        }
        BinaryOperator comparison = COMPARISONS.get(name.value());
        AttributeValue argument = arguments.value(1);
        if (comparison == null) {
            return AttributeValue.ERROR;
        }
        if (!(argument instanceof ListValue list)) {
            return notAList(argument);
        }
        AttributeValue reference = arguments.value(2);
        for (int i = 0; i < list.elements().size(); i++) {
            AttributeValue outcome = Arithmetic.apply(comparison, arguments.member(list, i), reference);
            if (outcome instanceof AttributeValue.Undefined) {
                return BooleanValue.FALSE;
            }
            if (!(outcome instanceof BooleanValue matched)) {
                return AttributeValue.ERROR;
            }
            if (matched.value() != all) {
                return matched;
            }
        }
        return BooleanValue.of(all);
    }
}
