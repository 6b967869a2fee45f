package org.shelfmark.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.query.TextPattern.AnyChar;
import org.shelfmark.query.TextPattern.AnyText;
import org.shelfmark.query.TextPattern.Literal;

/**
 * Patterns as automata over code points, for folded terms and for columns that keep the spelling.
 *
 * <p>Zero separates parts of a term and never belongs to a text, so a wildcard does not run across it.
 */
final class PatternAutomata {
    private static final int MAX_WORK = 200_000;
    private static final int[] NONE = {};

    private PatternAutomata() {}

    /** Accepts folded texts that match. */
    static Automaton folded(TextPattern pattern) {
        List<Automaton> parts = new ArrayList<>();
        for (TextPattern.Part part : pattern.parts()) {
            parts.add(
                    switch (part) {
                        case Literal literal -> Automata.makeString(CaseFolding.fold(literal.text()));
                        case AnyText any -> anyText();
                        case AnyChar any -> anyChar();
                    });
        }
        return parts.isEmpty() ? Automata.makeEmptyString() : Operations.concatenate(parts);
    }

    /** Accepts texts in any spelling whose folded form matches. */
    static Automaton anyCase(TextPattern pattern) {
        List<Automaton> parts = new ArrayList<>();
        for (TextPattern.Part part : pattern.parts()) {
            switch (part) {
                case Literal literal -> literal.text().codePoints().forEach(point -> parts.add(anyCase(point)));
                case AnyText any -> parts.add(anyText());
                case AnyChar any -> parts.add(anyChar());
            }
        }
        return parts.isEmpty() ? Automata.makeEmptyString() : Operations.concatenate(parts);
    }

    /** Deterministic, as queries want it. */
    static Automaton determinized(Automaton automaton, int column) {
        try {
            return Operations.determinize(automaton, MAX_WORK);
        } catch (TooComplexToDeterminizeException e) {
            throw new QueryException(column, "the pattern is too complex; use fewer wildcards");
        }
    }

    static Automaton anyText() {
        return Operations.repeat(anyChar());
    }

    private static Automaton anyChar() {
        return Automata.makeCharRange(1, Character.MAX_CODE_POINT);
    }

    private static Automaton anyCase(int point) {
        List<Automaton> variants = new ArrayList<>();
        for (int form : caseForms(point)) {
            variants.add(Automata.makeChar(form));
        }
        return Operations.union(variants);
    }

    /** All code points that fold to the same one, that one first. */
    static int[] caseForms(int point) {
        int folded = CaseFolding.fold(Character.toString(point)).codePointAt(0);
        int[] variants = CaseVariants.BY_FOLDED.getOrDefault(folded, NONE);
        int[] forms = new int[variants.length + 1];
        forms[0] = folded;
        System.arraycopy(variants, 0, forms, 1, variants.length);
        return forms;
    }

    /** All code points that fold to another one; made once, when a column is first searched by pattern. */
    private static final class CaseVariants {
        static final Map<Integer, int[]> BY_FOLDED = table();

        private static Map<Integer, int[]> table() {
            Map<Integer, int[]> variants = new HashMap<>();
            for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
                int folded = Character.toLowerCase(Character.toUpperCase(point));
                if (folded != point) {
                    int variant = point;
                    variants.merge(folded, new int[] {variant}, (known, one) -> {
                        int[] more = Arrays.copyOf(known, known.length + 1);
                        more[known.length] = variant;
                        return more;
                    });
                }
            }
            return variants;
        }
    }
}
