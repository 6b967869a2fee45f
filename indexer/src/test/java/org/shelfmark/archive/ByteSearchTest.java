package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSearchTest {
    private static int naive(byte[] bytes, byte wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyRangeOfRandomBytes_likeALoop(long seed) {
        Random random = new Random(seed);
        byte[] wanted = {'\n', '*', 0, -1, -128, 127, 1};
        for (int round = 0; round < 60; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                // bytes that differ from a wanted one by one bit or by one are what the trick could mistake
                bytes[i] = (byte) (wanted[random.nextInt(wanted.length)] ^ (1 << random.nextInt(9)));
            }
            for (byte b : wanted) {
                for (int from = 0; from <= bytes.length; from++) {
                    for (int to = from; to <= bytes.length; to++) {
                        assertThat(ByteSearch.indexOf(bytes, b, from, to))
                                .as("seed %d, round %d, byte %d in [%d, %d)", seed, round, b, from, to)
                                .isEqualTo(naive(bytes, b, from, to));
                    }
                }
            }
        }
    }
}
