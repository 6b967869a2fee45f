package org.shelfmark.index;

import java.io.Closeable;
import java.io.IOException;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.document.JobKey;

/**
 * The jobs of earlier files that begin like a file: after a file was cut, or came back shorter than it was, its records
 * are recognised one by one and not counted again. Safe for many threads.
 */
public interface EarlierRecords extends Closeable {
    /** Whether one of the earlier files gave this job already. */
    boolean contain(JobKey job) throws IOException;

    /** Whether one of the earlier files gave this damaged record: it stood at the same place, for they begin alike. */
    boolean containDamaged(RecordLocation location) throws IOException;

    @Override
    void close() throws IOException;
}
