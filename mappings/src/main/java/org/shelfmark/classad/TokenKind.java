package org.shelfmark.classad;

/** What the {@link Lexer} tells apart. */
enum TokenKind {
    INTEGER(true),
    REAL(true),
    STRING(true),
    TRUE(true),
    FALSE(true),
    UNDEFINED(true),
    ERROR(true),
    /** A bare or quoted name. */
    NAME(true),
    OPERATOR(false),
    NOT(false),
    COMPLEMENT(false),
    DOT(true),
    QUESTION(false),
    ELVIS(false),
    COLON(false),
    SEMICOLON(false),
    COMMA(false),
    ASSIGN(false),
    OPEN_PAREN(false),
    CLOSE_PAREN(true),
    OPEN_BRACKET(false),
    CLOSE_BRACKET(true),
    OPEN_BRACE(false),
    CLOSE_BRACE(true),
    END(false);

    private final boolean beforeOperator;

    TokenKind(boolean beforeOperator) {
        this.beforeOperator = beforeOperator;
    }

    /** Whether a minus sign after this token is an operator rather than part of a number. */
    boolean beforeOperator() {
        return beforeOperator;
    }
}
