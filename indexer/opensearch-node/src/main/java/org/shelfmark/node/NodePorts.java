package org.shelfmark.node;

import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.Node;
import org.opensearch.transport.TransportService;

/**
 * Where a started node listens.
 *
 * @param http port for requests
 * @param transport port for the other nodes
 */
record NodePorts(int http, int transport) {
    static NodePorts of(Node node) {
        HttpServerTransport http = node.injector().getInstance(HttpServerTransport.class);
        TransportService transport = node.injector().getInstance(TransportService.class);
        return new NodePorts(
                http.boundAddress().publishAddress().getPort(),
                transport.boundAddress().publishAddress().getPort());
    }

    String readyLine() {
        return "ready http=" + http + " transport=" + transport;
    }
}
