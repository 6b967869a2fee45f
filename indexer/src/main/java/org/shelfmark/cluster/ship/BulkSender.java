package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterUnavailableException;

/**
 * Sends many documents in one request and looks at what became of each. What the cluster has no room for is sent again after
 * a pause, longer and longer. Safe for many threads.
 */
public final class BulkSender {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    private final ClusterConnection cluster;
    private final Refusal refusal;

    /** Is told of a document that the cluster will never take; gives what is to be put there in its place. */
    public interface Refusal {
        /** What is put there; fails where nothing can be. */
        BulkAction instead(BulkAction refused, String reason) throws IOException;
    }

    /** Sends to a cluster. */
    public BulkSender(ClusterConnection cluster, Refusal refusal) {
        this.cluster = cluster;
        this.refusal = refusal;
    }

    /**
     * Returns when every document was acknowledged, or what stands in its place.
     *
     * @param refresh whether they are to be found at once
     * @throws ClusterUnavailableException when the cluster took too long; some may be there
     */
    public void send(List<BulkAction> actions, boolean refresh) throws IOException {
        List<BulkAction> rest = actions;
        long startedNanos = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (!rest.isEmpty()) {
            Left left = once(rest, refresh);
            rest = left.actions();
            if (rest.isEmpty() || left.isOther()) {
                continue;
            }
            if (System.nanoTime() - startedNanos + pause.toNanos()
                    > cluster.settings().patience().toNanos()) {
                throw new ClusterUnavailableException("the cluster at "
                        + cluster.settings().shown() + " had no room for " + rest.size() + " documents: "
                        + left.reason());
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /**
     * What is left to be sent.
     *
     * @param isOther whether all of it is other than what was sent, so that there is nothing to wait for
     */
    private record Left(List<BulkAction> actions, boolean isOther, String reason) {}

    private Left once(List<BulkAction> actions, boolean refresh) throws IOException {
        JsonNode answer = cluster.lines(refresh ? "_bulk?refresh=true" : "_bulk", body(actions));
        if (!answer.path("errors").asBoolean(true)) {
            return new Left(List.of(), true, "");
        }
        JsonNode items = answer.path("items");
        if (items.size() != actions.size()) {
            throw new IOException("the cluster at " + cluster.settings().shown() + " answered a request of "
                    + actions.size() + " documents with " + items.size() + " results");
        }
        List<BulkAction> left = new ArrayList<>();
        boolean isOther = true;
        String reason = "";
        for (int i = 0; i < actions.size(); i++) {
            JsonNode result = items.get(i).elements().next();
            int status = result.path("status").asInt();
            BulkAction action = actions.get(i);
            if (status / 100 == 2 || (action.document() == null && status == NOT_FOUND)) {
                continue;
            }
            reason = reason(result.path("error"));
            if (status == TOO_MANY || status >= 500) {
                isOther = false;
                left.add(action);
            } else if (action.record() == null) {
                throw new IOException("the cluster at " + cluster.settings().shown() + " refuses document '"
                        + action.id() + "' of index '" + action.index() + "' (status " + status + "): " + reason);
            } else {
                left.add(refusal.instead(action, reason));
            }
        }
        return new Left(left, isOther, reason);
    }

    private static String reason(JsonNode error) {
        StringBuilder text = new StringBuilder(error.path("reason").asText("no reason given"));
        for (JsonNode cause = error.path("caused_by"); !cause.isMissingNode(); cause = cause.path("caused_by")) {
            text.append(": ").append(cause.path("reason").asText());
        }
        return text.toString();
    }

    private static byte[] body(List<BulkAction> actions) throws IOException {
        int length = 0;
        for (BulkAction action : actions) {
            length += action.lengthBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(length);
        for (BulkAction action : actions) {
            ObjectNode line = ClusterConnection.JSON.createObjectNode();
            line.putObject(action.document() == null ? "delete" : "index")
                    .put("_index", action.index())
                    .put("_id", action.id());
            body.write(ClusterConnection.JSON.writeValueAsBytes(line));
            body.write('\n');
            if (action.document() != null) {
                body.write(action.document());
                body.write('\n');
            }
        }
        return body.toByteArray();
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the cluster", e);
        }
    }
}
