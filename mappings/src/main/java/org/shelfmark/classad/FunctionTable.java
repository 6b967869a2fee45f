package org.shelfmark.classad;

import java.util.HashMap;
import java.util.Map;

/** The built-in functions by folded name. */
final class FunctionTable {
    private static final Map<String, Entry> ENTRIES = entries();

    private FunctionTable() {}

    private record Entry(int fewest, int most, ClassAdFunction function) {}

    /** Where the groups of functions enter theirs. */
    @FunctionalInterface
    interface Registry {
        /**
         * Adds a function.
         *
         * @param foldedName its name in lower case
         * @param fewest arguments it takes
         * @param most arguments it takes
         */
        void add(String foldedName, int fewest, int most, ClassAdFunction function);
    }

    /** The value of a call; error for an unknown function or a wrong number of arguments. */
    static AttributeValue call(EvaluationRun run, LexicalScope scope, Expression.FunctionCall call) {
        Entry entry = ENTRIES.get(call.foldedName());
        int count = call.arguments().size();
        if (entry == null || count < entry.fewest || count > entry.most) {
            return AttributeValue.ERROR;
        }
        return entry.function.apply(new Arguments(run, scope, call));
    }

    private static Map<String, Entry> entries() {
        Map<String, Entry> entries = new HashMap<>();
        Registry registry = (name, fewest, most, function) -> {
            if (entries.put(name, new Entry(fewest, most, function)) != null) {
                throw new IllegalStateException("function \"" + name + "\" is defined twice");
            }
        };
        TypeFunctions.register(registry);
        ConversionFunctions.register(registry);
        NumberFunctions.register(registry);
        ListFunctions.register(registry);
        StringFunctions.register(registry);
        SplitFunctions.register(registry);
        VersionFunctions.register(registry);
        PatternFunctions.register(registry);
        StringListFunctions.register(registry);
        TimeFunctions.register(registry);
        ContextFunctions.register(registry);
        JobTextFunctions.register(registry);
        return Map.copyOf(entries);
    }
}
