package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.cluster.Patience;

/**
 * Sends many documents in few requests and looks at what became of each. What the cluster has no room for is sent again after
 * a pause, longer and longer. Safe for many threads.
 */
public final class BulkSender {
    /** Large enough that the request itself costs little, small enough for a cluster of small nodes. */
    static final int REQUEST_BYTES = 5 << 20;

    /** Room in a request beside the document. */
    private static final int MARGIN = 1 << 16;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int TOO_LARGE = 413;

    private final ClusterConnection cluster;
    private final long largestRequestBytes;
    private final Refusal refusal;

    /** Is told of a document that the cluster will never take; gives what is to be put there in its place. */
    public interface Refusal {
        /** What is put there; fails where nothing can be. */
        BulkAction instead(BulkAction refused, String reason) throws IOException;
    }

    /**
     * Sends to a cluster.
     *
     * @param largestRequestBytes what its nodes take in one request; a document that does not fit is refused here
     */
    public BulkSender(ClusterConnection cluster, long largestRequestBytes, Refusal refusal) {
        this.cluster = cluster;
        this.largestRequestBytes = largestRequestBytes;
        this.refusal = refusal;
    }

    /**
     * Returns when every document was acknowledged, or what stands in its place.
     *
     * @param refresh whether they are to be found at once
     * @throws ClusterUnavailableException when the cluster took too long; some may be there
     */
    public void send(List<BulkAction> actions, boolean refresh) throws IOException {
        List<BulkAction> request = new ArrayList<>();
        long bytes = 0;
        for (BulkAction action : actions) {
            BulkAction fitting = fitting(action.carried() == null || fits(action) ? action : action.alone());
            if (!request.isEmpty() && bytes + fitting.lengthBytes() > REQUEST_BYTES) {
                sendOne(request, refresh);
                request = new ArrayList<>();
                bytes = 0;
            }
            request.add(fitting);
            bytes += fitting.lengthBytes();
        }
        if (!request.isEmpty()) {
            sendOne(request, refresh);
        }
    }

    private boolean fits(BulkAction action) {
        return action.lengthBytes() + MARGIN <= largestRequestBytes;
    }

    private BulkAction fitting(BulkAction action) throws IOException {
        return fits(action)
                ? action
                : refused(
                        action,
                        "its document has " + action.lengthBytes() + " bytes; a node takes at most "
                                + largestRequestBytes + " in one request");
    }

    private void sendOne(List<BulkAction> actions, boolean refresh) throws IOException {
        List<BulkAction> rest = actions;
        Patience patience = new Patience(cluster.settings().patience(), FIRST_PAUSE, LONGEST_PAUSE);
        while (!rest.isEmpty()) {
            Left left = once(rest, refresh);
            rest = left.actions();
            if (!rest.isEmpty() && !left.isOther() && !patience.isWorthAnother()) {
                throw new ClusterUnavailableException("the cluster at "
                        + cluster.settings().shown() + " had no room for " + rest.size() + " documents: "
                        + left.reason());
            }
        }
    }

    /**
     * What is left to be sent.
     *
     * @param isOther whether all of it is other than what was sent, so that there is nothing to wait for
     */
    private record Left(List<BulkAction> actions, boolean isOther, String reason) {}

    private Left once(List<BulkAction> actions, boolean refresh) throws IOException {
        JsonNode answer;
        try {
            answer = cluster.lines(refresh ? "_bulk?refresh=true" : "_bulk", body(actions));
        } catch (ClusterRefusedException refused) {
            if (refused.status() >= 500) {
                return new Left(actions, false, String.valueOf(refused.getMessage()));
            }
            if (refused.status() == TOO_LARGE && actions.size() > 1) {
                // something before the nodes may take less than they do
                sendOne(actions.subList(0, actions.size() / 2), refresh);
                return new Left(actions.subList(actions.size() / 2, actions.size()), true, "");
            }
            if (refused.status() == TOO_LARGE) {
                return new Left(List.of(refused(actions.get(0), String.valueOf(refused.getMessage()))), true, "");
            }
            throw refused;
        }
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
            BulkAction action = actions.get(i);
            switch (BulkVerdict.of(action, result)) {
                case DONE -> {}
                case LATER -> {
                    reason = ClusterConnection.reason(result);
                    isOther = false;
                    left.add(action);
                }
                case DOCUMENT_AT_FAULT -> left.add(refused(action, ClusterConnection.reason(result)));
                case REFUSED ->
                    throw new IOException("the cluster at " + cluster.settings().shown() + " takes no document '"
                            + action.id() + "' in index '" + action.index() + "' (status "
                            + result.path("status").asInt() + "): " + ClusterConnection.reason(result));
            }
        }
        return new Left(left, isOther, reason);
    }

    /** A job that is refused with its record may be taken without. */
    private BulkAction refused(BulkAction action, String reason) throws IOException {
        if (action.carried() != null) {
            return action.alone();
        }
        if (action.record() == null) {
            throw new IOException("the cluster at " + cluster.settings().shown() + " refuses document '" + action.id()
                    + "' of index '" + action.index() + "': " + reason);
        }
        return refusal.instead(action, reason);
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
                action.writeTo(body);
                body.write('\n');
            }
        }
        return body.toByteArray();
    }
}
