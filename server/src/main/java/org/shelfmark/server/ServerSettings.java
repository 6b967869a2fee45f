package org.shelfmark.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a server listens, and how much it works on at once.
 *
 * @param host address to bind; {@code 127.0.0.1} by default, so that nobody sees jobs by accident
 * @param port port to bind, 0 for any free one; 8642 by default
 * @param requestsAtOnce requests under {@code /api/v1} that are worked on at once, at least 1; by default four for each
 *     processor, but 8 at least. More make each one slower, fewer make one wait for another
 * @param patience for how long a request beyond them waits for its turn before it is refused; 1 s by default
 * @param idle for how long a client may send nothing, read nothing of its answer, or be at sending a request, before it
 *     is cut off; 30 s by default
 * @param page a directory whose files are given out before those of the page that is built in, as they are at each request;
 *     for those who write the page, empty by default
 */
public record ServerSettings(
        String host, int port, int requestsAtOnce, Duration patience, Duration idle, Optional<Path> page) {
    /** The port where nothing else is said. */
    public static final int DEFAULT_PORT = 8642;
    /** The address where nothing else is said. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** Checks the numbers. */
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + "; accepted: 0 to 65535");
        }
        if (requestsAtOnce < 1) {
            throw new IllegalArgumentException(requestsAtOnce + " requests at once; accepted: 1 and more");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("a patience of " + patience + "; accepted: none and more");
        }
        if (page.isPresent() && !Files.isDirectory(page.get())) {
            throw new IllegalArgumentException("a page in '" + page.get() + "'; accepted: a directory");
        }
        if (!idle.isPositive()) {
            throw new IllegalArgumentException("cut off after " + idle + "; accepted: more than nothing");
        }
    }

    /** With the defaults for how much it works on. */
    public ServerSettings(String host, int port) {
        this(
                host,
                port,
                Math.max(8, 4 * Runtime.getRuntime().availableProcessors()),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Optional.empty());
    }

    /** The same with files of the page from a directory. */
    public ServerSettings withPage(Path directory) {
        return new ServerSettings(host, port, requestsAtOnce, patience, idle, Optional.of(directory));
    }
}
