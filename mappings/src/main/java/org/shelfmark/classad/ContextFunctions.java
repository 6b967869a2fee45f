package org.shelfmark.classad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.classad.AttributeValue.AdValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.ListValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Expression.AttributeReference;

/** Functions that want an argument's expression rather than its value, and those that ask the server's configuration. */
final class ContextFunctions {
    private ContextFunctions() {}

    static void register(FunctionTable.Registry registry) {
        registry.add("ifthenelse", 3, 3, ContextFunctions::ifThenElse);
        registry.add("debug", 1, 1, arguments -> arguments.value(0));
        registry.add("eval", 1, 1, ContextFunctions::eval);
        registry.add("unparse", 1, 1, ContextFunctions::unparse);
        registry.add("unresolved", 1, 2, ContextFunctions::unresolved);
        registry.add("evalineachcontext", 2, 2, arguments -> inEachContext(arguments, false));
        registry.add("countmatches", 2, 2, arguments -> inEachContext(arguments, true));
        registry.add("userhome", 1, 2, ContextFunctions::userHome);
        registry.add("usermap", 2, 4, ContextFunctions::userMap);
    }

    private static AttributeValue ifThenElse(Arguments arguments) {
        return switch (Truth.of(arguments.value(0))) {
            case TRUE -> arguments.value(1);
            case FALSE -> arguments.value(2);
            case UNDEFINED -> AttributeValue.UNDEFINED;
            case ERROR -> AttributeValue.ERROR;
        };
    }

    private static AttributeValue eval(Arguments arguments) {
        if (!(Conversion.toText(arguments.value(0)) instanceof StringValue text)) {
            return AttributeValue.ERROR;
        }
        try {
            return arguments.run().evaluate(ClassAdParser.parseEvaluated(text.value()), arguments.scope());
        } catch (ClassAdSyntaxException e) {
            return AttributeValue.ERROR;
        }
    }

    /** The innermost ad only, and no prefix: HTCondor looks for an attribute whose name is the argument's text. */
    private static AttributeValue unparse(Arguments arguments) {
        Expression argument = arguments.expression(0);
        if (argument instanceof Expression.Selection) {
            return new StringValue("");
        }
        if (!(argument instanceof AttributeReference reference)) {
            return AttributeValue.ERROR;
        }
        return new StringValue(
                reference.scope() == ReferenceScope.NONE
                        ? arguments
                                .scope()
                                .attributes()
                                .attribute(reference.foldedName())
                                .map(expression -> Unparser.unparseIndented(expression, arguments.run()))
                                .orElse("")
                        : "");
    }

    /** Without a pattern the names that were not found, with one whether any of them matches it, in any case. */
    private static AttributeValue unresolved(Arguments arguments) {
        Expression argument = arguments.expression(0);
        if (!(argument instanceof AttributeReference) && !(argument instanceof Expression.Selection)) {
            return AttributeValue.ERROR;
        }
        Optional<Expression> expression = dereference(arguments, argument);
        if (expression.isEmpty()) {
            return AttributeValue.UNDEFINED;
        }
        EvaluationRun run = arguments.run();
        List<String> names = UnresolvedNames.find(run, expression.get(), arguments.scope());
        if (arguments.count() == 1) {
            return new StringValue(String.join(",", names));
        }
        Optional<CompiledPattern> pattern =
                arguments.string(1).flatMap(text -> run.patterns().compile(text, "i"));
        return pattern.<AttributeValue>map(compiled ->
                        BooleanValue.of(names.stream().anyMatch(name -> compiled.find(run, ByteText.of(name)))))
                .orElse(AttributeValue.ERROR);
    }

    /** The expression an attribute reference stands for; empty when there is no such attribute. */
    private static Optional<Expression> dereference(Arguments arguments, Expression argument) {
        return switch (argument) {
            case AttributeReference reference ->
                switch (reference.scope()) {
                    case ABSOLUTE ->
                        find(reference.foldedName(), arguments.scope().outermost());
                    case NONE, MY -> find(reference.foldedName(), arguments.scope());
                    case TARGET -> Optional.empty();
                };
            case Expression.Selection selection ->
                arguments.run().evaluate(selection.base(), arguments.scope()) instanceof AdValue ad
                        ? find(selection.foldedName(), ad.scope())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Expression> find(String foldedName, LexicalScope innermost) {
        for (LexicalScope scope = innermost; scope != null; scope = scope.outer()) {
            Optional<Expression> found = scope.attributes().attribute(foldedName);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Evaluates an expression, or what the attribute of that name is bound to, in each ad of a list. */
    private static AttributeValue inEachContext(Arguments arguments, boolean counting) {
        Expression argument = arguments.expression(0);
        Expression expression = dereference(arguments, argument).orElse(argument);
        AttributeValue contexts = arguments.value(1);
        if (contexts instanceof AttributeValue.Undefined) {
            return counting ? new IntegerValue(0) : contexts;
        }
        if (!(contexts instanceof ListValue list)) {
            return AttributeValue.ERROR;
        }
        List<AttributeValue> values = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
            values.add(
                    switch (arguments.member(list, i)) {
                        case AdValue ad -> arguments.run().evaluate(expression, ad.scope());
                        case AttributeValue.Undefined undefined -> undefined;
                        default -> AttributeValue.ERROR;
                    });
        }
        return counting
                ? new IntegerValue(values.stream().filter(Evaluator::matches).count())
                : ListValue.of(values);
    }

    /** As where {@code CLASSAD_ENABLE_USER_HOME} is not set: nobody has a home but the default one. */
    private static AttributeValue userHome(Arguments arguments) {
        arguments.run().lookOutside();
        AttributeValue user = arguments.value(0);
        Optional<String> fallback = arguments.count() == 2 ? arguments.string(1) : Optional.empty();
        if (fallback.isPresent() && !fallback.get().isEmpty()) {
            return new StringValue(fallback.get());
        }
        return user instanceof StringValue || user instanceof AttributeValue.Undefined
                ? AttributeValue.UNDEFINED
                : AttributeValue.ERROR;
    }

    /** As where no map is configured: nobody is in any. */
    private static AttributeValue userMap(Arguments arguments) {
        arguments.run().lookOutside();
        boolean error = arguments.value(0) instanceof AttributeValue.ErrorValue
                || arguments.value(1) instanceof AttributeValue.ErrorValue;
        if (error) {
            return AttributeValue.ERROR;
        }
        return arguments.count() == 4 ? arguments.value(3) : AttributeValue.UNDEFINED;
    }
}
