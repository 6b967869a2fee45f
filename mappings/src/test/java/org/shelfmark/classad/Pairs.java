package org.shelfmark.classad;

import java.util.stream.Stream;

/** Tables in tests: one pair a line, its halves parted by an arrow. */
final class Pairs {
    private Pairs() {}

    static Stream<String[]> of(String lines) {
        return lines.lines().map(line -> {
            String[] pair = line.split(" +=> +", -1);
            if (pair.length != 2) {
                throw new IllegalArgumentException("not a pair: " + line);
            }
            return pair;
        });
    }
}
