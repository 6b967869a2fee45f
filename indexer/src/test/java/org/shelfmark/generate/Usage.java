package org.shelfmark.generate;

/**
 * What the last run used.
 *
 * @param userSeconds CPU time outside the kernel
 * @param systemSeconds CPU time in the kernel
 * @param bytesSent output moved back
 * @param bytesReceived input moved to the job
 * @param diskKibibytes scratch space, exact
 * @param imageKibibytes virtual size, exact; more than the resident one
 */
record Usage(
        long userSeconds,
        long systemSeconds,
        long bytesSent,
        long bytesReceived,
        long diskKibibytes,
        long imageKibibytes) {
    /**
     * A size as the schedd rounds it by default: up to the next quarter of the power of ten above a fifth of it, so
     * 2592 is 2750 and 22644 is 25000.
     *
     * @param exact at least 50
     */
    static long rounded(long exact) {
        long power = 10;
        while (power * 5 <= exact) {
            power *= 10;
        }
        long step = power / 4;
        return (exact + step - 1) / step * step;
    }
}
