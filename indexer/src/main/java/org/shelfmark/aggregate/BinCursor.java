package org.shelfmark.aggregate;

/** Finds the bins of values. */
public interface BinCursor {
    /** The key of the bin that a value falls into; keys ascend as their bins do. */
    long key(long value);

    /**
     * The key of the bin that a value falls into.
     *
     * @throws IllegalArgumentException if the value is not finite
     */
    long key(double value);
}
