package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.AttributeTerms.Kind;

class TermTextTest {
    private static final List<BytesRef> TERMS = List.of(
            AttributeTerms.number("exitcode", 0),
            AttributeTerms.number("exitcode", -1),
            AttributeTerms.number("exitcode", 9_007_199_254_740_993L),
            AttributeTerms.number("exitcode", Double.NaN),
            AttributeTerms.number("exitcode", 0.1),
            AttributeTerms.string("owner", "Alice"),
            AttributeTerms.string("owner", "ΣΊΣΥΦΟΣ 😀"),
            AttributeTerms.string("owner", ""),
            AttributeTerms.bool("x", true),
            AttributeTerms.prefix("n"),
            AttributeTerms.prefix("n", Kind.NUMBER),
            AttributeTerms.prefix("n", Kind.STRING),
            new BytesRef("@host\0snode"));

    @Test
    void term_comesBack() {
        assertThat(TERMS)
                .allSatisfy(term -> assertThat(TermText.term(TermText.of(term))).isEqualTo(term));
    }

    @Test
    void termWithinALongerArray_isTakenAlone() {
        BytesRef term = AttributeTerms.number("exitcode", 137);
        byte[] around = new byte[term.length + 9];
        System.arraycopy(term.bytes, term.offset, around, 4, term.length);

        assertThat(TermText.of(new BytesRef(around, 4, term.length))).isEqualTo(TermText.of(term));
    }

    /** Ranges of terms are asked as ranges of texts, which a cluster compares by their UTF-8. */
    @Test
    void texts_sortLikeTheTerms() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<BytesRef> terms = new ArrayList<>(TERMS);
        for (int i = 0; i < 2000; i++) {
            terms.add(
                    random.nextBoolean()
                            ? AttributeTerms.number("exitcode", random.nextLong() >> random.nextInt(64))
                            : AttributeTerms.number("exitcode", Double.longBitsToDouble(random.nextLong())));
        }
        for (BytesRef one : terms) {
            BytesRef other = terms.get(random.nextInt(terms.size()));
            int expected = Integer.signum(one.compareTo(other));
            BytesRef first = new BytesRef(TermText.of(one).getBytes(StandardCharsets.UTF_8));
            BytesRef second = new BytesRef(TermText.of(other).getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(first.compareTo(second)))
                    .as("seed %d: %s, %s", seed, one, other)
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatIsNoText_isRefusedRatherThanChanged() {
        assertThatThrownBy(() -> TermText.of(new BytesRef(new byte[] {'a', 0, 's', (byte) 0xC3})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a term that is no UTF-8");
    }
}
