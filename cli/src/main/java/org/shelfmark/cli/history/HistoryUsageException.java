package org.shelfmark.cli.history;

/** Words of the command line that cannot be meant, or are not supported. */
public final class HistoryUsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean withUsage;

    HistoryUsageException(String message) {
        this(message, false);
    }

    HistoryUsageException(String message, boolean withUsage) {
        super(message);
        this.withUsage = withUsage;
    }

    /** Whether the usage is to be printed, too. */
    public boolean isWithUsage() {
        return withUsage;
    }
}
