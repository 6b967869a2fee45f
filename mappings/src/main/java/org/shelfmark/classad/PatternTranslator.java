package org.shelfmark.classad;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites the parts of PCRE2's syntax that {@code java.util.regex} reads differently: named groups, POSIX classes, brackets
 * and ampersands inside classes, and braces that are no quantifier.
 */
final class PatternTranslator {
    private static final Map<String, String> POSIX = Map.ofEntries(
            Map.entry("alpha", "\\p{Alpha}"),
            Map.entry("digit", "\\d"),
            Map.entry("alnum", "\\p{Alnum}"),
            Map.entry("upper", "\\p{Upper}"),
            Map.entry("lower", "\\p{Lower}"),
            Map.entry("space", "\\s"),
            Map.entry("blank", "\\p{Blank}"),
            Map.entry("punct", "\\p{Punct}"),
            Map.entry("print", "\\p{Print}"),
            Map.entry("graph", "\\p{Graph}"),
            Map.entry("cntrl", "\\p{Cntrl}"),
            Map.entry("xdigit", "\\p{XDigit}"),
            Map.entry("word", "\\w"));

    private static final Pattern POSIX_CLASS = Pattern.compile("\\[:(\\^?)([a-z]+):\\]");
    private static final Pattern QUANTIFIER = Pattern.compile("\\{\\d+(?:,\\d*)?\\}");

    private final String source;
    private final StringBuilder target = new StringBuilder();
    private int next;

    private PatternTranslator(String source) {
        this.source = source;
    }

    static String translate(String expression) {
        return new PatternTranslator(expression).translate();
    }

    private String translate() {
        while (next < source.length()) {
            char c = source.charAt(next);
            if (c == '\\') {
                copyEscape();
            } else if (c == '[') {
                translateClass();
            } else if (source.startsWith("(?P<", next)) {
                target.append("(?<");
                next += 4;
            } else if (c == '{') {
                translateBrace();
            } else {
                target.append(c);
                next++;
            }
        }
        return target.toString();
    }

    private void copyEscape() {
        if (source.startsWith("\\Q", next)) {
            int close = source.indexOf("\\E", next);
            int end = close < 0 ? source.length() : close + 2;
            target.append(source, next, end);
            next = end;
            return;
        }
        int end = Math.min(next + 2, source.length());
        target.append(source, next, end);
        next = end;
        // A property's or a number's braces belong to the escape.
        if (next < source.length() && source.charAt(next) == '{' && "pPxokgN".indexOf(source.charAt(next - 1)) >= 0) {
            int close = source.indexOf('}', next);
            end = close < 0 ? source.length() : close + 1;
            target.append(source, next, end);
            next = end;
        }
    }

    private void translateBrace() {
        Matcher quantifier = QUANTIFIER.matcher(source).region(next, source.length());
        if (quantifier.lookingAt()) {
            target.append(quantifier.group());
            next = quantifier.end();
        } else {
            target.append("\\{");
            next++;
        }
    }

    /** A closing bracket right after the opening one is a member, as is any opening bracket. */
    private void translateClass() {
        target.append('[');
        next++;
        if (next < source.length() && source.charAt(next) == '^') {
            target.append('^');
            next++;
        }
        boolean first = true;
        while (next < source.length()) {
            char c = source.charAt(next);
            if (c == ']' && !first) {
                target.append(']');
                next++;
                return;
            }
            translateMember(c);
            first = false;
        }
    }

    private void translateMember(char c) {
        Matcher posix = POSIX_CLASS.matcher(source).region(next, source.length());
        if (c == '\\') {
            copyEscape();
        } else if (c == '[' && posix.lookingAt() && POSIX.containsKey(posix.group(2))) {
            String members = POSIX.get(posix.group(2));
            target.append(posix.group(1).isEmpty() ? members : "[^" + members + "]");
            next = posix.end();
        } else {
            if (c == '[' || c == ']' || c == '&' || c == ' ' || c == '#') {
                target.append('\\');
            }
            target.append(c);
            next++;
        }
    }
}
