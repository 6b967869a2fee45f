package org.shelfmark.generate;

import java.util.List;

/**
 * The SplitMix64 sequence with the few distributions the generator needs. Written out here, and on {@link StrictMath},
 * so that no change of the JDK changes an archive.
 */
final class DeterministicRandom {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double ROOT_OF_THREE = StrictMath.sqrt(3);

    private long state;

    DeterministicRandom(long seed) {
        state = seed;
    }

    /** A well mixed function of its argument, for values that depend on a job's number alone. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    long next() {
        state += STEP;
        return mix(state);
    }

    /** From 0 to {@code bound} - 1. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** From 0 to below 1. */
    double unit() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** Nearly normal, mean 0 and deviation 1, within 3.5: the sum of four uniform values. */
    double bell() {
        long bits = next();
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum / 65536.0 - 2) * ROOT_OF_THREE;
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }

    /** A factor with median 1, half the time further than {@code spread} * 0.67 from it on a logarithmic scale. */
    double logNormal(double spread) {
        return StrictMath.exp(spread * bell());
    }

    /** A whole number between the limits, each order of magnitude equally often. */
    int logUniform(int low, int high) {
        double value = low * StrictMath.exp(unit() * StrictMath.log((double) high / low));
        return Math.clamp((long) value, low, high);
    }

    <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }
}
