package org.shelfmark.cluster;

import java.io.IOException;

/** No node of the cluster answered, or the cluster had no room for a request for as long as it was repeated. */
public final class ClusterUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says which cluster and why. */
    public ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says which cluster and why. */
    public ClusterUnavailableException(String message) {
        super(message);
    }
}
