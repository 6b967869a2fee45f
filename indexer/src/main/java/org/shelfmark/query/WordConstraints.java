package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.AttributeTerms.Kind;
import org.shelfmark.document.WordSplitter;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.ConstraintText.Certainty;
import org.shelfmark.query.TextPattern.AnyText;
import org.shelfmark.query.TextPattern.Literal;

/**
 * Bare words as regular expressions over all text attributes at once. ClassAds do not divide texts into words as Shelfmark
 * does, so that the jobs meant are only held between two expressions.
 */
final class WordConstraints {
    private static final String REASON = "ClassAds do not divide texts into words as Shelfmark does";

    private final WordSplitter splitter = new WordSplitter();
    private final String text;
    private final boolean onlyStrings;

    WordConstraints(Mapping mapping, IndexedAttributes attributes) {
        List<String> names = new ArrayList<>();
        boolean plain = true;
        for (FieldMapping field : mapping.fields()) {
            if (field.text()) {
                for (String name : field.attributes()) {
                    names.add(name);
                    String folded = Mapping.fold(name);
                    boolean ofField = mapping.ofAttribute(name).isPresent();
                    plain &= !attributes.contains(folded, Kind.EXPRESSION)
                            && !attributes.contains(folded, Kind.MISFIT)
                            && (ofField || !isOther(folded, attributes));
                }
            }
        }
        this.text = "join(\" \", " + String.join(", ", names) + ")";
        this.onlyStrings = plain;
    }

    /** Whether an attribute without a column of its own has values that are no strings. */
    private static boolean isOther(String folded, IndexedAttributes attributes) {
        ValueKinds kinds = ValueKinds.of(folded, attributes);
        return kinds.numbers() || kinds.booleans() || kinds.compounds() || kinds.errors();
    }

    ConstraintBounds words(Condition.Words words) {
        List<ConstraintText> least = new ArrayList<>();
        List<ConstraintText> most = new ArrayList<>();
        for (BytesRef term : QueryTranslator.words(words, splitter)) {
            String word = term.utf8ToString();
            String literal = RegularExpression.literal(word);
            boolean plain = word.matches("[a-z0-9_]{1,200}");
            // between blanks and slashes it is surely a word of its own
            least.add(onlyStrings && plain ? found("(^|[ /])" + literal + "([ /]|$)") : ConstraintText.FALSE);
            most.add(found(bounded(word, literal, true, true)));
        }
        return new ConstraintBounds(ConstraintText.all(least), ConstraintText.all(most), REASON);
    }

    ConstraintBounds like(TextPattern pattern) {
        List<TextPattern.Part> parts = pattern.parts();
        // no word has a blank or a slash
        String body = RegularExpression.without(" /").body(pattern);
        String literals = String.join(
                "",
                parts.stream()
                        .map(part -> part instanceof Literal literal ? literal.text() : "")
                        .toList());
        boolean from = parts.getFirst() instanceof Literal;
        boolean to = parts.getLast() instanceof Literal;
        String trimmed = trimmed(body, parts);
        return new ConstraintBounds(ConstraintText.FALSE, found(bounded(literals, trimmed, from, to)), REASON);
    }

    /** Without wildcards at the ends: what is sought need not begin or end there. */
    private static String trimmed(String body, List<TextPattern.Part> parts) {
        String any = "[^ /]*";
        int from = parts.size() > 1 && parts.getFirst() == AnyText.INSTANCE ? any.length() : 0;
        int to = parts.size() > 1 && parts.getLast() == AnyText.INSTANCE && body.length() > from + any.length()
                ? any.length()
                : 0;
        return body.substring(from, body.length() - to);
    }

    /** Words begin and end between a letter of ASCII and something else, where they begin and end with one. */
    private static String bounded(String letters, String regex, boolean from, boolean to) {
        String start = from && letters.matches("(?s)[A-Za-z0-9_].*") ? "\\b" : "";
        String end = to && letters.matches("(?s).*[A-Za-z0-9_]") ? "\\b" : "";
        return start + regex + end;
    }

    /** What is no string becomes one in the joined text, or an error: then nothing is known. */
    private ConstraintText found(String regex) {
        String call = "regexp(" + ValueConstraints.quoted(regex) + ", " + text + ", \"i\")";
        return onlyStrings
                ? ConstraintText.call(call, Certainty.UNDEFINED)
                : ConstraintText.decided(call + " =!= false", call + " =?= false");
    }
}
