package org.shelfmark.classad;

import java.util.List;

/** The expressions an expression consists of. */
final class Children {
    private Children() {}

    /** In the order they are written. */
    static List<Expression> of(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> List.of();
            case Expression.AttributeReference reference -> List.of();
            case Expression.Unary unary -> List.of(unary.operand());
            case Expression.Binary binary -> List.of(binary.left(), binary.right());
            case Expression.Conditional conditional ->
                List.of(conditional.condition(), conditional.whenTrue(), conditional.whenFalse());
            case Expression.Elvis elvis -> List.of(elvis.value(), elvis.fallback());
            case Expression.Subscript subscript -> List.of(subscript.base(), subscript.index());
            case Expression.Selection selection -> List.of(selection.base());
            case Expression.FunctionCall call -> call.arguments();
            case Expression.ListExpression list -> list.elements();
            case Expression.AdExpression ad ->
                ad.attributes().stream().map(Expression.Attribute::value).toList();
            case Expression.Parenthesised parenthesised -> List.of(parenthesised.inner());
        };
    }
}
