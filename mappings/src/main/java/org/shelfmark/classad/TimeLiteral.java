package org.shelfmark.classad;

import java.util.Optional;

/**
 * {@code absTime("...")} and {@code relTime("...")} with a constant are constants themselves: HTCondor works them out while
 * parsing, and refuses to parse what is not a time.
 */
final class TimeLiteral {
    private TimeLiteral() {}

    /** The constant a call stands for, or the call itself, also where the value depends on the evaluator's zone. */
    static Expression foldIfConstant(Expression.FunctionCall call, int position) throws ClassAdSyntaxException {
        boolean absolute = call.foldedName().equals("abstime");
        if ((!absolute && !call.foldedName().equals("reltime"))
                || call.arguments().size() != 1
                || !(call.arguments().getFirst() instanceof Expression.Literal argument)
                || !(argument.value() instanceof AttributeValue.StringValue text)) {
            return call;
        }
        if (absolute) {
            TimeText.Absolute time = TimeText.absolute(text.value())
                    .orElseThrow(() -> notATime(text.value(), position, "\"YYYY-MM-DDThh:mm:ss+hh:mm\""));
            return time.offsetSeconds()
                    .<Expression>map(offset -> new Expression.Literal(time.at(offset)))
                    .orElse(call);
        }
        Optional<Double> seconds = TimeText.relativeSeconds(text.value());
        return new Expression.Literal(new AttributeValue.RelativeTimeValue(
                seconds.orElseThrow(() -> notATime(text.value(), position, "\"days+hh:mm:ss\""))));
    }

    private static ClassAdSyntaxException notATime(String text, int position, String expected) {
        return new ClassAdSyntaxException("time \"" + text + "\"", position, "a time like " + expected);
    }
}
