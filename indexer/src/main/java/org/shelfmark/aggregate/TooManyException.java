package org.shelfmark.aggregate;

/** More of something than an answer may have; the message says of what, and how many are accepted. */
public final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Something that there are too many of.
     *
     * @param message what, and how many would be told apart
     */
    public TooManyException(String message) {
        super(message);
    }
}
