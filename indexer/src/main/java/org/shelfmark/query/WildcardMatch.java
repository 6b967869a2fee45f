package org.shelfmark.query;

import java.util.List;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.query.TextPattern.AnyChar;
import org.shelfmark.query.TextPattern.AnyText;
import org.shelfmark.query.TextPattern.Literal;
import org.shelfmark.query.TextPattern.Part;

/** Matches a pattern against one short text. */
final class WildcardMatch {
    private WildcardMatch() {}

    static boolean matches(TextPattern pattern, String text) {
        return matches(pattern.parts(), 0, CaseFolding.fold(text), 0);
    }

    private static boolean matches(List<Part> parts, int part, String text, int at) {
        if (part == parts.size()) {
            return at == text.length();
        }
        return switch (parts.get(part)) {
            case Literal literal -> {
                String wanted = CaseFolding.fold(literal.text());
                yield text.startsWith(wanted, at) && matches(parts, part + 1, text, at + wanted.length());
            }
            case AnyChar any -> at < text.length() && matches(parts, part + 1, text, at + 1);
            case AnyText any -> {
                boolean found = false;
                for (int skip = at; skip <= text.length() && !found; skip++) {
                    found = matches(parts, part + 1, text, skip);
                }
                yield found;
            }
        };
    }
}
