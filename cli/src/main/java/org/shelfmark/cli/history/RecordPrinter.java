package org.shelfmark.cli.history;

import java.io.IOException;
import org.shelfmark.document.RecordView;

/** A form in which records are printed. */
interface RecordPrinter {
    /** What stands before the records, also if there are none. */
    void header(ByteOutput out) throws IOException;

    /** A record. */
    void print(RecordView record, ByteOutput out) throws IOException;

    /** What stands behind the records. */
    void footer(ByteOutput out) throws IOException;
}
