package org.shelfmark.cluster.ship;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.KnownNames;
import org.shelfmark.cluster.TermText;

/**
 * Brings the names of attributes to the cluster, each before the first job that has it. Safe for many threads.
 *
 * <p>Names are few: a pool has some hundreds or thousands.
 */
final class ShippedNames {
    private final ClusterIndices indices;
    private final BulkSender sender;
    private final Set<BytesRef> known = ConcurrentHashMap.newKeySet();
    private final Set<BytesRef> fresh = ConcurrentHashMap.newKeySet();

    ShippedNames(ClusterConnection cluster, BulkSender sender) throws IOException {
        this.indices = new ClusterIndices(cluster.settings().prefix());
        this.sender = sender;
        for (String beginning : KnownNames.read(cluster)) {
            known.add(new BytesRef(beginning));
        }
    }

    /** Notes the name and the kind of a term. */
    void note(BytesRef term) {
        int end = term.offset;
        while (term.bytes[end] != 0) {
            end++;
        }
        BytesRef beginning = new BytesRef(term.bytes, term.offset, end + 2 - term.offset);
        if (!known.contains(beginning)) {
            fresh.add(BytesRef.deepCopyOf(beginning));
        }
    }

    /** Sends what was noted and is not there yet; it is found when it returns. */
    void send() throws IOException {
        if (fresh.isEmpty()) {
            return;
        }
        List<BytesRef> beginnings = new ArrayList<>(fresh);
        List<BulkAction> actions = new ArrayList<>();
        for (BytesRef beginning : beginnings) {
            String name = TermText.of(beginning);
            actions.add(new BulkAction(
                    indices.names(),
                    DocumentIds.ofName(name),
                    ClusterConnection.JSON.writeValueAsBytes(KnownNames.document(name)),
                    null));
        }
        sender.send(actions, true);
        known.addAll(beginnings);
        fresh.removeAll(beginnings);
    }
}
