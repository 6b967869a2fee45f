package org.shelfmark.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * How searches are answered.
 *
 * @param clock from which relative times are counted
 * @param zone zone of times without one
 * @param withSecrets whether full records contain secret attributes: for the command line, which reads with its caller's
 *     permissions; a server leaves them out unless told otherwise
 * @param timeout after which a search gives up; a partial answer says so
 * @param paging for how long the pages of a search can be asked for
 */
public record SearchSettings(
        InstantSource clock, ZoneId zone, boolean withSecrets, Duration timeout, PagingSettings paging) {
    /** With the usual paging. */
    public SearchSettings(InstantSource clock, ZoneId zone, boolean withSecrets, Duration timeout) {
        this(clock, zone, withSecrets, timeout, PagingSettings.DEFAULT);
    }

    /** For the embedded command line: secrets shown, ten minutes. */
    public static SearchSettings forCommandLine(InstantSource clock, ZoneId zone) {
        return new SearchSettings(clock, zone, true, Duration.ofMinutes(10));
    }

    /** For a server: 30 seconds. */
    public static SearchSettings forServer(InstantSource clock, ZoneId zone, boolean withSecrets) {
        return new SearchSettings(clock, zone, withSecrets, Duration.ofSeconds(30));
    }

    /** Rejects a time-out that would stop every search. */
    public SearchSettings {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout " + timeout + "; accepted: more than 0");
        }
    }

    /** The same with time standing still. */
    SearchSettings at(Instant now) {
        return new SearchSettings(InstantSource.fixed(now), zone, withSecrets, timeout, paging);
    }

    /** The same with another time limit. */
    SearchSettings within(Duration limit) {
        return new SearchSettings(clock, zone, withSecrets, limit, paging);
    }
}
