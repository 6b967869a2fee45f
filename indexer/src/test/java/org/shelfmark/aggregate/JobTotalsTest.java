package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shelfmark.aggregate.JobTotals.Total;

class JobTotalsTest {
    private static JobTotals job(Random random) {
        JobTotals totals = new JobTotals();
        for (Total total : Total.values()) {
            if (random.nextInt(4) > 0) {
                totals.add(total, random.nextInt(1000));
            }
        }
        return totals;
    }

    @Test
    void partsMerge_intoTheWhole_inAnyOrder() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<JobTotals> parts = new ArrayList<>();
        JobTotals whole = new JobTotals();
        for (int i = 0; i < 50; i++) {
            JobTotals part = job(random);
            parts.add(part);
            whole.merge(part);
        }
        Collections.shuffle(parts, random);
        JobTotals left = new JobTotals();
        parts.subList(0, 20).forEach(left::merge);
        JobTotals right = new JobTotals();
        parts.subList(20, 50).forEach(right::merge);
        left.merge(right);

        assertThat(left).as("seed " + seed).isEqualTo(whole).hasSameHashCodeAs(whole);
    }

    @Test
    void nothing_isZero_butHasNoTimes() {
        JobTotals none = new JobTotals();
        none.merge(new JobTotals());

        assertThat(none.count(Total.JOBS)).isZero();
        assertThat(none.get(Total.WALL_SECONDS)).isZero();
        assertThat(none.get(Total.FIRST_SUBMITTED)).isNaN();
        assertThat(none.get(Total.LAST_ENDED)).isNaN();
        assertThat(none).hasToString(new JobTotals().toString()).isNotEqualTo(job(new Random(1)));
    }

    @Test
    void times_areTheFirstAndTheLast() {
        JobTotals totals = new JobTotals();
        for (double time : new double[] {5, Double.NaN, 3, 9}) {
            totals.add(Total.FIRST_STARTED, time);
            totals.add(Total.LAST_ENDED, time);
        }

        assertThat(totals.get(Total.FIRST_STARTED)).isEqualTo(3);
        assertThat(totals.get(Total.LAST_ENDED)).isEqualTo(9);
    }

    @Test
    void seconds_haveNoErrorUpToTheirBound() {
        JobTotals totals = new JobTotals();
        totals.add(Total.WALL_SECONDS, 0x1p43 - 1);
        for (int i = 0; i < 1024; i++) {
            totals.add(Total.WALL_SECONDS, 0.001);
        }

        assertThat(totals.get(Total.WALL_SECONDS)).isEqualTo(0x1p43);
    }
}
