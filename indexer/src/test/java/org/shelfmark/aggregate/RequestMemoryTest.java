package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestMemoryTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void largeHeap_leavesTheLimit() {
        assertThat(RequestMemory.most(1_000_000, 350, 2048 * MEGABYTE)).isEqualTo(1_000_000);
    }

    @Test
    void smallHeap_leavesWhatFitsInHalfOfIt() {
        assertThat(RequestMemory.most(1_000_000, 350, 256 * MEGABYTE)).isEqualTo(383_479);
    }

    @Test
    void smallestHeap_leavesOne() {
        assertThat(RequestMemory.most(1_000_000, 350, 1000)).isEqualTo(1);
    }
}
