package org.shelfmark.server;

/**
 * Where a server listens.
 *
 * @param host address to bind; {@code 127.0.0.1} by default, so that nobody sees jobs by accident
 * @param port port to bind, 0 for any free one; 8642 by default
 */
public record ServerSettings(String host, int port) {
    /** The port where nothing else is said. */
    public static final int DEFAULT_PORT = 8642;
    /** The address where nothing else is said. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** Checks the port. */
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + "; accepted: 0 to 65535");
        }
    }
}
