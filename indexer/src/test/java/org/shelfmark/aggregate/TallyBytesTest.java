package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tallies and totals are after they were written and read again. */
class TallyBytesTest {
    private static final double[] PERCENTILES = {0, 1, 5, 25, 50, 75, 95, 99, 100};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void tallyWrittenInParts_isThatOfAllNumbers_butForItsPercentiles(long seed) throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Number> numbers = RandomNumbers.list(random, 1 + random.nextInt(500));
        NumberTally whole = new NumberTally(0);
        NumberTally read = new NumberTally();
        int at = 0;
        while (at < numbers.size()) {
            int end = at + 1 + random.nextInt(numbers.size() - at);
            // some parts were written with few values, some with a sketch already
            NumberTally part = new NumberTally(random.nextBoolean() ? 0 : NumberTally.EXACT_VALUES);
            for (Number number : numbers.subList(at, end)) {
                add(whole, number);
                add(part, number);
            }
            read.addFrom(in(bytes(part)));
            at = end;
        }

        assertThat(read.count()).isEqualTo(whole.count());
        assertThat(read.min()).isEqualTo(whole.min());
        assertThat(read.max()).isEqualTo(whole.max());
        assertThat(read.sum()).isEqualTo(whole.sum());
        assertThat(read.mean()).isEqualTo(whole.mean());
        assertThat(read.standardDeviation()).isEqualTo(whole.standardDeviation());
        for (double percent : PERCENTILES) {
            assertThat(read.percentile(percent))
                    .as("seed %d, percentile %s", seed, percent)
                    .isEqualTo(whole.percentile(percent));
        }
        assertThat(read.percentileError()).isEqualTo(0.004);
        assertThat(bytes(read)).as("written again").isEqualTo(bytes(whole));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void buckets_holdTheirNumbers(long seed) throws IOException {
        System.out.println("seed " + seed);
        List<Number> numbers = RandomNumbers.list(new Random(seed), 400);
        NumberTally tally = new NumberTally();
        numbers.forEach(number -> add(tally, number));
        SketchBuckets buckets = SketchBuckets.ofTally(in(bytes(tally)));
        List<BigDecimal> sorted = numbers.stream()
                .map(number -> number instanceof Long integer
                        ? BigDecimal.valueOf(integer)
                        : new BigDecimal(number.doubleValue()))
                .sorted()
                .toList();

        int next = 0;
        for (int place = 0; place < buckets.size(); place++) {
            assertThat(buckets.least(place)).isLessThanOrEqualTo(buckets.greatest(place));
            for (long i = 0; i < buckets.count(place); i++) {
                assertThat(sorted.get(next++))
                        .as("seed %d, bucket %d", seed, place)
                        .isBetween(new BigDecimal(buckets.least(place)), new BigDecimal(buckets.greatest(place)));
            }
        }
        assertThat(next).isEqualTo(sorted.size());
    }

    @Test
    void repeatedNumber_countsAsOftenAsItIsAddedOneByOne() throws IOException {
        NumberTally atOnce = new NumberTally(10);
        NumberTally oneByOne = new NumberTally(10);
        for (long value : new long[] {5, Long.MAX_VALUE, Long.MIN_VALUE, 0, -3}) {
            atOnce.add(value, 4);
            for (int i = 0; i < 4; i++) {
                oneByOne.add(value);
            }
        }

        assertThat(bytes(atOnce)).isEqualTo(bytes(oneByOne));
        assertThat(atOnce.sum()).isEqualTo(oneByOne.sum());
        assertThat(atOnce.percentile(60)).isEqualTo(oneByOne.percentile(60));
    }

    @Test
    void nothing_isWrittenAsNothing() throws IOException {
        NumberTally read = new NumberTally();
        read.addFrom(in(bytes(new NumberTally())));

        assertThat(read.count()).isZero();
        assertThat(read.percentileError()).as("no sketch was needed").isZero();
        assertThat(SketchBuckets.ofTally(in(bytes(new NumberTally()))).size()).isZero();
    }

    @Test
    void totalsAndEfficiency_comeBackAsTheyWere() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            JobTotals totals = new JobTotals();
            EfficiencyBins bins = new EfficiencyBins();
            for (int job = random.nextInt(20); job > 0; job--) {
                for (JobTotals.Total total : JobTotals.Total.values()) {
                    totals.add(total, random.nextInt(4) == 0 ? Double.NaN : Math.scalb(random.nextDouble(), 20));
                }
                bins.add(random.nextInt(5) == 0 ? Double.NaN : 130 * random.nextDouble());
            }
            totals.add(JobTotals.Total.LAST_ENDED, 0.1);
            ByteBuffersDataOutput out = new ByteBuffersDataOutput();
            totals.write(out);
            bins.write(out);
            ByteArrayDataInput in = in(out.toArrayCopy());

            assertThat(JobTotals.read(in)).as("seed " + seed).isEqualTo(totals);
            assertThat(EfficiencyBins.read(in)).as("seed " + seed).hasToString(bins.toString());
            assertThat(in.eof()).isTrue();
        }
    }

    private static void add(NumberTally tally, Number number) {
        if (number instanceof Long integer) {
            tally.add(integer.longValue());
        } else {
            tally.add(number.doubleValue());
        }
    }

    private static byte[] bytes(NumberTally tally) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        tally.write(out);
        return out.toArrayCopy();
    }

    private static ByteArrayDataInput in(byte[] bytes) {
        return new ByteArrayDataInput(bytes);
    }
}
