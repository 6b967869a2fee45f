package org.shelfmark.classad;

import java.util.ArrayList;
import java.util.List;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.ListValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Putting strings together, taking them apart, comparing them. */
final class StringFunctions {
    private StringFunctions() {}

    static void register(FunctionTable.Registry registry) {
        registry.add("strcat", 0, Integer.MAX_VALUE, StringFunctions::concatenate);
        registry.add("join", 0, Integer.MAX_VALUE, StringFunctions::join);
        addCase(registry, "toupper", AsciiCase::unfold);
        addCase(registry, "tolower", AsciiCase::fold);
        registry.add("substr", 2, 3, StringFunctions::substring);
        registry.add("strcmp", 2, 2, arguments -> compare(arguments, false));
        registry.add("stricmp", 2, 2, arguments -> compare(arguments, true));
    }

    private static void addCase(
            FunctionTable.Registry registry, String name, java.util.function.UnaryOperator<String> conversion) {
        registry.add(name, 1, 1, arguments -> {
            AttributeValue text = Conversion.toText(arguments.value(0));
            return text instanceof StringValue string ? new StringValue(conversion.apply(string.value())) : text;
        });
    }

    private static AttributeValue concatenate(Arguments arguments) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < arguments.count(); i++) {
            AttributeValue text = Conversion.toText(arguments.value(i));
            if (!(text instanceof StringValue string)) {
                return text;
            }
            result.append(string.value());
            arguments.run().checkLength(result.length());
        }
        return new StringValue(result.toString());
    }

    /** {@code join(sep, a, b, ...)}, {@code join(sep, list)} or {@code join(list)}. Undefined members are left out. */
    private static AttributeValue join(Arguments arguments) {
        List<AttributeValue> texts = new ArrayList<>();
        int count = arguments.count();
        if (count >= 1 && count <= 2 && arguments.value(count - 1) instanceof ListValue list) {
            texts.add(count == 2 ? Conversion.toText(arguments.value(0)) : new StringValue(""));
            for (int i = 0; i < list.elements().size(); i++) {
                texts.add(Conversion.toText(arguments.member(list, i)));
            }
        } else {
            for (int i = 0; i < count; i++) {
                texts.add(Conversion.toText(arguments.value(i)));
            }
        }
        return join(arguments.run(), texts);
    }

    /** The first text is the separator. No separator goes before the first text that is not empty. */
    private static AttributeValue join(EvaluationRun run, List<AttributeValue> texts) {
        StringBuilder result = new StringBuilder();
        String separator = "";
        boolean anyUndefined = false;
        boolean anyMember = false;
        for (int i = 0; i < texts.size(); i++) {
            AttributeValue text = texts.get(i);
            if (text instanceof AttributeValue.Undefined) {
                anyUndefined = true;
            } else if (!(text instanceof StringValue string)) {
                return AttributeValue.ERROR;
            } else if (i == 0) {
                separator = string.value();
            } else {
                result.append(result.isEmpty() ? "" : separator).append(string.value());
                anyMember = true;
                run.checkLength(result.length());
            }
        }
        return anyUndefined && !anyMember ? AttributeValue.UNDEFINED : new StringValue(result.toString());
    }

    private static AttributeValue substring(Arguments arguments) {
        AttributeValue source = arguments.value(0);
        AttributeValue from = arguments.value(1);
        boolean limited = arguments.count() == 3;
        AttributeValue limit = limited ? arguments.value(2) : new IntegerValue(0);
        if (source instanceof AttributeValue.Undefined
                || from instanceof AttributeValue.Undefined
                || limit instanceof AttributeValue.Undefined) {
            return AttributeValue.UNDEFINED;
        }
        if (!(source instanceof StringValue string)
                || !(from instanceof IntegerValue offset)
                || !(limit instanceof IntegerValue length)) {
            return AttributeValue.ERROR;
        }
        String bytes = ByteText.of(string.value());
        long from32 = Conversion.narrow(offset);
        long length32 = Conversion.narrow(length);
        long start = from32 < 0 ? Math.max(0, bytes.length() + from32) : from32;
        start = Math.min(start, bytes.length());
        long available = bytes.length() - start;
        long wanted = available;
        if (limited) {
            wanted = length32 < 0 ? Math.max(0, available + length32) : length32;
        }
        return new StringValue(arguments.run().decode(bytes.substring((int) start, (int)
                (start + Math.min(wanted, available)))));
    }

    private static AttributeValue compare(Arguments arguments, boolean folding) {
        AttributeValue left = arguments.value(0);
        AttributeValue right = arguments.value(1);
        if (left instanceof AttributeValue.Undefined || right instanceof AttributeValue.Undefined) {
            return AttributeValue.UNDEFINED;
        }
        if (!(Conversion.toText(left) instanceof StringValue a)
                || !(Conversion.toText(right) instanceof StringValue b)) {
            return AttributeValue.ERROR;
        }
        int order = folding ? AsciiCase.compare(a.value(), b.value()) : AsciiCase.compareExactly(a.value(), b.value());
        return new IntegerValue(Integer.signum(order));
    }
}
