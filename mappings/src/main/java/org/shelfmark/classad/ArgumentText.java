package org.shelfmark.classad;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * HTCondor's syntax for lists of words. In the new one words are separated by blanks; single quotes protect blanks, and
 * inside them two quotes mean one. The old one has no quotes.
 */
final class ArgumentText {
    private ArgumentText() {}

    /** The words of a text in new syntax; empty when a quote is not closed. */
    static Optional<List<String>> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean quote = c == '\'';
            if (quoted && quote && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                word.append(c);
                i++;
            } else if (quote) {
                quoted = !quoted;
                begun = true;
            } else if (!quoted && isBlank(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return quoted ? Optional.empty() : Optional.of(words);
    }

    /** The words of a text in old syntax. */
    static List<String> splitOld(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split("[ \t\r\n]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Words in new syntax. Only blanks and quotes are put in quotes, runs of them together, as HTCondor prints it. */
    static String join(Collection<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            if (word.isEmpty()) {
                text.append("''");
            }
            for (int i = 0; i < word.length(); i++) {
                append(text, word.charAt(i));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, char c) {
        if (!isBlank(c) && c != '\'') {
            text.append(c);
            return;
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) == '\'') {
            text.setLength(text.length() - 1);
        } else {
            text.append('\'');
        }
        if (c == '\'') {
            text.append('\'');
        }
        text.append(c).append('\'');
    }

    static boolean hasBlank(String word) {
        return word.chars().anyMatch(c -> isBlank((char) c));
    }

    static String stripLeadingBlanks(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
