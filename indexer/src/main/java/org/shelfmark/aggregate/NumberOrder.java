package org.shelfmark.aggregate;

/** Compares longs with doubles exactly. */
final class NumberOrder {
    private NumberOrder() {}

    /** Compares exactly; every long stands between the infinities. */
    static int compare(long left, double right) {
        if (right >= 0x1p63) {
            return -1;
        }
        if (right < -0x1p63) {
            return 1;
        }
        long whole = (long) right;
        return left == whole ? Double.compare(0, right - whole + 0.0) : Long.compare(left, whole);
    }
}
