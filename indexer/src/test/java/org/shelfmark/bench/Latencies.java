package org.shelfmark.bench;

import java.util.Arrays;
import java.util.Map;

/** How long something took each time. */
final class Latencies {
    private final long[] nanos;

    /** @throws IllegalArgumentException when there are none */
    Latencies(long... nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("no times");
        }
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    int count() {
        return nanos.length;
    }

    /**
     * The shortest time within which so many percent of all were done.
     *
     * @param percent more than 0, up to 100
     */
    double millis(double percent) {
        int rank = (int) Math.ceil(nanos.length * percent / 100);
        return nanos[Math.clamp(rank - 1, 0, nanos.length - 1)] / 1e6;
    }

    double seconds(double percent) {
        return millis(percent) / 1000;
    }

    /** p50 and p99 in milliseconds, as two values of a row. */
    void addTo(Map<String, Double> values, String before) {
        values.put(before + "p50 ms", millis(50));
        values.put(before + "p99 ms", millis(99));
    }
}
