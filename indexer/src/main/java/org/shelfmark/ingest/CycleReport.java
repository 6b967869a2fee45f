package org.shelfmark.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * What a cycle did.
 *
 * @param records records staged and committed, quarantined ones included
 * @param quarantined those of them that could not be understood
 * @param bytes archive bytes they took
 * @param more whether there was more to read when the cycle's limit was reached
 * @param committed whether anything changed and was committed
 * @param notices what a person should know of the files: copies, files that cannot be read, unfinished records
 */
public record CycleReport(
        long records, long quarantined, long bytes, boolean more, boolean committed, List<FileNotice> notices) {
    /** Copies the notices. */
    public CycleReport {
        notices = List.copyOf(notices);
    }

    /** With one more thing to know. */
    CycleReport with(FileNotice notice) {
        List<FileNotice> all = new ArrayList<>(notices);
        all.add(notice);
        return new CycleReport(records, quarantined, bytes, more, committed, all);
    }
}
