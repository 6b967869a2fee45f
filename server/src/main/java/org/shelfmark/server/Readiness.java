package org.shelfmark.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;

/** Whether answers can be relied on: the index can be read and, where this process indexes, that works. */
final class Readiness {
    /** A failure that is over sooner is nobody's business but the log's. */
    private static final Duration TOLERATED = Duration.ofSeconds(60);

    private final JobSearch search;
    private final InstantSource clock;

    Readiness(JobSearch search, InstantSource clock) {
        this.search = search;
        this.clock = clock;
    }

    /** Why not; empty when ready. */
    Optional<String> obstacle() {
        Responses.Status status;
        try {
            status = search.status();
        } catch (IOException | SearchException failure) {
            return Optional.of("the index cannot be read: " + failure.getMessage());
        }
        Responses.Activity activity = status.activity();
        if (activity == null) {
            return Optional.empty();
        }
        Responses.LastError error = activity.lastError();
        if (activity.cycles() == activity.failedCycles()) {
            return Optional.of("the first indexing cycle has not succeeded yet"
                    + (error == null ? "" : "; the last one failed: " + error.text()));
        }
        if (error != null && error.stillFailing()) {
            Instant since = Instant.parse(error.since());
            if (Duration.between(since, clock.instant()).compareTo(TOLERATED) > 0) {
                return Optional.of("indexing has failed since " + since + ": " + error.text());
            }
        }
        return Optional.empty();
    }
}
