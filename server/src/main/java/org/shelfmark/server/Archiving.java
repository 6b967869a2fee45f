package org.shelfmark.server;

import java.util.Objects;
import java.util.Optional;
import org.shelfmark.rollup.Archivist;

/**
 * Whether a server archives submissions when it is asked to.
 *
 * @param archivist who does it; empty where nobody does
 * @param refusal why nobody does, and what to do instead, lower case; empty text where somebody does
 */
public record Archiving(Optional<Archivist> archivist, String refusal) {
    /** A server archives only where that was allowed: it answers for others than those who started it. */
    public static final Archiving OFF = refused("this server does not archive; start it with --allow-archiving");

    /** Checks that a refusal has its reason. */
    public Archiving {
        Objects.requireNonNull(archivist, "archivist");
        if (archivist.isPresent() != refusal.isEmpty()) {
            throw new IllegalArgumentException("either somebody archives, or there is a reason why nobody does");
        }
    }

    /** Somebody does. */
    public static Archiving by(Archivist archivist) {
        return new Archiving(Optional.of(archivist), "");
    }

    /** Nobody does, for a reason. */
    public static Archiving refused(String reason) {
        return new Archiving(Optional.empty(), reason);
    }
}
