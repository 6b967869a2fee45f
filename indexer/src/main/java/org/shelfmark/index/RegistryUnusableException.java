package org.shelfmark.index;

/** The registry is missing or cannot be read, while the jobs are there; the message names the command that rebuilds it. */
public final class RegistryUnusableException extends IndexUnusableException {
    private static final long serialVersionUID = 1L;

    RegistryUnusableException(String message) {
        super(message);
    }

    RegistryUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
