package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsciiCaseTest {
    @Test
    void fold_changesAsciiLettersOnly() {
        assertThat(AsciiCase.fold("JobStatus_ÄÉ9")).isEqualTo("jobstatus_ÄÉ9");
        assertThat(AsciiCase.fold("plain")).isSameAs("plain");
    }

    @Test
    void equal_ignoresAsciiCaseOnly() {
        assertThat(AsciiCase.equal("ALICE", "alice")).isTrue();
        assertThat(AsciiCase.equal("É", "é")).isFalse();
        assertThat(AsciiCase.equal("K", "\u212a")).isFalse();
        assertThat(AsciiCase.equal("a", "ab")).isFalse();
    }

    @Test
    void compare_ordersLikeUtf8Bytes() {
        assertThat(AsciiCase.compare("abc", "ABD")).isNegative();
        assertThat(AsciiCase.compare("a", "A")).isZero();
        assertThat(AsciiCase.compare("_", "A")).isNegative();
        assertThat(AsciiCase.compare("ab", "a")).isPositive();
        assertThat(AsciiCase.compare("\ud83d\ude00", "\uffee")).isPositive();
        assertThat(AsciiCase.compare("\uffee", "\ud83d\ude00")).isNegative();
    }
}
