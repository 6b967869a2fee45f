package org.shelfmark.classad;

/** Infix operators, all left associative. */
public enum BinaryOperator {
    MULTIPLY("*", 10),
    DIVIDE("/", 10),
    MODULUS("%", 10),
    ADD("+", 9),
    SUBTRACT("-", 9),
    SHIFT_LEFT("<<", 8),
    SHIFT_RIGHT(">>", 8),
    SHIFT_RIGHT_UNSIGNED(">>>", 8),
    LESS("<", 7),
    LESS_OR_EQUAL("<=", 7),
    GREATER(">", 7),
    GREATER_OR_EQUAL(">=", 7),
    EQUAL("==", 6),
    NOT_EQUAL("!=", 6),
    /** {@code =?=}, also written {@code is}. */
    IDENTICAL("=?=", 6),
    /** {@code =!=}, also written {@code isnt}. */
    NOT_IDENTICAL("=!=", 6),
    BIT_AND("&", 5),
    BIT_XOR("^", 4),
    BIT_OR("|", 3),
    AND("&&", 2),
    OR("||", 1);

    private final String symbol;
    private final int precedence;

    BinaryOperator(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    /** The operator in old ClassAd syntax. */
    public String symbol() {
        return symbol;
    }

    /** From 1, binding loosest, to 10. */
    int precedence() {
        return precedence;
    }

    /** The operator in new ClassAd syntax, which is what {@code string()} prints. */
    String newSymbol() {
        return switch (this) {
            case IDENTICAL -> "is";
            case NOT_IDENTICAL -> "isnt";
            default -> symbol;
        };
    }
}
