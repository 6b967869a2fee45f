package org.shelfmark.mapping;

import java.util.Locale;

/** The unit in which an attribute is written; literals with a unit are converted into it. */
public enum Unit {
    /** A plain number. */
    NONE("", Dimension.NONE, 1),
    /** Seconds. */
    SECONDS("s", Dimension.TIME, 1),
    /** Bytes. */
    BYTES("B", Dimension.SIZE, 1),
    /** Units of 1024 bytes. */
    KILOBYTES("KB", Dimension.SIZE, 1L << 10),
    /** Units of 1024 * 1024 bytes. */
    MEGABYTES("MB", Dimension.SIZE, 1L << 20),
    /** Processor cores. */
    CORES("cores", Dimension.NONE, 1),
    /** Hundredths. */
    PERCENT("%", Dimension.NONE, 1);

    /** What a unit measures. */
    public enum Dimension {
        /** Counts, codes, shares. */
        NONE,
        /** Seconds and their multiples. */
        TIME,
        /** Bytes and their multiples. */
        SIZE
    }

    private final String symbol;
    private final Dimension dimension;
    private final long factor;

    Unit(String symbol, Dimension dimension, long factor) {
        this.symbol = symbol;
        this.dimension = dimension;
        this.factor = factor;
    }

    /** The sign as it stands in the mapping, for example {@code KB}; empty for a plain number. */
    public String symbol() {
        return symbol;
    }

    /** What it measures. */
    public Dimension dimension() {
        return dimension;
    }

    /** How many base units (seconds, bytes) one of this unit is. */
    public long factor() {
        return factor;
    }

    /** The label under which a name is looked up in the mapping and in messages. */
    String label() {
        return symbol.isEmpty() ? name().toLowerCase(Locale.ROOT) : symbol;
    }
}
