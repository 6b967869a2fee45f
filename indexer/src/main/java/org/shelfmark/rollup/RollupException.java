package org.shelfmark.rollup;

/** An order that cannot be carried out; nothing was changed. The message says what was found and what is accepted. */
public final class RollupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Whose fault it is. */
    public enum Kind {
        /** The order cannot be meant. */
        BAD_ORDER,
        /** A record cannot be had: its vault entry is missing, or was given up. */
        RECORD_GONE,
        /** Somebody else is changing the index. */
        BUSY
    }

    /** A failure. */
    public RollupException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }
}
