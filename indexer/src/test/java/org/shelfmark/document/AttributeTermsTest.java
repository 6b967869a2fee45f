package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.shelfmark.document.AttributeTerms.Kind;

class AttributeTermsTest {
    private static BytesRef utf8(String text) {
        return new BytesRef(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void string_isFoldedWithItsSpellingBehindWhereThatDiffers() {
        assertThat(AttributeTerms.string("a", "night run")).isEqualTo(utf8("a\0snight run"));
        assertThat(AttributeTerms.string("a", "Night")).isEqualTo(utf8("a\0snight\0Night"));
        assertThat(AttributeTerms.string("a", "STRASSE")).isEqualTo(utf8("a\0sstrasse\0STRASSE"));
        assertThat(AttributeTerms.foldedString("a", "Night")).isEqualTo(utf8("a\0snight"));
        assertThat(AttributeTerms.string("a", "")).isEqualTo(utf8("a\0s"));
    }

    @Test
    void otherValues_haveALetterEach() {
        assertThat(AttributeTerms.bool("a", true)).isEqualTo(utf8("a\0b1"));
        assertThat(AttributeTerms.bool("a", false)).isEqualTo(utf8("a\0b0"));
        assertThat(AttributeTerms.text("a", Kind.EXPRESSION, "TARGET.X")).isEqualTo(utf8("a\0xtarget.x"));
        assertThat(AttributeTerms.text("a", Kind.COMPOUND, "{ 1 }")).isEqualTo(utf8("a\0l{ 1 }"));
        assertThat(AttributeTerms.prefix("a")).isEqualTo(utf8("a\0"));
        assertThat(AttributeTerms.number("a", 3)).isEqualTo(AttributeTerms.number("a", 3.0));
        assertThat(AttributeTerms.number("a", 0.0)).isEqualTo(AttributeTerms.number("a", -0.0));
        assertThat(AttributeTerms.number("a", 9007199254740993L))
                .isNotEqualTo(AttributeTerms.number("a", 9007199254740992L));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void kind_hasALetterOfItsOwn(Kind kind) {
        BytesRef prefix = AttributeTerms.prefix("name", kind);
        assertThat(prefix.length).isEqualTo(6);
        assertThat(StringHelper.startsWith(prefix, AttributeTerms.prefix("name")))
                .isTrue();
        for (Kind other : Kind.values()) {
            assertThat(AttributeTerms.prefix("name", other).equals(prefix)).isEqualTo(other == kind);
        }
    }

    @ParameterizedTest
    @CsvSource({"x, x", "ä, ä", "批, 批", "🚀, 🚀", "A, B"})
    void longText_isCutBetweenCharactersAndStaysDistinct(String filler, String otherEnd) {
        String text = filler.repeat(5000);
        BytesRef term = AttributeTerms.string("a", text + "1");
        BytesRef other = AttributeTerms.string("a", text + otherEnd + "2");

        assertThat(term.length).isLessThan(IndexWriter.MAX_TERM_LENGTH).isGreaterThan(3900);
        assertThat(term).isNotEqualTo(other);
        assertThat(term).isEqualTo(AttributeTerms.string("a", text + "1"));
        assertThat(StringHelper.startsWith(
                        term, utf8("a\0s" + CaseFolding.fold(filler).repeat(900))))
                .isTrue();
        assertThat(new String(term.bytes, term.offset, term.length, StandardCharsets.UTF_8))
                .doesNotContain("\uFFFD");
    }

    @Test
    void longTextsInOtherCase_areTheSameFoldedTerm() {
        assertThat(AttributeTerms.foldedString("a", "Ab".repeat(4000)))
                .isEqualTo(AttributeTerms.foldedString("a", "aB".repeat(4000)));
    }

    @Test
    void textAtTheLimit_isWhole() {
        String text = "x".repeat(AttributeTerms.MAX_TEXT_BYTES);
        assertThat(AttributeTerms.string("a", text)).isEqualTo(utf8("a\0s" + text));
        assertThat(AttributeTerms.string("a", text + "x").length).isEqualTo(3 + 4000 + 1 + 32);
    }
}
