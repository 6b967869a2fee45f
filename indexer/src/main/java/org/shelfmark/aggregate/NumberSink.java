package org.shelfmark.aggregate;

/** Takes numbers, integers without rounding. */
public interface NumberSink {
    /** An integer. */
    void add(long number);

    /** A real; finite. */
    void add(double number);
}
