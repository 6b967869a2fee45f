package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageMemoryTest {
    @Test
    void pageThatFits_isTaken() {
        assertThatCode(() -> PageMemory.check(10, 100, 1000)).doesNotThrowAnyException();
        assertThatCode(() -> PageMemory.check(0, 0, 1)).doesNotThrowAnyException();
        assertThatCode(() -> PageMemory.check(100, 10)).doesNotThrowAnyException();
    }

    @Test
    void pageThatDoesNotFit_isRefused() {
        assertThatThrownBy(() -> PageMemory.check(10_000, 110, 300_000))
                .isInstanceOf(SearchException.class)
                .hasMessage(
                        "limit: 10000 jobs with 110 fields each do not fit into the memory of this process; accepted:"
                                + " 2727 jobs, or fewer fields; search --all and /api/v1/export have no limit");
    }
}
