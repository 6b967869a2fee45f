package org.shelfmark.classad;

import java.io.Serial;

/** Text that is not a ClassAd expression. The message says what was found, where, and what was expected. */
public final class ClassAdSyntaxException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int position;
    private final String expected;

    ClassAdSyntaxException(String found, int position, String expected) {
        super("found " + found + " at position " + position + ", expected " + expected);
        this.position = position;
        this.expected = expected;
    }

    /** What could have stood there; says nothing of what did. */
    public String expected() {
        return expected;
    }

    /**
     * Where the offending text begins: 0-based, in bytes from the first byte given when bytes were parsed, in chars when
     * a string was parsed. At the end of the text it equals the text's length.
     */
    public int position() {
        return position;
    }
}
