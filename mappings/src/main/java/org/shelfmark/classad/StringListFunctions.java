package org.shelfmark.classad;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Functions of lists that are written into one string. Its items are trimmed, and empty ones do not count. */
final class StringListFunctions {
    private static final String DELIMITERS = ", ";
    private static final String MEMBER_DELIMITERS = ", \t\r\n";

    private StringListFunctions() {}

    static void register(FunctionTable.Registry registry) {
        registry.add(
                "stringlistsize",
                1,
                2,
                arguments -> items(arguments, 0)
                        .<AttributeValue>map(items -> new IntegerValue(items.size()))
                        .orElse(AttributeValue.ERROR));
        // HTCondor starts from the extremes of a C float, and takes its smallest positive one for the smallest.
        addSummary(registry, "stringlistsum", Double::sum, 0, true, false);
        addSummary(registry, "stringlistavg", Double::sum, 0, true, true);
        addSummary(registry, "stringlistmin", (a, b) -> a < b ? a : b, Float.MAX_VALUE, false, false);
        addSummary(registry, "stringlistmax", (a, b) -> a > b ? a : b, Float.MIN_NORMAL, false, false);
        registry.add("stringlistmember", 2, 3, arguments -> member(arguments, false));
        registry.add("stringlistimember", 2, 3, arguments -> member(arguments, true));
        registry.add("stringlistsubsetmatch", 2, 3, arguments -> subset(arguments, false));
        registry.add("stringlistisubsetmatch", 2, 3, arguments -> subset(arguments, true));
        registry.add("stringlistsintersect", 2, 3, StringListFunctions::intersect);
        registry.add("stringlist_regexpmember", 2, 4, StringListFunctions::matchMember);
    }

    static List<String> split(String text, String delimiters) {
        List<String> items = new ArrayList<>();
        int next = 0;
        while (next < text.length()) {
            if (isSeparator(text.charAt(next), delimiters) || Lexer.isBlank(text.charAt(next))) {
                next++;
                continue;
            }
            int end = next;
            int last = next;
            while (end < text.length() && !isSeparator(text.charAt(end), delimiters)) {
                last = Lexer.isBlank(text.charAt(end)) ? last : end;
                end++;
            }
            items.add(text.substring(next, last + 1));
            next = end;
        }
        return items;
    }

    private static boolean isSeparator(char c, String delimiters) {
        return delimiters.indexOf(c) >= 0;
    }

    /** The items of a string argument, cut at the delimiters that may follow it; empty if either is no string. */
    private static Optional<List<String>> items(Arguments arguments, int index) {
        Optional<String> text = arguments.string(index);
        Optional<String> delimiters =
                arguments.count() > index + 1 ? arguments.string(index + 1) : Optional.of(DELIMITERS);
        return text.isPresent() && delimiters.isPresent()
                ? Optional.of(split(text.get(), delimiters.get()))
                : Optional.empty();
    }

    private static void addSummary(
            FunctionTable.Registry registry,
            String name,
            DoubleBinaryOperator step,
            double start,
            boolean emptyAllowed,
            boolean average) {
        registry.add(
                name,
                1,
                2,
                arguments -> items(arguments, 0)
                        .map(items -> items.isEmpty()
                                ? emptyAllowed ? new RealValue(0) : AttributeValue.UNDEFINED
                                : summarize(items, step, start, average))
                        .orElse(AttributeValue.ERROR));
    }

    private static AttributeValue summarize(
            List<String> items, DoubleBinaryOperator step, double start, boolean average) {
        double result = start;
        boolean real = false;
        for (String item : items) {
            OptionalDouble number = CNumber.parse(item);
            if (number.isEmpty()) {
                return AttributeValue.ERROR;
            }
            real |= !item.chars().allMatch(c -> c == '+' || c == '-' || NumberScanner.isDigit((char) c));
            result = step.applyAsDouble(number.getAsDouble(), result);
        }
        if (average) {
            result /= items.size();
        }
        return real ? new RealValue(result) : new IntegerValue(Conversion.truncate(result));
    }

