package org.shelfmark.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with a problem to what Jetty refuses by itself, before any route is asked: what it says is for people only. */
final class ConnectionProblems extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionProblems.class);

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        if (status >= 500) {
            LOG.error("a request failed with status {}: {}", status, message, cause);
        }
        byte[] body = ProblemDetails.of(status, detail(status, message)).json();
        BrowserRules.everywhere((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetails.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static String detail(int status, @Nullable String message) {
        return switch (status) {
            case 414 ->
                "the address is too long; accepted: " + ConnectionBounds.HEAD_BYTES
                        + " bytes together with the headers";
            case 431 ->
                "the headers are too long; accepted: " + ConnectionBounds.HEAD_BYTES
                        + " bytes together with the address";
            default -> status < 500 && message != null ? message : "the request cannot be served";
        };
    }
}
