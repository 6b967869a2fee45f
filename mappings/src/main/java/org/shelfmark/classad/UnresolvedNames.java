package org.shelfmark.classad;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.shelfmark.classad.Expression.AttributeReference;

/** The names an expression and the attributes it refers to need, and the record does not have. */
final class UnresolvedNames {
    private final EvaluationRun run;
    private final TreeMap<String, String> names = new TreeMap<>(AsciiCase::compare);
    private int depth;

    private UnresolvedNames(EvaluationRun run) {
        this.run = run;
    }

    /** The names in alphabetical order, those of {@code TARGET} without that prefix; none if they cannot be told. */
    static List<String> find(EvaluationRun run, Expression expression, LexicalScope scope) {
        UnresolvedNames finder = new UnresolvedNames(run);
        return finder.collect(expression, scope)
                ? finder.names.values().stream()
                        .map(UnresolvedNames::withoutTarget)
                        .toList()
                : List.of();
    }

    private static String withoutTarget(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("target.") ? name.substring(7) : name;
    }

    /** Whether all references could be followed. */
    private boolean collect(Expression expression, LexicalScope scope) {
        run.step();
        if (++depth > 200) {
            return false;
        }
        boolean complete = switch (expression) {
            case AttributeReference reference -> collectReference(reference, scope);
            case Expression.Selection selection ->
                collectSelection(selection.base(), selection.name(), selection.foldedName(), scope);
            case Expression.Binary binary -> collectChain(binary, scope);
            default -> {
                for (Expression child : Children.of(expression)) {
                    if (!collect(child, scope)) {
                        yield false;
                    }
                }
                yield true;
            }
        };
        depth--;
        return complete;
    }

    private boolean collectChain(Expression.Binary chain, LexicalScope scope) {
        boolean complete = true;
        for (Expression.Binary binary : chain.leftSpine()) {
            complete = complete
                    && (binary.left() instanceof Expression.Binary || collect(binary.left(), scope))
                    && collect(binary.right(), scope);
        }
        return complete;
    }

    private boolean collectReference(AttributeReference reference, LexicalScope scope) {
        return switch (reference.scope()) {
            case NONE, MY -> follow(reference.name(), reference.foldedName(), scope);
            case ABSOLUTE -> follow(reference.name(), reference.foldedName(), scope.outermost());
            case TARGET ->
                collectSelection(
                        new AttributeReference(ReferenceScope.NONE, "TARGET"),
                        reference.name(),
                        reference.foldedName(),
                        scope);
        };
    }

    private boolean collectSelection(Expression base, String name, String foldedName, LexicalScope scope) {
        return switch (run.evaluate(base, scope)) {
            case AttributeValue.Undefined undefined -> {
                String full = Unparser.unparse(base) + "." + name;
                names.putIfAbsent(full, full);
                yield true;
            }
            case AttributeValue.AdValue ad -> follow(name, foldedName, ad.scope());
            default -> false;
        };
    }

    private boolean follow(String name, String foldedName, LexicalScope innermost) {
        for (LexicalScope scope = innermost; scope != null; scope = scope.outer()) {
            Optional<Expression> found = scope.attributes().attribute(foldedName);
            if (found.isPresent()) {
                return collect(found.get(), scope);
            }
        }
        names.putIfAbsent(name, name);
        return true;
    }
}
