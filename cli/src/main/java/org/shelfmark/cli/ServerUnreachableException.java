package org.shelfmark.cli;

import java.io.IOException;

/** The server did not answer, or had no time to; the message says which and why. */
final class ServerUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    ServerUnreachableException(String message) {
        super(message);
    }

    ServerUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
