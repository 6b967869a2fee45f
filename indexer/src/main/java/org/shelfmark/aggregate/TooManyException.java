package org.shelfmark.aggregate;

/** More of something than an answer may have; the message says of what, and how many are accepted. */
public final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyException(String message) {
        super(message);
    }
}
