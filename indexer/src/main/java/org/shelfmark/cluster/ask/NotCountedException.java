package org.shelfmark.cluster.ask;

/** The cluster cannot count something exactly: the jobs must be fetched. */
final class NotCountedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotCountedException(String message) {
        super(message);
    }
}
