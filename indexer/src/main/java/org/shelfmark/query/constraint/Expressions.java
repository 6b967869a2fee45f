package org.shelfmark.query.constraint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.shelfmark.classad.BinaryOperator;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.Expression.Binary;

/** Shapes of expressions. */
final class Expressions {
    private Expressions() {}

    /** The expression without parentheses around it. */
    static Expression inner(Expression expression) {
        Expression inner = expression;
        while (inner instanceof Expression.Parenthesised parenthesised) {
            inner = parenthesised.inner();
        }
        return inner;
    }

    /** The operands of a chain of {@code &&}, in order; the expression itself when it is none. */
    static List<Expression> conjuncts(Expression expression) {
        List<Expression> found = new ArrayList<>();
        Deque<Expression> pending = new ArrayDeque<>(List.of(expression));
        while (!pending.isEmpty()) {
            Expression next = inner(pending.pop());
            if (next instanceof Binary binary && binary.operator() == BinaryOperator.AND) {
                pending.push(binary.right());
                pending.push(binary.left());
            } else {
                found.add(next);
            }
        }
        return Collections.unmodifiableList(found);
    }

    /** The expressions joined by {@code &&}; there is at least one. */
    static Expression conjunction(List<Expression> parts) {
        Expression joined = parts.get(0);
        for (Expression part : parts.subList(1, parts.size())) {
            joined = new Binary(BinaryOperator.AND, joined, part);
        }
        return joined;
    }
}
