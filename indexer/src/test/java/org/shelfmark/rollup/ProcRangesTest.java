package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.TreeSet;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.junit.jupiter.api.Test;

class ProcRangesTest {
    @Test
    void ranges_areAsPeopleWriteThem() {
        assertThat(ProcRanges.of(new long[] {5, 1, 2, 3, 9, 2, 10})).hasToString("1-3, 5, 9-10");
        assertThat(ProcRanges.NONE).hasToString("");
    }

    @Test
    void randomParts_joinedWrittenAndRead_containTheSameProcs() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            TreeSet<Long> expected = new TreeSet<>();
            ProcRanges joined = ProcRanges.NONE;
            for (int part = random.nextInt(4); part >= 0; part--) {
                long[] procs = random.longs(random.nextInt(12), -5, 40).toArray();
                for (long proc : procs) {
                    expected.add(proc);
                }
                joined = joined.with(ProcRanges.of(procs));
            }
            ByteBuffersDataOutput out = new ByteBuffersDataOutput();
            joined.write(out);
            ProcRanges read = ProcRanges.read(new ByteArrayDataInput(out.toArrayCopy()));

            for (long proc = -6; proc <= 41; proc++) {
                assertThat(read.contains(proc))
                        .as("seed %d, proc %d", seed, proc)
                        .isEqualTo(expected.contains(proc));
            }
            assertThat(joined)
                    .as("seed %d, in one go", seed)
                    .isEqualTo(ProcRanges.of(
                            expected.stream().mapToLong(Long::longValue).toArray()));
        }
    }
}
