package org.shelfmark.aggregate;

/**
 * How much of the heap one request may take: half of what it may grow to, so that others go on beside it. The fixed
 * limits hold where the heap is large enough for them.
 */
public final class RequestMemory {
    private RequestMemory() {}

    /**
     * How many things a request may keep.
     *
     * @param limit however large the heap is
     * @param bytesEach about, of memory
     * @return 1 at the least
     */
    public static int most(int limit, int bytesEach) {
        return most(limit, bytesEach, Runtime.getRuntime().maxMemory());
    }

    /** The same where every processor keeps things of its own. */
    public static int mostOnEach(int limit, int bytesEach) {
        return most(limit, bytesEach * Runtime.getRuntime().availableProcessors());
    }

    static int most(int limit, int bytesEach, long heapBytes) {
        return (int) Math.max(1, Math.min(limit, heapBytes / 2 / bytesEach));
    }
}
