package org.shelfmark.cli;

import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.search.SearchException;

/** The exit codes; {@code docs/command-line.md} lists them. */
final class ExitCode {
    /** Done, also when nothing was found. */
    static final int DONE = 0;
    /** We failed. */
    static final int FAILED = 1;
    /** The command line or the query cannot be meant. */
    static final int USAGE = 2;
    /** The server or the cluster cannot be reached, or is busy. */
    static final int UNREACHABLE = 3;
    /** The answer is partial, or took too long. */
    static final int PARTIAL = 4;

    private ExitCode() {}

    /** The code of an order that was not carried out. */
    static int of(RollupException.Kind kind) {
        return switch (kind) {
            case BAD_ORDER -> USAGE;
            case RECORD_GONE -> FAILED;
            case BUSY -> UNREACHABLE;
        };
    }

    /** The code of what a cluster will not do. */
    static int of(ClusterRefusedException refusal) {
        return switch (refusal.status()) {
            case 400, 401, 403 -> USAGE;
            default -> FAILED;
        };
    }

    /** The code of a failed search. */
    static int of(SearchException.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, BAD_QUERY, CURSOR_EXPIRED, AMBIGUOUS -> USAGE;
            case NOT_FOUND -> DONE;
            case TIMED_OUT -> PARTIAL;
            case UNAVAILABLE -> UNREACHABLE;
            case RECORD_GONE, RECORD_CHANGED, RECORD_UNREADABLE -> FAILED;
        };
    }
}
