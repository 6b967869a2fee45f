package org.shelfmark.rollup;

import java.util.Optional;

/** Says which records may be archived. Belongs to one thread. */
@FunctionalInterface
public interface RecordCheck {
    /**
     * Why a record may not.
     *
     * @param fileId number of its archive file
     * @param end where it ends in that file, in bytes
     * @return lower case, for people; empty where it may
     */
    Optional<String> reasonAgainst(int fileId, long end);
}
