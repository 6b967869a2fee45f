package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.store.Directory;
import org.shelfmark.index.MemoryIndex;

/** The summaries and pins of a cluster that count at one step. Safe for many threads. */
public final class ArchivedPart {
    private final Exchange exchange;
    private final Optional<Directory> documents;
    private final Map<String, String> ids;
    private final Optional<ObjectNode> hidden;

    ArchivedPart(
            Exchange exchange, Optional<Directory> documents, Map<String, String> ids, Optional<ObjectNode> hidden) {
        this.exchange = exchange;
        this.documents = documents;
        this.ids = Map.copyOf(ids);
        this.hidden = hidden;
    }

    /** What it is of. */
    public Exchange exchange() {
        return exchange;
    }

    /** Whether no summary counts, so that all jobs do. */
    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /** Adds all to an index. */
    public void addTo(MemoryIndex index) throws IOException {
        if (documents.isPresent()) {
            index.add(documents.get());
        }
    }

    /** The id of the summary that counts of a submission, by the term of its key. */
    public Optional<String> id(String submission) {
        return Optional.ofNullable(ids.get(submission));
    }

    /** The jobs of the cluster that do not count, because a summary has them; empty for none. */
    public Optional<ObjectNode> hidden() {
        return hidden;
    }
}
