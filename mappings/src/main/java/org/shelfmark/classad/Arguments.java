package org.shelfmark.classad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of one call, evaluated when asked for, each time anew.
 *
 * @param run the evaluation the call is part of
 * @param scope where names in the arguments are looked up
 * @param call the call
 */
record Arguments(EvaluationRun run, LexicalScope scope, Expression.FunctionCall call) {
    int count() {
        return call.arguments().size();
    }

    Expression expression(int index) {
        return call.arguments().get(index);
    }

    AttributeValue value(int index) {
        return run.evaluate(expression(index), scope);
    }

    /** The values of all arguments, in order. */
    List<AttributeValue> values() {
        List<AttributeValue> values = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            values.add(value(i));
        }
        return values;
    }

    /** The string an argument evaluates to; empty when it is of any other type. */
    Optional<String> string(int index) {
        return value(index) instanceof AttributeValue.StringValue string
                ? Optional.of(string.value())
                : Optional.empty();
    }

    /** A member's value. A step even where it is a constant, because lists are gone through once a call. */
    AttributeValue member(AttributeValue.ListValue list, int index) {
        run.step();
        return run.evaluate(list.elements().get(index), list.scope());
    }
}
