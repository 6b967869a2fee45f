package org.shelfmark.rollup;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.ingest.BetweenCycles;

/**
 * Archives what has become old, once an hour, the first time as soon as the archives are read. Runs in the writer's thread;
 * what became of it may be asked for by any.
 */
public final class RollupPolicy implements BetweenCycles {
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Archivist archivist;
    private final ArchiveOrder order;
    private final InstantSource clock;
    private Instant due = Instant.MIN;
    private volatile @Nullable Run last;

    /**
     * One time that the policy was carried out.
     *
     * @param at when it was begun
     * @param report what was archived; empty when it failed
     * @param failure why it failed; empty when it did not
     */
    public record Run(Instant at, Optional<ArchiveReport> report, Optional<String> failure) {}

    /**
     * A policy.
     *
     * @param archivist of the writer's thread
     * @param order what is archived each time
     */
    public RollupPolicy(Archivist archivist, ArchiveOrder order, InstantSource clock) {
        this.archivist = archivist;
        this.order = order;
        this.clock = clock;
    }

    @Override
    public void run() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        due = now.plus(INTERVAL);
        try {
            last = new Run(now, Optional.of(archivist.archive(order)), Optional.empty());
        } catch (IOException | RuntimeException | Error failure) {
            String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            last = new Run(now, Optional.empty(), Optional.of(text));
            throw new IOException("archiving by the policy failed: " + text, failure);
        }
    }

    /** What is archived each time. */
    public ArchiveOrder order() {
        return order;
    }

    /** The last time; empty before the first. */
    public Optional<Run> last() {
        return Optional.ofNullable(last);
    }
}
