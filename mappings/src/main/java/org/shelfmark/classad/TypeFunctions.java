package org.shelfmark.classad;

import java.util.function.Predicate;
import org.shelfmark.classad.AttributeValue.BooleanValue;

/** {@code isUndefined()} and its like: always true or false. */
final class TypeFunctions {
    private TypeFunctions() {}

    static void register(FunctionTable.Registry registry) {
        add(registry, "isundefined", value -> value instanceof AttributeValue.Undefined);
        add(registry, "iserror", value -> value instanceof AttributeValue.ErrorValue);
        add(registry, "isstring", AttributeValue.StringValue.class::isInstance);
        add(registry, "isinteger", AttributeValue.IntegerValue.class::isInstance);
        add(registry, "isreal", AttributeValue.RealValue.class::isInstance);
        add(registry, "isboolean", BooleanValue.class::isInstance);
        add(registry, "islist", AttributeValue.ListValue.class::isInstance);
        add(registry, "isclassad", AttributeValue.AdValue.class::isInstance);
        add(registry, "isabstime", AttributeValue.AbsoluteTimeValue.class::isInstance);
        add(registry, "isreltime", AttributeValue.RelativeTimeValue.class::isInstance);
    }

    private static void add(FunctionTable.Registry registry, String name, Predicate<AttributeValue> test) {
        registry.add(name, 1, 1, arguments -> BooleanValue.of(test.test(arguments.value(0))));
    }
}