    /** The arguments of a membership test, an undefined one of two being the empty string. */
    private record Membership(String item, String list, String delimiters) {
        /** Reads the arguments; empty if one is neither a string nor undefined. */
        static Optional<Membership> read(List<AttributeValue> values) {
            List<String> texts = new ArrayList<>(List.of("", "", MEMBER_DELIMITERS));
            for (int i = 0; i < values.size(); i++) {
                switch (values.get(i)) {
                    case StringValue string -> texts.set(i, string.value());
                    case AttributeValue.Undefined undefined -> {}
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            return Optional.of(new Membership(texts.get(0), texts.get(1), texts.get(2)));
        }
    }

    private static AttributeValue member(Arguments arguments, boolean folding) {
        List<AttributeValue> values = arguments.values();
        Optional<Membership> membership = Membership.read(values);
        if (membership.isEmpty()) {
            return AttributeValue.ERROR;
        }
        if (bothUndefined(values)) {
            return AttributeValue.UNDEFINED;
        }
        Membership m = membership.get();
        return BooleanValue.of(split(m.list(), m.delimiters()).stream()
                .anyMatch(item -> folding ? AsciiCase.equal(item, m.item()) : item.equals(m.item())));
    }

    /** A text without items is a subset only if it is empty. */
    private static AttributeValue subset(Arguments arguments, boolean folding) {
        List<AttributeValue> values = arguments.values();
        Optional<Membership> membership = Membership.read(values);
        if (membership.isEmpty()) {
            return AttributeValue.ERROR;
        }
        if (bothUndefined(values)) {
            return AttributeValue.UNDEFINED;
        }
        Membership m = membership.get();
        if (m.item().isEmpty()) {
            return BooleanValue.TRUE;
        }
        List<String> wanted = split(folding ? AsciiCase.fold(m.item()) : m.item(), m.delimiters());
        Set<String> present = new HashSet<>(split(folding ? AsciiCase.fold(m.list()) : m.list(), m.delimiters()));
        return BooleanValue.of(!wanted.isEmpty() && present.containsAll(wanted));
    }

    private static boolean bothUndefined(List<AttributeValue> values) {
        return values.get(0) instanceof AttributeValue.Undefined && values.get(1) instanceof AttributeValue.Undefined;
    }

    /** This one does not trim, and takes no delimiters for the usual ones. */
    private static AttributeValue intersect(Arguments arguments) {
        List<AttributeValue> values = arguments.values();
        if (values.contains(AttributeValue.ERROR)) {
            return AttributeValue.ERROR;
        }
        if (values.contains(AttributeValue.UNDEFINED)) {
            return AttributeValue.UNDEFINED;
        }
        Optional<Membership> lists = Membership.read(values);
        if (lists.isEmpty()) {
            return AttributeValue.ERROR;
        }
        String given = values.size() > 2 ? lists.get().delimiters() : "";
        String delimiters = given.isEmpty() ? DELIMITERS : given;
        Set<String> right = new HashSet<>(splitExactly(lists.get().list(), delimiters));
        return BooleanValue.of(
                splitExactly(lists.get().item(), delimiters).stream().anyMatch(right::contains));
    }

    private static List<String> splitExactly(String text, String delimiters) {
        List<String> items = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSeparator(text.charAt(i), delimiters)) {
                if (i > start) {
                    items.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return items;
    }

    private static AttributeValue matchMember(Arguments arguments) {
        Optional<String> expression = arguments.string(0);
        Optional<List<String>> items = items(arguments, 1);
        Optional<String> options = arguments.count() == 4 ? arguments.string(3) : Optional.of("");
        if (expression.isEmpty() || items.isEmpty() || options.isEmpty()) {
            return AttributeValue.ERROR;
        }
        EvaluationRun run = arguments.run();
        Optional<CompiledPattern> pattern = run.patterns().compile(expression.get(), AsciiCase.fold(options.get()));
        if (pattern.isEmpty()) {
            return AttributeValue.ERROR;
        }
        if (items.get().isEmpty()) {
            return AttributeValue.UNDEFINED;
        }
        return BooleanValue.of(
                items.get().stream().anyMatch(item -> pattern.get().find(run, ByteText.of(item))));
    }
}
