package org.shelfmark.server;

import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests under a host name that is not ours while the server listens on this machine only. A web page elsewhere
 * can make its own name stand for 127.0.0.1 and so read what a browser's user may read; its requests carry that name.
 */
final class ServedHost {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final String bound;

    ServedHost(String bound) {
        this.bound = bound.toLowerCase(Locale.ROOT);
    }

    /** Whether a request with this {@code Host} header, port included, is for us. */
    boolean serves(String hostHeader) {
        if (!LOOPBACK.contains(bound)) {
            return true;
        }
        String host = hostHeader.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return host.equals(bound) || LOOPBACK.contains(host);
    }
}
