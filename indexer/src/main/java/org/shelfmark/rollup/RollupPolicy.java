package org.shelfmark.rollup;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.ingest.BetweenCycles;

/**
 * Archives what has become old, once an hour, the first time as soon as the archives are read; while somebody else is
 * archiving, a minute later. Runs in the writer's thread; what became of it may be asked for by any.
 */
public final class RollupPolicy implements BetweenCycles {
    private static final Duration INTERVAL = Duration.ofHours(1);

    /** Of several who begin at the same time only one would ever have its turn. */
    private static final Duration WHILE_BUSY = Duration.ofMinutes(1);

    private final Archivist archivist;
    private final List<ArchiveOrder> orders;
    private final InstantSource clock;
    private Instant due = Instant.MIN;
    private volatile @Nullable Run last;

    /**
     * One time that the policy was carried out.
     *
     * @param at when it was begun
     * @param passes what became of the orders, as far as they were carried out
     * @param failure why it failed; empty when it did not
     */
    public record Run(Instant at, List<Pass> passes, Optional<String> failure) {
        /** Copies the passes. */
        public Run {
            passes = List.copyOf(passes);
        }
    }

    /** An order that was carried out. */
    public record Pass(ArchiveOrder order, ArchiveReport report) {}

    /**
     * A policy.
     *
     * @param archivist of the writer's thread
     * @param orders what is archived each time, one after the other
     */
    public RollupPolicy(Archivist archivist, List<ArchiveOrder> orders, InstantSource clock) {
        this.archivist = archivist;
        this.orders = List.copyOf(orders);
        this.clock = clock;
    }

    @Override
    public void run() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        due = now.plus(INTERVAL);
        List<Pass> passes = new ArrayList<>();
        try {
            for (ArchiveOrder order : orders) {
                passes.add(new Pass(order, archivist.archive(order)));
            }
            last = new Run(now, passes, Optional.empty());
        } catch (IOException | RuntimeException | Error failure) {
            if (failure instanceof RollupException refused && refused.kind() == RollupException.Kind.BUSY) {
                due = now.plus(WHILE_BUSY);
            }
            String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            last = new Run(now, passes, Optional.of(text));
            throw new IOException("archiving by the policy failed: " + text, failure);
        }
    }

    /** What is archived each time. */
    public List<ArchiveOrder> orders() {
        return orders;
    }

    /** The last time; empty before the first. */
    public Optional<Run> last() {
        return Optional.ofNullable(last);
    }
}
