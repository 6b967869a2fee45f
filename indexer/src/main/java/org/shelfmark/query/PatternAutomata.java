package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
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

    /** All code points with the same folded form; those are among the case variants of the form's upper case. */
    private static Automaton anyCase(int point) {
        String folded = CaseFolding.fold(Character.toString(point));
        List<Automaton> variants = new ArrayList<>();
        int[] candidates = {
            point,
            folded.codePointAt(0),
            Character.toUpperCase(point),
            Character.toLowerCase(point),
            Character.toTitleCase(point),
            'ς',
            'ſ',
            'K',
            'Å',
            'Ω',
            'ı',
            'İ'
        };
        for (int candidate : candidates) {
            if (CaseFolding.fold(Character.toString(candidate)).equals(folded)) {
                variants.add(Automata.makeChar(candidate));
            }
        }
        return Operations.union(variants);
    }
}
