package org.shelfmark.mapping;

/** What the values of a field are; decides how they are stored, compared and printed. */
public enum FieldType {
    /** 64-bit integers, exact. */
    INTEGER,
    /** Double precision numbers. */
    REAL,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Seconds since 1970 UTC; 0 and negative values count as missing. */
    TIME,
    /** Text, compared without regard to case. */
    STRING;

    /** Whether values of this type have an order and a sum. */
    public boolean isNumeric() {
        return this == INTEGER || this == REAL;
    }
}
