package org.shelfmark.index;

/** An index that cannot be opened for writing, because another process writes it. */
public final class IndexBusyException extends IndexUnusableException {
    private static final long serialVersionUID = 1L;

    IndexBusyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same with more said. */
    public IndexBusyException(IndexBusyException busy, String more) {
        super(busy.getMessage() + more, busy);
    }
}
