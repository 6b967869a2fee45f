package org.shelfmark.classad;

/** Prefix operators. */
public enum UnaryOperator {
    /** Changes the sign. */
    MINUS('-'),
    /** Keeps a number, refuses other types. */
    PLUS('+'),
    /** Logical negation. */
    NOT('!'),
    /** Bitwise complement. */
    COMPLEMENT('~');

    private final char symbol;

    UnaryOperator(char symbol) {
        this.symbol = symbol;
    }

    /** The operator as written. */
    public char symbol() {
        return symbol;
    }
}
