package org.shelfmark.classad;

/** The prefix of an attribute reference. */
public enum ReferenceScope {
    /** {@code X}. */
    NONE(""),
    /** {@code MY.X}: the record. */
    MY("MY."),
    /** {@code TARGET.X}: the other ad of a match; a history record has none, so the reference is undefined. */
    TARGET("TARGET."),
    /** {@code .X}: the outermost ad. */
    ABSOLUTE(".");

    private final String prefix;

    ReferenceScope(String prefix) {
        this.prefix = prefix;
    }

    /** The text before the attribute's name. */
    String prefix() {
        return prefix;
    }
}
