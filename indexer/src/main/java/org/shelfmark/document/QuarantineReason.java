package org.shelfmark.document;

import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.RecordReader;

/** Why a record is quarantined before anybody looks at its attributes, in the words that stand in its document. */
public final class QuarantineReason {
    /** Two records stand before one banner. */
    public static final String TWO_RECORDS =
            "the records of two jobs without a banner between them; where the second begins is not known";

    private QuarantineReason() {}

    /** The beginning of a record with another record behind it. */
    public static String fragment(long lengthBytes) {
        return "a fragment of " + lengthBytes
                + " bytes without a banner: its writer stopped in the middle of a record; the record behind it is indexed";
    }

    /** A record that is too long to be read. */
    public static String oversized(RecordLocation location) {
        return "the record has " + location.lengthBytes() + " bytes; at most " + RecordReader.MAX_RECORD_BYTES
                + " are read";
    }

    /** What stands behind the last record of a file to which nothing is appended any more. */
    public static String unfinished(RecordLocation location) {
        return "an unfinished record of " + location.lengthBytes()
                + " bytes at the end of the file: its writer stopped, and no banner ends it";
    }
}
