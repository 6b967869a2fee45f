package org.shelfmark.classad;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates expressions. Thread-safe: one evaluator serves all threads, and shares compiled regular expressions between
 * them.
 */
public final class Evaluator {
    private final InstantSource clock;
    private final ZoneId zone;
    private final EvaluationLimits limits;
    private final boolean keepBytes;
    private final PatternCache patterns = new PatternCache();

    /**
     * @param clock what {@code time()} and its like ask
     * @param zone the local time zone of {@code formatTime()} and its like
     * @param limits what one evaluation may use up
     */
    public Evaluator(InstantSource clock, ZoneId zone, EvaluationLimits limits) {
        this(clock, zone, limits, false);
    }

    /**
     * @param clock what {@code time()} and its like ask
     * @param zone the local time zone of {@code formatTime()} and its like
     * @param limits what one evaluation may use up
     * @param keepBytes whether the bytes of a letter that a function cuts in two are kept, in the way of {@link ByteText}
     */
    public Evaluator(InstantSource clock, ZoneId zone, EvaluationLimits limits, boolean keepBytes) {
        this.keepBytes = keepBytes;
        this.clock = clock;
        this.zone = zone;
        this.limits = limits;
    }

    /**
     * The value of an expression in a record. Never fails: what goes wrong, or exceeds a limit, is the value error.
     * Attributes that refer to themselves, directly or in a circle, are undefined where the circle closes.
     */
    public AttributeValue evaluate(Expression expression, AttributeScope record) {
        return expression instanceof Expression.Literal literal
                ? literal.evaluated()
                : evaluateWithin(expression, record).value();
    }

    /** Like {@link #evaluate}, telling also whether a limit ended it and whether it looked outside the record. */
    public Evaluation evaluateWithin(Expression expression, AttributeScope record) {
        EvaluationRun run = new EvaluationRun(clock, zone, limits, patterns, keepBytes);
        try {
            AttributeValue value = run.evaluate(expression, LexicalScope.root(record));
            return new Evaluation(value, run.lookedOutside(), Optional.empty());
        } catch (LimitExceededException e) {
            return new Evaluation(AttributeValue.ERROR, run.lookedOutside(), Optional.of(e.limit()));
        }
    }

    /** The values of a list's elements, in order. Limits hold for each of them. */
    public List<AttributeValue> members(AttributeValue.ListValue list) {
        return list.elements().stream()
                .map(element -> evaluateIn(list.scope(), element))
                .toList();
    }

    /** The values of an ad's attributes by name as written, in HTCondor's order. Limits hold for each of them. */
    public Map<String, AttributeValue> attributes(AttributeValue.AdValue ad) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        for (Expression.Attribute attribute : ad.ad().attributes()) {
            values.put(attribute.name(), evaluateIn(ad.scope(), attribute.value()));
        }
        return values;
    }

    /**
     * Whether a record with this value of a constraint matches: true, or a number other than zero. Undefined, error and
     * values of other types do not.
     */
    public static boolean matches(AttributeValue value) {
        return Truth.of(value) == Truth.TRUE;
    }

    private AttributeValue evaluateIn(LexicalScope scope, Expression expression) {
        try {
            return new EvaluationRun(clock, zone, limits, patterns, keepBytes).evaluate(expression, scope);
        } catch (LimitExceededException e) {
            return AttributeValue.ERROR;
        }
    }
}
