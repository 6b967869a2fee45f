package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.store.Directory;
import org.shelfmark.mapping.Mapping;

/** Opens a writer on directories of a test's choice. */
public final class WriterOn {
    private WriterOn() {}

    /** A writer with a small buffer; closes the directories when it is closed. */
    public static JobIndexWriter directories(IndexLayout layout, Mapping mapping, Directory jobs, Directory registry)
            throws IOException {
        return JobIndexWriter.open(layout, mapping, new WriterSettings(16), jobs, registry);
    }
}
