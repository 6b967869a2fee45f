package org.shelfmark.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One thing that happens to an archive or to its indexer. The numbers choose among what is possible at that moment.
 *
 * @param kind what
 * @param which mostly which file
 * @param much mostly how much
 */
record ModelStep(Kind kind, int which, int much) {
    private static final int MAX_NUMBER = 1000;

    /** What may happen, and how often compared with the others. */
    enum Kind {
        /** Whole records at the end of the active file. */
        APPEND(16),
        /** A record is begun, or more of the one that was begun is written. */
        TEAR(8),
        /** The rest of the record that was begun. */
        FINISH(5),
        /** The record that was begun is never finished. */
        STOP_WRITER(2),
        ROTATE(9),
        /** Two rotations within a second: the second file takes the name of the first. */
        COLLIDE(2),
        DELETE(4),
        DELETE_ACTIVE(1),
        TRUNCATE(2),
        COPY_TRUNCATE(1),
        REPLACE_IN_PLACE(1),
        REPLACE_BY_RENAME(1),
        COPY(3),
        RESTORE(2),
        COMPRESS(3),
        MOVE(1),
        WAIT(5),
        KILL(4),
        CYCLE(22),
        FAILING_CYCLE(3),
        FULL_DISK_CYCLE(2),
        DEADLY_CYCLE(2),
        ROTATING_CYCLE(2);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** A step like any other. */
    static ModelStep random(Random random) {
        int total = 0;
        for (Kind kind : Kind.values()) {
            total += kind.weight;
        }
        int chosen = random.nextInt(total);
        for (Kind kind : Kind.values()) {
            chosen -= kind.weight;
            if (chosen < 0) {
                return new ModelStep(kind, random.nextInt(MAX_NUMBER), random.nextInt(MAX_NUMBER));
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }

    /** Steps as {@link #toString} writes them, separated by commas. */
    static List<ModelStep> parse(String text) {
        List<ModelStep> steps = new ArrayList<>();
        for (String step : text.strip().split("\\s*,\\s*", -1)) {
            String[] words = step.split(" ", -1);
            steps.add(new ModelStep(
                    Kind.valueOf(words[0].toUpperCase(Locale.ROOT)),
                    words.length > 1 ? Integer.parseInt(words[1]) : 0,
                    words.length > 2 ? Integer.parseInt(words[2]) : 0));
        }
        return steps;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + which + " " + much;
    }
}
