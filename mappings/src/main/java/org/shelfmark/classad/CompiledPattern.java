package org.shelfmark.classad;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression as HTCondor applies it: to the bytes of a string, so that a dot is one byte and letter case is that of
 * ASCII. Texts are byte texts throughout.
 *
 * @param pattern finds the leftmost match
 * @param continued finds a match at the start of the region only, and not an empty one
 */
record CompiledPattern(Pattern pattern, Pattern continued) {
    /** Whether the pattern matches anywhere in a text. */
    boolean find(EvaluationRun run, String text) {
        return find(run, pattern, text, 0).isPresent();
    }

    /** The leftmost match that begins at an index or behind it. */
    Optional<MatchResult> findFrom(EvaluationRun run, String text, int index) {
        return find(run, pattern, text, index);
    }

    /** The match that begins exactly at an index and is not empty. */
    Optional<MatchResult> findAt(EvaluationRun run, String text, int index) {
        return find(run, continued, text, index);
    }

    private static Optional<MatchResult> find(EvaluationRun run, Pattern pattern, String text, int index) {
        Matcher matcher = pattern.matcher(new CountedText(run, text))
                .useAnchoringBounds(false)
                .useTransparentBounds(true)
                .region(index, text.length());
        try {
            return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
        } catch (StackOverflowError e) {
            // The library recurses for each repetition of a group; no count of chars can foresee how deep it may go.
            throw new LimitExceededException(Evaluation.Limit.PATTERN_STEPS);
        }
    }

    /** Makes a matcher that tries endless combinations come back. */
    private record CountedText(EvaluationRun run, String text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            run.patternStep();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
