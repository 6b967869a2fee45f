package org.shelfmark.classad;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recursive descent over the tokens of one text. */
final class ExpressionReader {
    /** Far above anything in a real record, far below what a thread's stack holds. */
    private static final int MAX_DEPTH = 300;

    private final Lexer lexer;
    private int depth;

    ExpressionReader(Lexer lexer) {
        this.lexer = lexer;
    }

    /** Reads one expression up to the end of the text. */
    Expression readAll() throws ClassAdSyntaxException {
        lexer.advance();
        Expression expression = readExpression();
        if (lexer.kind() != TokenKind.END) {
            throw lexer.unexpected("an operator or the end of the expression");
        }
        return expression;
    }

    private Expression readExpression() throws ClassAdSyntaxException {
        enter();
        Expression condition = readBinary(1);
        if (lexer.kind() == TokenKind.QUESTION) {
            lexer.advance();
            Expression whenTrue = readExpression();
            expect(TokenKind.COLON, "\":\"");
            condition = new Expression.Conditional(condition, whenTrue, readExpression());
        }
        depth--;
        return condition;
    }

    /** Precedence climbing; all infix operators associate to the left. */
    private Expression readBinary(int loosest) throws ClassAdSyntaxException {
        Expression left = readUnary();
        BinaryOperator operator = lexer.operator();
        while (operator != null && operator.precedence() >= loosest) {
            lexer.advance();
            left = new Expression.Binary(operator, left, readBinary(operator.precedence() + 1));
            operator = lexer.operator();
        }
        return left;
    }

    private Expression readUnary() throws ClassAdSyntaxException {
        UnaryOperator operator = unaryOperator();
        if (operator == null) {
            return readPostfix();
        }
        enter();
        lexer.advance();
        Expression operand = readUnary();
        depth--;
        return new Expression.Unary(operator, operand);
    }

    private @Nullable UnaryOperator unaryOperator() {
        if (lexer.kind() == TokenKind.NOT) {
            return UnaryOperator.NOT;
        }
        if (lexer.kind() == TokenKind.COMPLEMENT) {
            return UnaryOperator.COMPLEMENT;
        }
        BinaryOperator infix = lexer.operator();
        if (infix == BinaryOperator.ADD) {
            return UnaryOperator.PLUS;
        }
        return infix == BinaryOperator.SUBTRACT ? UnaryOperator.MINUS : null;
    }

    /** Selections and subscripts nest to the left without recursion here, so they count as depth until the end. */
    private Expression readPostfix() throws ClassAdSyntaxException {
        Expression expression = readPrimary();
        int depthBefore = depth;
        while (true) {
            switch (lexer.kind()) {
                case OPEN_BRACKET -> {
                    enter();
                    lexer.advance();
                    Expression index = readExpression();
                    expect(TokenKind.CLOSE_BRACKET, "\"]\"");
                    expression = new Expression.Subscript(expression, index);
                }
                case DOT -> {
                    enter();
                    lexer.advance();
                    expression = select(expression, readName("an attribute name after \".\""));
                }
                case ELVIS -> {
                    enter();
                    lexer.advance();
                    expression = new Expression.Elvis(expression, readPostfix());
                }
                default -> {
                    depth = depthBefore;
                    return expression;
                }
            }
        }
    }

    private static Expression select(Expression base, String name) {
        if (base instanceof Expression.AttributeReference reference && reference.scope() == ReferenceScope.NONE) {
            if (reference.name().equals("MY")) {
                return new Expression.AttributeReference(ReferenceScope.MY, name);
            }
            if (reference.name().equals("TARGET")) {
                return new Expression.AttributeReference(ReferenceScope.TARGET, name);
            }
        }
        return new Expression.Selection(base, name);
    }

