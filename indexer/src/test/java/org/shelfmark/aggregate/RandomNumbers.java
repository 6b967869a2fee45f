package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random longs and finite doubles, ordinary and extreme ones. */
final class RandomNumbers {
    private static final double[] EXTREMES = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e300,
        1e-300,
        0x1p63,
        -0x1p63,
        0x1p53,
        0x1p-480,
        0x1p510,
        0.1
    };

    private RandomNumbers() {}

    static List<Number> list(Random random, int count) {
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean repeats = i > 0 && random.nextInt(8) == 0;
            numbers.add(
                    repeats
                            ? numbers.get(random.nextInt(i))
                            : random.nextBoolean() ? nextLong(random) : nextDouble(random));
        }
        return numbers;
    }

    static Number nextLong(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Long.MAX_VALUE - random.nextInt(3);
            case 1 -> Long.MIN_VALUE + random.nextInt(3);
            case 2 -> (1L << 53) + random.nextInt(5) - 2;
            case 3 -> (long) random.nextInt(10) - 5;
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    static Number nextDouble(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> EXTREMES[random.nextInt(EXTREMES.length)];
            case 1 -> (double) random.nextInt(10) - 5;
            case 2 -> random.nextGaussian() * 1000;
            case 3 -> Double.MIN_VALUE * random.nextInt(2000);
            default -> anyDouble(random);
        };
    }

    private static double anyDouble(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextDouble();
    }
}
