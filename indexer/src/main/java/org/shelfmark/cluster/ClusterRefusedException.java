package org.shelfmark.cluster;

import java.io.IOException;

/** The cluster will not do what it was asked, however often. */
public final class ClusterRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    ClusterRefusedException(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    /** The HTTP status, 400 to 499, or 500. */
    public int status() {
        return status;
    }

    /** The cluster's name of the error, such as {@code index_not_found_exception}; empty when it gave none. */
    public String type() {
        return type;
    }
}
