package org.shelfmark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another engine is asked means what the automata mean that Lucene is asked with. */
class PatternTextTest {
    /** Deprecated for everybody; OpenSearch's COMPLEMENT is this one. */
    @SuppressWarnings("deprecation")
    private static final int FLAGS = RegExp.INTERSECTION | RegExp.DEPRECATED_COMPLEMENT;

    private static final List<String> PIECES = List.of(
            "*", "?", "a", "Z", "7", "f", "\\*", "\\?", ".", "#", "@", "&", "<", "~", "[", "]", "{", "}", "(", ")", "|",
            "+", "^", "$", "-", "\"", "/", "\\\\", "ß", "σ", "Σ", "ς", "😀", "İ", "ı", "K", "\u0001");

    private static TextPattern pattern(String text) {
        return new ClauseReader("p:" + text, 0).read().alternatives().get(0).pattern();
    }

    private static void assertSame(String expression, Automaton expected, String asked) {
        Automaton found = Operations.determinize(new RegExp(expression, FLAGS).toAutomaton(), 1_000_000);
        Automaton wanted = Operations.determinize(expected, 1_000_000);
        assertThat(Operations.isEmpty(Operations.minus(found, wanted, 1_000_000)))
                .as("%s accepts only what '%s' does", expression, asked)
                .isTrue();
        assertThat(Operations.isEmpty(Operations.minus(wanted, found, 1_000_000)))
                .as("%s accepts all that '%s' does", expression, asked)
                .isTrue();
    }

    private static void assertSame(String asked) {
        TextPattern pattern = pattern(asked);
        assertSame(PatternText.folded(pattern), PatternAutomata.folded(pattern), asked);
        assertSame(PatternText.anyCase(pattern), PatternAutomata.anyCase(pattern), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "?", "a", "*a*", "a?c", "slot1@*", "/home/*.sub", "a\\*b", "[x].+~@&<>", "\"\"", "Straße*"})
    void expression_meansThePattern(String asked) {
        assertSame(asked);
    }

    @Test
    void randomPatterns_meanTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder asked = new StringBuilder("x");
            for (int piece = 0; piece < 1 + random.nextInt(6); piece++) {
                asked.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String text = balanced(asked.toString());
            try {
                assertSame(text);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", pattern '" + text + "'", e);
            }
        }
    }

    /** A value ends at an unbalanced parenthesis, and quotes make it literal. */
    private static String balanced(String text) {
        return text.replace("(", "\\(").replace(")", "\\)").replace("\"", "\\\"");
    }

    /** The terms of texts that are too long end with a hash that no pattern may see. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "*a*", "a*", "*0", "abc", "???"})
    void expressionOfTerms_meansTheQueryOfTerms(String asked) {
        Criterion.TextLike like = new Criterion.TextLike(pattern(asked), 1);
        PatternQuery query = (PatternQuery) AttributeQueries.query("cmd", like);

        assertSame(query.expression(), query.getAutomaton(), asked);
        assertThat(query.getRewriteMethod()).isEqualTo(MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
    }

    @Test
    void queries_areEqualWhenTheyAskTheSame() {
        assertThat(AttributeQueries.query("cmd", new Criterion.TextLike(pattern("a*"), 1)))
                .isEqualTo(AttributeQueries.query("cmd", new Criterion.TextLike(pattern("A*"), 9)))
                .hasSameHashCodeAs(AttributeQueries.query("cmd", new Criterion.TextLike(pattern("a*"), 1)))
                .isNotEqualTo(AttributeQueries.query("cmd", new Criterion.TextLike(pattern("b*"), 1)))
                .isNotEqualTo(AttributeQueries.query("args", new Criterion.TextLike(pattern("a*"), 1)));
    }
}
