package org.shelfmark.search;

import org.shelfmark.aggregate.RequestMemory;

/** Refuses pages of jobs that are too large to be held in memory until they are sent. */
final class PageMemory {
    /** A value, its name's place in the job, and both once more as text. */
    private static final int BYTES_OF_A_VALUE = 300;

    private PageMemory() {}

    /**
     * Looks whether a page can be held.
     *
     * @throws SearchException when it cannot
     */
    static void check(int jobs, int fields) {
        check(jobs, fields, RequestMemory.most(Integer.MAX_VALUE, BYTES_OF_A_VALUE));
    }

    static void check(int jobs, int fields, int mostValues) {
        int fit = mostValues / Math.max(1, fields);
        if (jobs > fit) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "limit: " + jobs + " jobs with " + fields
                            + " fields each do not fit into the memory of this process;"
                            + " accepted: " + fit + " jobs, or fewer fields; search --all and /api/v1/export have no"
                            + " limit");
        }
    }
}
