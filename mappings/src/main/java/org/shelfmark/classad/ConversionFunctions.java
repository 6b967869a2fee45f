package org.shelfmark.classad;

import org.shelfmark.classad.AttributeValue.BooleanValue;

/** {@code int()}, {@code real()}, {@code string()}, {@code bool()}. */
final class ConversionFunctions {
    private ConversionFunctions() {}

    static void register(FunctionTable.Registry registry) {
        registry.add("int", 1, 1, arguments -> Conversion.toInteger(arguments.value(0)));
        registry.add("real", 1, 1, arguments -> Conversion.toReal(arguments.value(0)));
        registry.add("string", 1, 1, arguments -> Conversion.toText(arguments.value(0)));
        registry.add("bool", 1, 1, arguments -> toBoolean(arguments.value(0)));
    }

    private static AttributeValue toBoolean(AttributeValue value) {
        return switch (value) {
            case AttributeValue.StringValue string -> {
                if (AsciiCase.equal(string.value(), "true")) {
                    yield BooleanValue.TRUE;
                }
                yield AsciiCase.equal(string.value(), "false") ? BooleanValue.FALSE : AttributeValue.UNDEFINED;
            }
            case AttributeValue.RelativeTimeValue duration ->
                BooleanValue.of(Conversion.truncate(duration.seconds()) != 0);
            default -> Truth.of(value).toValue();
        };
    }
}
