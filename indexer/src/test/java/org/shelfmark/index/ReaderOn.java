package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.store.Directory;
import org.shelfmark.mapping.Mapping;

/** Opens a reader on directories of a test's choice. */
public final class ReaderOn {
    private ReaderOn() {}

    /** A reader; closes the directories when it is closed. */
    public static SnapshotSource directories(IndexLayout layout, Mapping mapping, Directory jobs, Directory registry)
            throws IOException {
        return SnapshotSource.open(layout, mapping, null, jobs, registry);
    }
}
