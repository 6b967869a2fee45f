package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClusterIndicesTest {
    private static final ClusterIndices INDICES = new ClusterIndices("pool");

    @Test
    void job_goesToTheMonthInWhichItLeftTheQueue() {
        assertThat(INDICES.jobs(Instant.parse("2026-11-30T23:59:59Z").getEpochSecond()))
                .isEqualTo("pool-jobs-2026.11");
        assertThat(INDICES.jobs(Instant.parse("2026-12-01T00:00:00Z").getEpochSecond()))
                .isEqualTo("pool-jobs-2026.12");
        assertThat(INDICES.jobs(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()))
                .isEqualTo("pool-jobs-9999.12");
    }

    @Test
    void jobWithoutADateOfTheCalendar_goesToThoseWithout() {
        for (long ended : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800L}) {
            assertThat(INDICES.jobs(ended)).isEqualTo("pool-jobs-undated");
        }
    }
}
