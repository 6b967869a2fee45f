package org.shelfmark.server;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests under a host name that is not ours while the server listens on this machine only. A web page elsewhere
 * can make its own name stand for 127.0.0.1 and so read what a browser's user may read; its requests carry that name.
 */
final class ServedHost {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** As browsers write addresses of version 4 and 6 in a URL. */
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|\\[[0-9a-f:.]+]");

    private final String bound;

    ServedHost(String bound) {
        this.bound = bound.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether this {@code Host} header, port included, is one that only we can answer to. An address is, and so is the name we
     * were told to listen on; another name may belong to somebody who made it stand for our address.
     */
    boolean isCertainlyOurs(String hostHeader) {
        String host = withoutPort(hostHeader);
        return host.equals(bound)
                || LOOPBACK.contains(host)
                || ADDRESS.matcher(host).matches();
    }

    /** Whether a request with this {@code Host} header, port included, is for us. */
    boolean serves(String hostHeader) {
        if (!LOOPBACK.contains(bound)) {
            return true;
        }
        String host = withoutPort(hostHeader);
        return host.equals(bound) || LOOPBACK.contains(host);
    }

    private static String withoutPort(String hostHeader) {
        return hostHeader.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
