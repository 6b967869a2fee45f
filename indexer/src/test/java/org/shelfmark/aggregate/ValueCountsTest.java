package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;

class ValueCountsTest {
    private static final long SEED = 5;

    private static List<AttributeValue> values(List<ValueCounts.Entry> entries) {
        return entries.stream().map(ValueCounts.Entry::value).toList();
    }

    @Test
    void countsOfSeveralSegments_areAdded() {
        ValueCounts counts = new ValueCounts();
        counts.add(new StringValue("a"), 2);
        counts.add(new StringValue("b"), 4);
        counts.add(new StringValue("a"), 3);

        assertThat(counts.counted()).isEqualTo(9);
        assertThat(counts.top(10))
                .containsExactly(
                        new ValueCounts.Entry(new StringValue("a"), 5), new ValueCounts.Entry(new StringValue("b"), 4));
        assertThat(counts.top(1)).hasSize(1);
        assertThat(new ValueCounts().top(3)).isEmpty();
        assertThat(new ValueCounts().counted()).isZero();
    }

    @Test
    void withoutSome_othersAreLeft() {
        ValueCounts all = ValueCounts.upTo(3);
        all.add(new StringValue("a"), 5);
        all.add(new StringValue("b"), 4);
        all.add(new StringValue("c"), 1);
        ValueCounts some = ValueCounts.upTo(3);
        some.add(new StringValue("a"), 2);
        some.add(new StringValue("b"), 4);

        ValueCounts left = all.without(some);

        assertThat(left.top(10))
                .containsExactly(
                        new ValueCounts.Entry(new StringValue("a"), 3), new ValueCounts.Entry(new StringValue("c"), 1));
        assertThat(left.counted()).isEqualTo(4);
        all.add(new StringValue("d"), 1);
        assertThat(all.without(some).isTooMany()).isTrue();
        assertThat(all.without(some).distinct()).isZero();
    }

    @Test
    void equalCounts_areInTheOrderOfTheirValues() {
        System.out.println("seed " + SEED);
        List<AttributeValue> ordered = List.of(
                new RealValue(Double.NEGATIVE_INFINITY),
                new IntegerValue(Long.MIN_VALUE),
                new IntegerValue(-1),
                new IntegerValue(0),
                new RealValue(-0.0),
                new RealValue(0.0),
                new RealValue(0.5),
                new IntegerValue(9),
                new RealValue(9.0),
                new IntegerValue(10),
                new IntegerValue(9007199254740993L),
                new IntegerValue(9007199254740994L),
                new IntegerValue(9007199254740995L),
                new IntegerValue(Long.MAX_VALUE),
                BooleanValue.FALSE,
                BooleanValue.TRUE,
                new StringValue(""),
                new StringValue("-1"),
                new StringValue("10"),
                new StringValue("9"),
                new StringValue("B"),
                new StringValue("a"),
                new StringValue("a b"),
                AttributeValue.ERROR,
                AttributeValue.UNDEFINED);
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            List<AttributeValue> shuffled = new ArrayList<>(ordered);
            Collections.shuffle(shuffled, random);
            ValueCounts counts = new ValueCounts();
            shuffled.forEach(value -> counts.add(value, 1));
            assertThat(values(counts.top(100))).containsExactlyElementsOf(ordered);
        }
    }
}
