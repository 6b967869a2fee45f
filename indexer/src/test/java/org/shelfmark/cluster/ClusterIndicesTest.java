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
        assertThat(INDICES.jobs(Instant.parse("2000-01-01T00:00:00Z").getEpochSecond()))
                .isEqualTo("pool-jobs-2000.01");
        assertThat(INDICES.jobs(Instant.parse("2049-12-31T23:59:59Z").getEpochSecond()))
                .isEqualTo("pool-jobs-2049.12");
    }

    @Test
    void jobWithoutALikelyDate_goesToThoseWithout() {
        long before = Instant.parse("1999-12-31T23:59:59Z").getEpochSecond();
        long behind = Instant.parse("2050-01-01T00:00:00Z").getEpochSecond();
        for (long ended : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, before, behind}) {
            assertThat(INDICES.jobs(ended)).isEqualTo("pool-jobs-undated");
        }
    }
}
