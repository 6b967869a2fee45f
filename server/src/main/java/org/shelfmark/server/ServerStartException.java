package org.shelfmark.server;

/** A server that cannot listen as asked; the message says where and why. */
public final class ServerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
