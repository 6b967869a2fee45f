package org.shelfmark.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the steps of everything that shares it, and makes one of them fail. Safe for many threads. */
public final class Faults {
    private record Kind(String store, Operation operation) {}

    private final Map<Kind, Integer> counts = new HashMap<>();
    private final @Nullable Step failing;
    private final Failing way;
    private boolean happened;
    private boolean repaired;

    private Faults(@Nullable Step failing, Failing way) {
        this.failing = failing;
        this.way = way;
    }

    /** Nothing fails. */
    public static Faults none() {
        return new Faults(null, Failing.ONCE);
    }

    /** A step fails. */
    public static Faults at(Step step, Failing way) {
        return new Faults(step, way);
    }

    /** All steps that were made so far. */
    public synchronized List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        counts.forEach((kind, count) -> {
            for (int number = 1; number <= count; number++) {
                steps.add(new Step(kind.store(), kind.operation(), number));
            }
        });
        steps.sort(
                Comparator.comparing(Step::store).thenComparing(Step::operation).thenComparingInt(Step::number));
        return steps;
    }

    /** Whether the step to fail was reached. */
    public synchronized boolean happened() {
        return happened;
    }

    /** Nothing fails any more: room is made, the disk is back. */
    public synchronized void repair() {
        repaired = true;
    }

    synchronized void step(String store, Operation operation) throws IOException {
        int number = counts.merge(new Kind(store, operation), 1, Integer::sum);
        boolean now = new Step(store, operation, number).equals(failing);
        happened |= now;
        String what = "made up: " + store + " " + operation;
        switch (way) {
            case ONCE -> {
                if (now && !repaired) {
                    throw new IOException(what);
                }
            }
            case WITHOUT_MEMORY -> {
                if (now && !repaired) {
                    throw new OutOfMemoryError(what);
                }
            }
            case FROM_THEN_ON -> {
                if (happened && !repaired) {
                    throw new IOException(what);
                }
            }
            case DISK_FULL -> {
                if (happened && !repaired && operation.takesRoom()) {
                    throw new IOException("No space left on device, " + what);
                }
            }
        }
    }
}
