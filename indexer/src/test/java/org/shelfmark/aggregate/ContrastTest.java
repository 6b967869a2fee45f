package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.shelfmark.aggregate.Contrast.Occurrence;

/** Which values stand out, and how many were tested. */
final class ContrastTest {
    private static List<Occurrence> manyOf(Occurrence occurrence, int count) {
        return new ArrayList<>(Collections.nCopies(count, occurrence));
    }

    @Test
    void valuesThatCanNeverStandOut_areNotCounted() {
        List<Occurrence> values = manyOf(new Occurrence(0, 1), 10_000);
        values.add(new Occurrence(40, 10));

        Contrast contrast = new Contrast(100, 900, values);

        assertThat(contrast.tested()).isEqualTo(1);
        assertThat(contrast.standsOut(new Occurrence(40, 10))).isTrue();
        assertThat(contrast.logP(new Occurrence(40, 10)))
                .isCloseTo(ExactTail.log(ExactTail.of(1000, 50, 100, 40)), Offset.offset(1e-9));
    }

    @Test
    void oneJob_standsOutOnlyAmongFew() {
        Contrast contrast = new Contrast(5, 9_995, manyOf(new Occurrence(1, 0), 5));

        // the p-value of one is 0.0005, and there are five of them
        assertThat(contrast.tested()).isEqualTo(5);
        assertThat(contrast.standsOut(new Occurrence(1, 0))).isTrue();
        assertThat(new Contrast(500, 9_500, manyOf(new Occurrence(1, 0), 5)).tested())
                .isZero();
        assertThat(new Contrast(500, 9_500, manyOf(new Occurrence(1, 0), 5)).standsOut(new Occurrence(1, 0)))
                .isFalse();
    }

    @Test
    void manyEqualValues_doNotStandOutForBeingMany() {
        Contrast contrast = new Contrast(1, 249, manyOf(new Occurrence(1, 0), 3));

        // the p-value of one is 0.004, which none of three may have
        assertThat(contrast.tested()).isEqualTo(3);
        assertThat(contrast.standsOut(new Occurrence(1, 0))).isFalse();
        assertThat(new Contrast(1, 249, manyOf(new Occurrence(1, 0), 2)).standsOut(new Occurrence(1, 0)))
                .isTrue();
    }

    @Test
    void valuesThatAllJobsHave_orThatTheBackgroundHasMore_doNotStandOut() {
        List<Occurrence> values = List.of(new Occurrence(100, 900), new Occurrence(1, 500), new Occurrence(10, 90));
        Contrast contrast = new Contrast(100, 900, values);

        assertThat(values).noneMatch(contrast::standsOut);
    }

    @Test
    void number_isTheLeastThatTaroneAllows() {
        Random random = new Random(4711);
        for (int round = 0; round < 200; round++) {
            long foreground = 1L + random.nextInt(50);
            long background = 1L + random.nextInt(200);
            List<Occurrence> values = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                long ours = random.nextInt((int) Math.min(foreground, 6) + 1);
                values.add(new Occurrence(ours, random.nextInt((int) Math.min(background, 12) + 1)));
            }

            assertThat(new Contrast(foreground, background, values).tested())
                    .as("round %d", round)
                    .isEqualTo(naiveNumber(foreground, background, values));
        }
    }

    private static long naiveNumber(long foreground, long background, List<Occurrence> values) {
        for (long number = 1; ; number++) {
            long reachable = 0;
            for (Occurrence value : values) {
                long both = value.foreground() + value.background();
                double least = ExactTail.of(foreground + background, both, foreground, Math.min(both, foreground))
                        .doubleValue();
                reachable += least <= Contrast.LEVEL / number ? 1 : 0;
            }
            if (reachable <= number) {
                // what is left out only because there are so many is tested nevertheless
                return number == 1 && reachable == 0 ? 0 : number;
            }
        }
    }

    @Test
    void correctedP_isThePTimesTheNumberTested() {
        List<Occurrence> values = manyOf(new Occurrence(10, 40), 30);
        Contrast contrast = new Contrast(100, 900, values);

        assertThat(contrast.tested()).isEqualTo(30);
        assertThat(contrast.logP(new Occurrence(20, 30)))
                .isCloseTo(ExactTail.log(ExactTail.of(1000, 50, 100, 20)) + Math.log(30), Offset.offset(1e-9));
        assertThat(contrast.logP(new Occurrence(5, 45))).isZero();
    }

    @Test
    void contrastWithNothing_isRefused() {
        assertThatThrownBy(() -> new Contrast(0, 5, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a contrast of 0 jobs and 5 others");
    }
}
