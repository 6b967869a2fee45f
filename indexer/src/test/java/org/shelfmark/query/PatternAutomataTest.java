package org.shelfmark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.junit.jupiter.api.Test;
import org.shelfmark.document.CaseFolding;

class PatternAutomataTest {

    private static CharacterRunAutomaton accepting(Automaton automaton) {
        return new CharacterRunAutomaton(PatternAutomata.determinized(automaton, 1));
    }

    private static TextPattern pattern(String text) {
        return new ClauseReader("p:" + text, 0).read().alternatives().get(0).pattern();
    }

    /** Terms are folded, columns keep the spelling: both must find the same texts. */
    @Test
    void everyCharacter_isFoundInAColumnWhereverItsFoldedFormIsTheSame() {
        Map<String, List<String>> byFolded = new HashMap<>();
        for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
            if (Character.isDefined(point) && (point < 0xD800 || point > 0xDFFF)) {
                String text = Character.toString(point);
                byFolded.computeIfAbsent(CaseFolding.fold(text), folded -> new ArrayList<>())
                        .add(text);
            }
        }
        List<String> missed = new ArrayList<>();
        for (List<String> alike : byFolded.values()) {
            for (String asked : alike.size() < 2 ? List.<String>of() : alike) {
                TextPattern pattern = new TextPattern(List.of(new TextPattern.Literal(asked)));
                CharacterRunAutomaton column = accepting(PatternAutomata.anyCase(pattern));
                for (String written : alike) {
                    if (!column.run(written)) {
                        missed.add(asked + " misses " + written);
                    }
                }
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void wildcards_meanAnyCharactersAndOneCharacter() {
        assertBoth("a*c", true, "ac", "abc", "A😀C", "aXXc");
        assertBoth("a*c", false, "", "a", "c", "acb", "xac");
        assertBoth("a?c", true, "abc", "a😀c", "a*c");
        assertBoth("a?c", false, "ac", "abbc");
        assertBoth("a\\*c", true, "a*c", "A*C");
        assertBoth("a\\*c", false, "abc", "ac");
        assertBoth("*", true, "", "x", "x y\nz");
        assertBoth("**?", true, "x", "xyz");
        assertBoth("**?", false, "");
        assertBoth("[x].+|(a)~@&<>", true, "[X].+|(A)~@&<>");
        assertBoth("*straße*", true, "Große STRAßE");
        assertBoth("*straße*", false, "strasse");
        assertBoth("ὈΔΥΣΣΕΎΣ", true, "ὀδυσσεύς", "ὈΔΥΣΣΕΎΣ");
    }

    private static void assertBoth(String asked, boolean found, String... texts) {
        TextPattern pattern = pattern(asked.replace(" ", "\\ "));
        CharacterRunAutomaton column = accepting(PatternAutomata.anyCase(pattern));
        CharacterRunAutomaton terms = accepting(PatternAutomata.folded(pattern));
        for (String text : texts) {
            assertThat(column.run(text)).as("column %s: %s", asked, text).isEqualTo(found);
            assertThat(terms.run(CaseFolding.fold(text)))
                    .as("terms %s: %s", asked, text)
                    .isEqualTo(found);
            // only ever asked about the words of codes
            boolean narrow = text.codePoints().allMatch(Character::isBmpCodePoint);
            assertThat(!narrow || WildcardMatch.matches(pattern, text) == found)
                    .as("words %s: %s", asked, text)
                    .isTrue();
        }
    }

    @Test
    void manyWildcards_areRefusedOrReadInNoTime() {
        for (String asked :
                List.of("*a".repeat(40), "*a*b?c".repeat(20), "*" + "?".repeat(12), "*a" + "?".repeat(40))) {
            try {
                assertThat(accepting(PatternAutomata.folded(pattern(asked))).run("b"))
                        .isFalse();
            } catch (QueryException refused) {
                assertThat(refused).hasMessage("the pattern is too complex; use fewer wildcards");
            }
        }
    }
}
