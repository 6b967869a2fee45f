package org.shelfmark.search;

import java.util.Random;

/** The texts of random archives, for tests of other packages. */
public final class RandomTexts {
    private RandomTexts() {}

    /** Records with random attributes and values of all kinds. */
    public static String of(Random random, int records) {
        return new RandomArchive(random, records).text();
    }
}