    private Expression readPrimary() throws ClassAdSyntaxException {
        return switch (lexer.kind()) {
            case INTEGER, REAL, STRING -> constant(lexer.literal());
            case TRUE -> constant(Expression.Literal.TRUE);
            case FALSE -> constant(Expression.Literal.FALSE);
            case UNDEFINED -> constant(Expression.Literal.UNDEFINED);
            case ERROR -> constant(Expression.Literal.ERROR);
            case NAME -> readReferenceOrCall();
            case DOT -> {
                lexer.advance();
                yield new Expression.AttributeReference(
                        ReferenceScope.ABSOLUTE, readName("an attribute name after \".\""));
            }
            case OPEN_PAREN -> {
                lexer.advance();
                Expression inner = readExpression();
                expect(TokenKind.CLOSE_PAREN, "\")\"");
                yield new Expression.Parenthesised(inner);
            }
            case OPEN_BRACE -> new Expression.ListExpression(readList());
            case OPEN_BRACKET -> readAd();
            default -> throw lexer.unexpected("a value, an attribute name or \"(\"");
        };
    }

    private Expression constant(Expression.Literal literal) throws ClassAdSyntaxException {
        lexer.advance();
        return literal;
    }

    private Expression readReferenceOrCall() throws ClassAdSyntaxException {
        int position = lexer.position();
        String name = readName("a name");
        if (lexer.kind() != TokenKind.OPEN_PAREN) {
            return new Expression.AttributeReference(ReferenceScope.NONE, name);
        }
        return TimeLiteral.foldIfConstant(new Expression.FunctionCall(name, readArguments()), position);
    }

    private List<Expression> readArguments() throws ClassAdSyntaxException {
        List<Expression> arguments = new ArrayList<>();
        lexer.advance();
        if (lexer.kind() != TokenKind.CLOSE_PAREN) {
            arguments.add(readExpression());
        }
        // HTCondor takes a semicolon between arguments too.
        while (lexer.kind() == TokenKind.COMMA || lexer.kind() == TokenKind.SEMICOLON) {
            lexer.advance();
            arguments.add(readExpression());
        }
        expect(TokenKind.CLOSE_PAREN, "\",\" or \")\"");
        return arguments;
    }

    private List<Expression> readList() throws ClassAdSyntaxException {
        List<Expression> elements = new ArrayList<>();
        lexer.advance();
        if (lexer.kind() != TokenKind.CLOSE_BRACE) {
            elements.add(readExpression());
        }
        while (lexer.kind() == TokenKind.COMMA) {
            lexer.advance();
            elements.add(readExpression());
        }
        expect(TokenKind.CLOSE_BRACE, "\",\" or \"}\"");
        return elements;
    }

    private Expression readAd() throws ClassAdSyntaxException {
        List<Expression.Attribute> attributes = new ArrayList<>();
        lexer.advance();
        skipSemicolons();
        while (lexer.kind() != TokenKind.CLOSE_BRACKET) {
            String name = readName("an attribute name or \"]\"");
            expect(TokenKind.ASSIGN, "\"=\"");
            attributes.add(new Expression.Attribute(name, readExpression()));
            if (lexer.kind() != TokenKind.SEMICOLON && lexer.kind() != TokenKind.CLOSE_BRACKET) {
                throw lexer.unexpected("\";\" or \"]\"");
            }
            skipSemicolons();
        }
        lexer.advance();
        return new Expression.AdExpression(attributes);
    }

    private void skipSemicolons() throws ClassAdSyntaxException {
        while (lexer.kind() == TokenKind.SEMICOLON) {
            lexer.advance();
        }
    }

    private String readName(String expected) throws ClassAdSyntaxException {
        String name = lexer.name();
        expect(TokenKind.NAME, expected);
        return name;
    }

    private void expect(TokenKind kind, String expected) throws ClassAdSyntaxException {
        if (lexer.kind() != kind) {
            throw lexer.unexpected(expected);
        }
        lexer.advance();
    }

    private void enter() throws ClassAdSyntaxException {
        if (++depth > MAX_DEPTH) {
            throw lexer.unexpected("an expression nested at most " + MAX_DEPTH + " deep");
        }
    }
}
