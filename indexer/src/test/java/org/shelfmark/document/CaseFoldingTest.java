package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {
    @ParameterizedTest
    @CsvSource({
        "Alice, alice",
        "alice, alice",
        "ÜNÏCÖDÉ Straße, ünïcödé straße",
        "ΣΊΣΥΦΟΣ, σίσυφοσ",
        "σίσυφος, σίσυφοσ",
        "МОСКВА, москва",
        "\uD801\uDC00, \uD801\uDC28",
        "批次 🚀, 批次 🚀",
        "A1_-.@#, a1_-.@#",
    })
    void fold_isTheSmallLetter(String text, String folded) {
        assertThat(CaseFolding.fold(text)).isEqualTo(folded);
    }

    @Test
    void everyCodePoint_foldsOnceAndLikeItsOtherCases() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (Character.isDefined(point) && Character.getType(point) != Character.SURROGATE) {
                String folded = CaseFolding.fold(Character.toString(point));
                if (!CaseFolding.fold(folded).equals(folded)
                        || !CaseFolding.fold(Character.toString(Character.toUpperCase(point)))
                                .equals(folded)) {
                    throw new AssertionError("U+" + Integer.toHexString(point) + " folds to " + folded);
                }
            }
        }
    }

    @Test
    void foldedText_isNotCopied() {
        String text = "nothing to fold 123";
        assertThat(CaseFolding.fold(text)).isSameAs(text);
    }

    @Test
    void everyLetterAfterAnyPrefix_foldsTheSame() {
        for (String text : new String[] {"É", "A", "ß", "Σ", "İ"}) {
            String alone = CaseFolding.fold(text);
            assertThat(CaseFolding.fold("prefix " + text)).isEqualTo("prefix " + alone);
            assertThat(CaseFolding.fold("PREFIX " + text + " Z")).isEqualTo("prefix " + alone + " z");
        }
    }
}
