package org.shelfmark.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AsciiCase;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.BinaryOperator;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.ReferenceScope;

/** The conditions of a {@link HistoryRequest} as expressions. */
final class HistoryConditions {
    private static final Pattern JOB_ID = Pattern.compile("\\s*\\+?(\\d{1,10})(?:\\.(-?\\d{1,9})?)?");

    private HistoryConditions() {}

    /**
     * A constraint.
     *
     * @throws SearchException when it is no expression
     */
    static Expression constraint(String text) {
        try {
            return ClassAdParser.parse(text);
        } catch (ClassAdSyntaxException e) {
            throw new SearchException(
                    SearchException.Kind.BAD_QUERY,
                    "constraint is no ClassAd expression: " + e.getMessage(),
                    e.position() + 1,
                    text,
                    List.of());
        }
    }

    /** Everything that a record of the answer must meet. */
    static List<Expression> of(HistoryRequest request) {
        List<Expression> conditions = new ArrayList<>();
        request.constraints().forEach(text -> conditions.add(constraint(text)));
        anyOf(request.ids(), request.owners()).ifPresent(conditions::add);
        return conditions;
    }

    /** Empty when nothing is asked for. */
    static Optional<Expression> anyOf(List<HistoryRequest.Id> ids, List<String> owners) {
        @Nullable Expression any = null;
        for (HistoryRequest.Id id : ids) {
            any = or(any, id(id.cluster(), id.proc()));
        }
        for (String owner : owners) {
            any = or(any, equal("Owner", new StringValue(owner)));
        }
        return Optional.ofNullable(any);
    }

    /**
     * The condition that ends an answer: an expression, or a job id, which is what a literal must be.
     *
     * @throws SearchException when it is neither
     */
    static Expression since(String text) {
        Matcher id = JOB_ID.matcher(text);
        try {
            Expression expression = ClassAdParser.parse(text);
            if (!isLiteral(expression)) {
                return expression;
            }
            if (!id.matches()) {
                throw new SearchException(
                        SearchException.Kind.BAD_QUERY,
                        "since is the constant '" + text
                                + "'; accepted: a job id such as 1234 or 1234.5, or an expression",
                        1,
                        text,
                        List.of());
            }
        } catch (ClassAdSyntaxException e) {
            if (!id.matches()) {
                throw new SearchException(
                        SearchException.Kind.BAD_QUERY,
                        "since is neither a job id nor a ClassAd expression: " + e.getMessage(),
                        e.position() + 1,
                        text,
                        List.of());
            }
        }
        String proc = id.group(2);
        boolean oneJob = proc != null && Long.parseLong(proc) >= 0;
        return id(Long.parseLong(id.group(1)), oneJob ? OptionalLong.of(Long.parseLong(proc)) : OptionalLong.empty());
    }

    static boolean sameOwner(String one, String other) {
        return AsciiCase.compare(one, other) == 0;
    }

    private static boolean isLiteral(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> true;
            case Expression.Parenthesised parenthesised -> isLiteral(parenthesised.inner());
            default -> false;
        };
    }

    private static Expression id(long cluster, OptionalLong proc) {
        Expression sameCluster = equal("ClusterId", new IntegerValue(cluster));
        return proc.isEmpty()
                ? sameCluster
                : new Expression.Binary(
                        BinaryOperator.AND, sameCluster, equal("ProcId", new IntegerValue(proc.getAsLong())));
    }

    private static Expression or(@Nullable Expression left, Expression right) {
        return left == null ? right : new Expression.Binary(BinaryOperator.OR, left, right);
    }

    private static Expression equal(String attribute, AttributeValue value) {
        return new Expression.Binary(
                BinaryOperator.EQUAL,
                new Expression.AttributeReference(ReferenceScope.NONE, attribute),
                new Expression.Literal(value));
    }
}
