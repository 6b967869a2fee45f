package org.shelfmark.query;

import java.util.List;

/**
 * A text with wildcards.
 *
 * @param parts in order
 */
record TextPattern(List<Part> parts) {
    TextPattern {
        parts = List.copyOf(parts);
    }

    /** A piece of a pattern. */
    sealed interface Part {}

    /** These characters, in any case. */
    record Literal(String text) implements Part {}

    /** Any number of characters, {@code *}. */
    enum AnyText implements Part {
        INSTANCE
    }

    /** One character, {@code ?}. */
    enum AnyChar implements Part {
        INSTANCE
    }
}
