package org.shelfmark.classad;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Predicate;

/** Tells expressions that look beyond their record by their text alone. */
public final class OutsideReferences {
    private static final Set<String> NAMES = Set.of("target", "currenttime");

    private static final Set<String> FUNCTIONS =
            Set.of("time", "currenttime", "daytime", "timezoneoffset", "random", "userhome", "usermap");

    /** Ask for the local time zone, whatever the time: of those given a duration, only some calls. */
    private static final Set<String> FUNCTIONS_OF_ZONE = Set.of(
            "formattime",
            "splittime",
            "getyear",
            "getmonth",
            "getdayofyear",
            "getdayofmonth",
            "getdayofweek",
            "gethours",
            "getminutes",
            "getseconds");

    private static final Set<String> OF_TEXT = Set.of("unparse", "unresolved", "eval");

    private OutsideReferences() {}

    /**
     * Whether evaluating the expression may look at the clock, at the local time zone, at chance, at the other ad of a
     * match or at a server's configuration by itself. An expression of constants may, too: {@code formatTime(0,"%Y")} is
     * 1969 in one zone and 1970 in another. Attributes it refers to are not followed; {@link Evaluation#lookedOutside} tells
     * about those. The record's own attributes named like the outside, which would hide it, are not considered, and {@code
     * eval()} of anything but a constant is taken to look outside.
     */
    public static boolean looksOutside(Expression expression) {
        return anyPart(expression, OutsideReferences::looksOutsideItself);
    }

    /** Whether the expression calls {@code random()}, so that its value may differ from record to record and call to call. */
    public static boolean asksChance(Expression expression) {
        return anyPart(
                expression,
                part -> part instanceof Expression.FunctionCall call
                        && call.foldedName().equals("random"));
    }

    /**
     * Whether the expression may ask how an attribute is written, which its value does not tell: {@code unparse()}, {@code
     * unresolved()}, or {@code eval()} of one of these.
     */
    public static boolean asksText(Expression expression) {
        return anyPart(
                expression,
                part -> part instanceof Expression.FunctionCall call && OF_TEXT.contains(call.foldedName()));
    }

    private static boolean anyPart(Expression expression, Predicate<Expression> meant) {
        Deque<Expression> pending = new ArrayDeque<>();
        pending.push(expression);
        while (!pending.isEmpty()) {
            Expression next = pending.pop();
            if (meant.test(next)) {
                return true;
            }
            Children.of(next).forEach(pending::push);
        }
        return false;
    }

    private static boolean looksOutsideItself(Expression expression) {
        return switch (expression) {
            case Expression.AttributeReference reference ->
                reference.scope() == ReferenceScope.TARGET || NAMES.contains(reference.foldedName());
            case Expression.Selection selection -> selection.foldedName().equals("currenttime");
            case Expression.FunctionCall call -> looksOutsideItself(call);
            default -> false;
        };
    }

    private static boolean looksOutsideItself(Expression.FunctionCall call) {
        String name = call.foldedName();
        if (FUNCTIONS.contains(name) || FUNCTIONS_OF_ZONE.contains(name)) {
            return true;
        }
        if (name.equals("abstime")) {
            // Without arguments it asks the clock; with two it is told the zone.
            return call.arguments().size() < 2;
        }
        return name.equals("eval") && call.arguments().stream().anyMatch(OutsideReferences::evaluatesOutside);
    }

    private static boolean evaluatesOutside(Expression argument) {
        if (!(argument instanceof Expression.Literal literal)) {
            return true;
        }
        if (!(literal.value() instanceof AttributeValue.StringValue text)) {
            return false;
        }
        try {
            return looksOutside(ClassAdParser.parseEvaluated(text.value()));
        } catch (ClassAdSyntaxException e) {
            // It evaluates to error, whatever is outside.
            return false;
        }
    }
}
