package org.shelfmark.classad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.classad.AttributeValue.ListValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** {@code split()} and its like: strings into lists. Anything but strings, undefined included, is an error. */
final class SplitFunctions {
    private SplitFunctions() {}

    static void register(FunctionTable.Registry registry) {
        registry.add("split", 1, 2, SplitFunctions::split);
        registry.add("splitusername", 1, 1, arguments -> splitAt(arguments, true));
        registry.add("splitslotname", 1, 1, arguments -> splitAt(arguments, false));
    }

    /** Without an at sign the other half of the name is empty: the domain, or the slot. */
    private static AttributeValue splitAt(Arguments arguments, boolean loneIsFirst) {
        Optional<String> name = arguments.string(0);
        if (name.isEmpty()) {
            return AttributeValue.ERROR;
        }
        String text = name.get();
        int at = text.indexOf('@');
        if (at >= 0) {
            return list(List.of(text.substring(0, at), text.substring(at + 1)));
        }
        return list(loneIsFirst ? List.of(text, "") : List.of("", text));
    }

    private static AttributeValue split(Arguments arguments) {
        Optional<String> text = arguments.string(0);
        Optional<String> separators = arguments.count() == 2 ? arguments.string(1) : Optional.of(", \t");
        if (text.isEmpty() || separators.isEmpty()) {
            return AttributeValue.ERROR;
        }
        return list(split(text.get(), separators.get()));
    }

    /** Parts between separators. Empty ones are dropped, but for those between two equal separators that are no blanks. */
    private static List<String> split(String text, String separators) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        char separatorBefore = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (separators.indexOf(c) < 0) {
                continue;
            }
            if (i > start) {
                parts.add(text.substring(start, i));
            } else if (!Lexer.isBlank(separatorBefore) && separatorBefore == c) {
                parts.add("");
            }
            if (!Lexer.isBlank(c)) {
                separatorBefore = c;
            }
            start = i + 1;
        }
        if (start < text.length()) {
            parts.add(text.substring(start));
        }
        return parts;
    }

    private static AttributeValue list(List<String> parts) {
        return ListValue.of(parts.stream().map(StringValue::new).toList());
    }
}
