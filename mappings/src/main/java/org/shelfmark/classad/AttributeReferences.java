package org.shelfmark.classad;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes of its own record an expression may look at, told from its text alone. The attributes themselves are not
 * followed: what {@code MemoryUsage} is bound to has references of its own.
 *
 * @param names folded by {@link AsciiCase#fold}; may hold names that no evaluation ever asks for, among them those sought in
 *     a nested ad, because what the ad lacks is sought further out. Names that an ad literal around them binds are left out
 * @param open whether attributes may be looked at that the text does not name: it evaluates a text that is made up at run
 *     time, asks which names are missing, evaluates an expression within other ads, or takes the record as a value. Where
 *     this is false, {@code names} has every attribute that the expression can see
 */
public record AttributeReferences(Set<String> names, boolean open) {
    /** Names with a meaning of their own where the innermost ad has no attribute of that name: the ads around. */
    private static final Set<String> AD_NAMES = Set.of("my", "self", "parent", "root", "toplevel");

    private static final Set<String> OPEN_FUNCTIONS = Set.of("unresolved", "evalineachcontext", "countmatches");

    /** What {@code formatTime()} seeks in an ad that it is given instead of a time, and further out. */
    private static final Set<String> TIME_PARTS = Set.of("year", "month", "day", "hours", "minutes", "seconds");

    /** Keeps a copy of the names. */
    public AttributeReferences {
        names = Set.copyOf(names);
    }

    /** The references of an expression, however long or deep it is. */
    public static AttributeReferences of(Expression expression) {
        Search search = new Search();
        search.run(expression);
        return new AttributeReferences(search.names, search.open);
    }

    /** An expression still to be looked at, and the ad literals around it. */
    private record Pending(Expression expression, @Nullable Enclosing enclosing) {}

    /** An ad literal, and the one around that. */
    private record Enclosing(
            Expression.AdExpression ad, @Nullable Enclosing outer) {
        static boolean binds(@Nullable Enclosing innermost, String foldedName) {
            for (Enclosing enclosing = innermost; enclosing != null; enclosing = enclosing.outer) {
                if (enclosing.ad.attribute(foldedName).isPresent()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Goes through a tree without recursion. */
    private static final class Search {
        private final Set<String> names = new HashSet<>();
        private final Deque<Pending> pending = new ArrayDeque<>();
        private boolean open;

        void run(Expression expression) {
            pending.push(new Pending(expression, null));
            while (!pending.isEmpty()) {
                Pending next = pending.pop();
                visit(next.expression, next.enclosing);
            }
        }

        private void visit(Expression expression, @Nullable Enclosing enclosing) {
            switch (expression) {
                case Expression.AttributeReference reference -> {
                    addReference(reference, enclosing);
                    open |= isAdName(reference);
                }
                case Expression.Selection selection -> {
                    names.add(selection.foldedName());
                    open |= AD_NAMES.contains(selection.foldedName());
                    pushBase(selection.base(), enclosing);
                }
                case Expression.Subscript subscript -> {
                    addConstantSubscript(subscript.index());
                    pushChildren(subscript, enclosing);
                }
                case Expression.FunctionCall call -> visitCall(call, enclosing);
                case Expression.AdExpression ad -> pushChildren(ad, new Enclosing(ad, enclosing));
                default -> pushChildren(expression, enclosing);
            }
        }

        private void pushChildren(Expression expression, @Nullable Enclosing enclosing) {
            for (Expression child : Children.of(expression)) {
                pending.push(new Pending(child, enclosing));
            }
        }

        private static boolean isAdName(Expression.AttributeReference reference) {
            return AD_NAMES.contains(reference.foldedName());
        }

        private void addReference(Expression.AttributeReference reference, @Nullable Enclosing enclosing) {
            String name = reference.foldedName();
            switch (reference.scope()) {
                case NONE, MY -> addUnlessBound(name, enclosing);
                case ABSOLUTE -> names.add(name);
                case TARGET -> {
                    // Only a record with an attribute of that name has a target, and what that lacks is sought further
                    // out.
                    addUnlessBound("target", enclosing);
                    names.add(name);
                }
            }
        }

        private void addUnlessBound(String foldedName, @Nullable Enclosing enclosing) {
            if (!Enclosing.binds(enclosing, foldedName)) {
                names.add(foldedName);
            }
        }

        /** What is selected from {@code my} and its like is named by the selection, so these alone open nothing. */
        private void pushBase(Expression base, @Nullable Enclosing enclosing) {
            Expression inner = base;
            while (true) {
                if (inner instanceof Expression.Parenthesised parenthesised) {
                    inner = parenthesised.inner();
                } else if (inner instanceof Expression.Selection selection) {
                    names.add(selection.foldedName());
                    inner = selection.base();
                } else {
                    break;
                }
            }
            if (inner instanceof Expression.AttributeReference reference) {
                addReference(reference, enclosing);
            } else {
                pending.push(new Pending(inner, enclosing));
            }
        }

        private void addConstantSubscript(Expression index) {
            if (index instanceof Expression.Literal literal
                    && literal.value() instanceof AttributeValue.StringValue name) {
                names.add(AsciiCase.fold(name.value()));
            }
        }

        private void visitCall(Expression.FunctionCall call, @Nullable Enclosing enclosing) {
            if (OPEN_FUNCTIONS.contains(call.foldedName())) {
                open = true;
            }
            if (call.foldedName().equals("formattime")
                    && !call.arguments().isEmpty()
                    && !(call.arguments().getFirst() instanceof Expression.Literal)) {
                names.addAll(TIME_PARTS);
            }
            if (call.foldedName().equals("eval") && call.arguments().size() == 1) {
                if (call.arguments().getFirst() instanceof Expression.Literal literal) {
                    parsed(literal).ifPresent(text -> pending.push(new Pending(text, enclosing)));
                } else {
                    open = true;
                }
            }
            pushChildren(call, enclosing);
        }

        /** The expression that a constant's text is; empty where it is none, and evaluates to error. */
        private static Optional<Expression> parsed(Expression.Literal literal) {
            if (!(literal.value() instanceof AttributeValue.StringValue text)) {
                return Optional.empty();
            }
            try {
                return Optional.of(ClassAdParser.parseEvaluated(text.value()));
            } catch (ClassAdSyntaxException e) {
                return Optional.empty();
            }
        }
    }
}
