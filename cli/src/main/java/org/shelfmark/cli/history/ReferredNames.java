package org.shelfmark.cli.history;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.shelfmark.classad.Expression;

/** The attributes of the record that an expression refers to by name. */
final class ReferredNames {
    private ReferredNames() {}

    static Set<String> of(Expression expression) {
        Set<String> names = new LinkedHashSet<>();
        collect(expression, names);
        return names;
    }

    private static void collect(Expression expression, Set<String> names) {
        switch (expression) {
            case Expression.Literal literal -> {}
            case Expression.AttributeReference reference -> names.add(reference.name());
            case Expression.Unary unary -> collect(unary.operand(), names);
            case Expression.Binary binary -> {
                collect(binary.leftSpine().element().left(), names);
                binary.leftSpine().forEach(node -> collect(node.right(), names));
            }
            case Expression.Conditional conditional ->
                all(List.of(conditional.condition(), conditional.whenTrue(), conditional.whenFalse()), names);
            case Expression.Elvis elvis -> all(List.of(elvis.value(), elvis.fallback()), names);
            case Expression.Subscript subscript -> all(List.of(subscript.base(), subscript.index()), names);
            case Expression.Selection selection -> collect(selection.base(), names);
            case Expression.FunctionCall call -> all(call.arguments(), names);
            case Expression.ListExpression list -> all(list.elements(), names);
            case Expression.AdExpression ad ->
                all(ad.attributes().stream().map(Expression.Attribute::value).toList(), names);
            case Expression.Parenthesised parenthesised -> collect(parenthesised.inner(), names);
        }
    }

    private static void all(List<Expression> expressions, Set<String> names) {
        expressions.forEach(expression -> collect(expression, names));
    }
}
