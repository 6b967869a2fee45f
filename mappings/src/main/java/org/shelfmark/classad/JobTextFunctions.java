package org.shelfmark.classad;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.ListValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Conversions between the old and new syntax of a job's environment and arguments. */
final class JobTextFunctions {
    private static final char OLD_DELIMITER = ';';
    private static final String PERMITTED_DELIMITERS = "!#$%&*+,-/:;<>?@^`|~\u001f";

    private JobTextFunctions() {}

    static void register(FunctionTable.Registry registry) {
        registry.add("envv1tov2", 1, 1, JobTextFunctions::newEnvironment);
        registry.add("mergeenvironment", 0, Integer.MAX_VALUE, JobTextFunctions::mergeEnvironment);
        registry.add("listtoargs", 1, 2, JobTextFunctions::listToArguments);
        registry.add("argstolist", 1, 2, JobTextFunctions::argumentsToList);
    }

    private static AttributeValue newEnvironment(Arguments arguments) {
        AttributeValue value = arguments.value(0);
        if (!(value instanceof StringValue text)) {
            return value instanceof AttributeValue.Undefined ? value : AttributeValue.ERROR;
        }
        String old = text.value();
        char delimiter = OLD_DELIMITER;
        if (!old.isEmpty() && PERMITTED_DELIMITERS.indexOf(old.charAt(0)) >= 0) {
            delimiter = old.charAt(0);
            old = old.substring(1);
        }
        Map<String, String> environment = new TreeMap<>(AsciiCase::compareExactly);
        int start = 0;
        for (int i = 0; i <= old.length(); i++) {
            if (i == old.length() || old.charAt(i) == '\n' || old.charAt(i) == delimiter) {
                String entry = ArgumentText.stripLeadingBlanks(old.substring(start, i));
                if (!entry.isEmpty() && !put(environment, entry)) {
                    return AttributeValue.ERROR;
                }
                start = i + 1;
            }
        }
        return print(environment);
    }

    /** Later strings override earlier ones; undefined ones are left out. */
    private static AttributeValue mergeEnvironment(Arguments arguments) {
        Map<String, String> environment = new TreeMap<>(AsciiCase::compareExactly);
        for (int i = 0; i < arguments.count(); i++) {
            AttributeValue value = arguments.value(i);
            if (value instanceof AttributeValue.Undefined) {
                continue;
            }
            Optional<List<String>> entries =
                    value instanceof StringValue text ? ArgumentText.split(text.value()) : Optional.empty();
            if (entries.isEmpty() || !entries.get().stream().allMatch(entry -> put(environment, entry))) {
                return AttributeValue.ERROR;
            }
        }
        return print(environment);
    }

    /** Enters {@code NAME=value}, or a macro that has not been expanded; false for anything else. */
    private static boolean put(Map<String, String> environment, String entry) {
        int equal = entry.indexOf('=');
        if (equal < 0 && entry.contains("$$")) {
            environment.put(entry, entry);
            return true;
        }
        if (equal <= 0) {
            return false;
        }
        environment.put(entry.substring(0, equal), entry);
        return true;
    }

    private static AttributeValue print(Map<String, String> environment) {
        return new StringValue(ArgumentText.join(environment.values()));
    }

    /** Which of the two syntaxes a second argument asks for, the new one by default; empty for anything but 1 and 2. */
    private static Optional<Integer> version(Arguments arguments) {
        if (arguments.count() == 1) {
            return Optional.of(2);
        }
        return arguments.value(1) instanceof IntegerValue integer
                        && (Conversion.narrow(integer) == 1 || Conversion.narrow(integer) == 2)
                ? Optional.of(Conversion.narrow(integer))
                : Optional.empty();
    }

    private static AttributeValue argumentsToList(Arguments arguments) {
        Optional<Integer> version = version(arguments);
        Optional<String> text = arguments.string(0);
        if (version.isEmpty() || text.isEmpty()) {
            return AttributeValue.ERROR;
        }
        Optional<List<String>> parts =
                version.get() == 1 ? Optional.of(ArgumentText.splitOld(text.get())) : ArgumentText.split(text.get());
        return parts.<AttributeValue>map(words ->
                        ListValue.of(words.stream().map(StringValue::new).toList()))
                .orElse(AttributeValue.ERROR);
    }

    private static AttributeValue listToArguments(Arguments arguments) {
        Optional<Integer> version = version(arguments);
        if (version.isEmpty() || !(arguments.value(0) instanceof ListValue list)) {
            return AttributeValue.ERROR;
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
            if (!(arguments.member(list, i) instanceof StringValue word)) {
                return AttributeValue.ERROR;
            }
            words.add(word.value());
        }
        if (version.get() == 2) {
            return new StringValue(ArgumentText.join(words));
        }
        return words.stream().anyMatch(ArgumentText::hasBlank)
                ? AttributeValue.ERROR
                : new StringValue(String.join(" ", words));
    }
}
