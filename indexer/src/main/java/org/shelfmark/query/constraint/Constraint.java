package org.shelfmark.query.constraint;

import java.util.List;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Expression;
import org.shelfmark.query.QueryException;

/** Reads constraints. */
public final class Constraint {
    private Constraint() {}

    /**
     * Reads one.
     *
     * @throws QueryException when it is no ClassAd expression
     */
    public static Expression parse(String text) {
        try {
            return ClassAdParser.parse(text);
        } catch (ClassAdSyntaxException e) {
            int column = e.position() + 1;
            throw QueryException.of(
                    column,
                    "the constraint is no ClassAd expression: at column " + column + " " + e.expected()
                            + " is expected");
        }
    }

    /** Joins several, which must all hold; nothing to hold is true. */
    public static Expression all(List<Expression> constraints) {
        return constraints.isEmpty() ? Expression.Literal.TRUE : Expressions.conjunction(constraints);
    }
}
