package org.shelfmark.server;

import io.javalin.config.JettyConfig;
import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** What a connection may take: bytes, time, and how many there may be. */
final class ConnectionBounds {
    /** Of a request's first line and headers: a query of the longest kind, with every character percent-encoded. */
    static final int HEAD_BYTES = 1 << 16;
    /** Others wait until one ends. Each takes a file descriptor, and following needs some of those. */
    static final int CONNECTIONS = 512;
    /** For so long a client may keep still while others wait for a connection. */
    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(5);

    private ConnectionBounds() {}

    static void apply(JettyConfig jetty, ServerSettings settings) {
        ConnectionProblems problems = new ConnectionProblems();
        jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(HEAD_BYTES);
            http.setSendServerVersion(false);
        });
        jetty.addConnector((server, http) -> connector(server, http, settings));
        jetty.modifyServer(server -> {
            server.setErrorHandler(problems);
            NetworkConnectionLimit limit = new NetworkConnectionLimit(CONNECTIONS, server);
            limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
            server.addBean(limit);
        });
        jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(problems));
    }

    private static Connector connector(Server server, HttpConfiguration http, ServerSettings settings) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idle().toMillis());
        connector.addBean(new UnfinishedRequests(connector.getScheduler(), settings.idle(), System::nanoTime));
        return connector;
    }
}
