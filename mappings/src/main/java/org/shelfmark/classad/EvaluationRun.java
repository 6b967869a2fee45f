package org.shelfmark.classad;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One evaluation: its budget, the attributes it is in the middle of, and whether it looked outside. */
final class EvaluationRun {
    /** So many chars of a string cost one step: functions and comparisons look at each of them. */
    private static final int CHARS_PER_STEP = 256;

    private final InstantSource clock;
    private final ZoneId zone;
    private final EvaluationLimits limits;
    private final PatternCache patterns;
    private final boolean keepBytes;
    private long steps;
    private int depth;
    private int patternSteps;
    private boolean lookedOutside;
    private @Nullable ActiveReference active;

    EvaluationRun(InstantSource clock, ZoneId zone, EvaluationLimits limits, PatternCache patterns, boolean keepBytes) {
        this.clock = clock;
        this.zone = zone;
        this.limits = limits;
        this.patterns = patterns;
        this.keepBytes = keepBytes;
    }

    /** An attribute whose evaluation is under way. */
    private record ActiveReference(
            AttributeScope attributes,
            String foldedName,
            @Nullable ActiveReference outer) {}

    boolean lookedOutside() {
        return lookedOutside;
    }

    void lookOutside() {
        lookedOutside = true;
    }

    /** The present; asking for it is looking outside. */
    Instant now() {
        lookOutside();
        return clock.instant();
    }

    /** The local time zone; asking for it is looking outside. */
    ZoneId zone() {
        lookOutside();
        return zone;
    }

    PatternCache patterns() {
        return patterns;
    }

    /** The string of a byte text that a function has made. */
    String decode(String byteText) {
        return keepBytes ? ByteText.decodeKeeping(byteText) : ByteText.decode(byteText);
    }

    /** Counts work that does not show as nodes. */
    void step() {
        steps(1);
    }

    private void steps(int count) {
        steps += count;
        if (steps > limits.maxSteps()) {
            throw new LimitExceededException(Evaluation.Limit.STEPS);
        }
    }

    /** How many steps were counted so far; at most one string's more than the limit. */
    long steps() {
        return steps;
    }

    /** How many chars regular expressions have looked at so far. */
    int patternSteps() {
        return patternSteps;
    }

    private AttributeValue charged(AttributeValue value) {
        if (value instanceof AttributeValue.StringValue text && text.value().length() >= CHARS_PER_STEP) {
            steps(text.value().length() / CHARS_PER_STEP);
        }
        return value;
    }

    /** Counts one char that a regular expression looks at. */
    void patternStep() {
        if (++patternSteps > limits.maxPatternSteps()) {
            throw new LimitExceededException(Evaluation.Limit.PATTERN_STEPS);
        }
    }

    /** Refuses a text that has grown too long. */
    void checkLength(int length) {
        if (length > limits.maxTextLength()) {
            throw new LimitExceededException(Evaluation.Limit.TEXT_LENGTH);
        }
    }

    AttributeValue evaluate(Expression expression, LexicalScope scope) {
        if (expression instanceof Expression.Literal literal) {
            return charged(literal.evaluated());
        }
        step();
        descend();
        AttributeValue value = evaluateNode(expression, scope);
        depth--;
        return charged(value);
    }

    private void descend() {
        if (++depth > limits.maxDepth()) {
            throw new LimitExceededException(Evaluation.Limit.DEPTH);
        }
    }

    private AttributeValue evaluateNode(Expression expression, LexicalScope scope) {
        return switch (expression) {
            case Expression.Literal literal -> literal.evaluated();
            case Expression.AttributeReference reference -> evaluateReference(reference, scope);
            case Expression.Unary unary -> Arithmetic.apply(unary.operator(), evaluate(unary.operand(), scope));
            case Expression.Binary binary -> evaluateBinary(binary, scope);
            case Expression.Conditional conditional ->
                switch (Truth.of(evaluate(conditional.condition(), scope))) {
                    case TRUE -> evaluate(conditional.whenTrue(), scope);
                    case FALSE -> evaluate(conditional.whenFalse(), scope);
                    case UNDEFINED -> AttributeValue.UNDEFINED;
                    case ERROR -> AttributeValue.ERROR;
                };
            case Expression.Elvis elvis -> {
                AttributeValue value = evaluate(elvis.value(), scope);
                yield value instanceof AttributeValue.Undefined ? evaluate(elvis.fallback(), scope) : value;
            }
            case Expression.Subscript subscript ->
                subscript(evaluate(subscript.base(), scope), evaluate(subscript.index(), scope));
            case Expression.Selection selection -> select(evaluate(selection.base(), scope), selection.foldedName());
            case Expression.FunctionCall call -> FunctionTable.call(this, scope, call);
            case Expression.ListExpression list -> new AttributeValue.ListValue(list.elements(), scope);
            case Expression.AdExpression ad -> new AttributeValue.AdValue(ad, scope.inner(ad));
            case Expression.Parenthesised parenthesised -> evaluate(parenthesised.inner(), scope);
        };
    }

    private AttributeValue evaluateReference(Expression.AttributeReference reference, LexicalScope scope) {
        return switch (reference.scope()) {
            // The innermost ad and those around it are searched either way.
            case NONE, MY -> lookUp(reference.foldedName(), scope);
            case ABSOLUTE -> lookUp(reference.foldedName(), scope.outermost());
            case TARGET -> select(lookUp("target", scope), reference.foldedName());
        };
    }

    /** The value of a name: found in the innermost ad or one around it, or one of the names with a meaning of its own. */
    AttributeValue lookUp(String foldedName, LexicalScope innermost) {
        for (LexicalScope scope = innermost; scope != null; scope = scope.outer()) {
            Optional<Expression> found = scope.attributes().attribute(foldedName);
            if (found.isPresent()) {
                return evaluateAttribute(found.get(), foldedName, scope);
            }
            if (scope == innermost) {
                AttributeValue special = specialName(foldedName, scope);
                if (special != null) {
                    return special;
                }
            }
        }
        if (foldedName.equals("target")) {
            lookOutside();
        }
        return AttributeValue.UNDEFINED;
    }

    private @Nullable AttributeValue specialName(String foldedName, LexicalScope scope) {
        return switch (foldedName) {
            case "my", "self" -> asAd(scope);
            case "root", "toplevel" -> asAd(scope.outermost());
            case "parent" -> {
                LexicalScope outer = scope.outer();
                yield outer == null ? AttributeValue.UNDEFINED : asAd(outer);
            }
            case "currenttime" -> new AttributeValue.IntegerValue(now().getEpochSecond());
            default -> null;
        };
    }

    private static AttributeValue asAd(LexicalScope scope) {
        Expression.AdExpression ad =
                scope.attributes() instanceof Expression.AdExpression nested ? nested : Expression.AdExpression.EMPTY;
        return new AttributeValue.AdValue(ad, scope);
    }

    @SuppressWarnings("ReferenceEquality") // a cycle is the same scope object, not an equal one
    private AttributeValue evaluateAttribute(Expression expression, String foldedName, LexicalScope scope) {
        if (expression instanceof Expression.Literal literal) {
            return literal.evaluated();
        }
        if (isActive(scope.attributes(), foldedName)) {
            return AttributeValue.UNDEFINED;
        }
        ActiveReference before = active;
        active = new ActiveReference(scope.attributes(), foldedName, before);
        AttributeValue value = evaluate(expression, scope);
        active = before;
        return value;
    }

    /** Whether an attribute is being evaluated already. Equal ads in different places have different attributes. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isActive(AttributeScope attributes, String foldedName) {
        for (ActiveReference reference = active; reference != null; reference = reference.outer()) {
            if (reference.attributes() == attributes && reference.foldedName().equals(foldedName)) {
                return true;
            }
        }
        return false;
    }

    private AttributeValue evaluateBinary(Expression.Binary chain, LexicalScope scope) {
        if (!(chain.left() instanceof Expression.Binary)) {
            return applyBinary(chain, evaluate(chain.left(), scope), scope);
        }
        Deque<Expression.Binary> spine = chain.leftSpine();
        AttributeValue value = evaluate(spine.element().left(), scope);
        for (Expression.Binary binary : spine) {
            step();
            value = applyBinary(binary, value, scope);
        }
        return value;
    }

    private AttributeValue applyBinary(Expression.Binary binary, AttributeValue left, LexicalScope scope) {
        return switch (binary.operator()) {
            case AND, OR -> evaluateLogical(binary, Truth.of(left), scope).toValue();
            default -> Arithmetic.apply(binary.operator(), left, evaluate(binary.right(), scope));
        };
    }

    private Truth evaluateLogical(Expression.Binary binary, Truth left, LexicalScope scope) {
        Truth deciding = binary.operator() == BinaryOperator.OR ? Truth.TRUE : Truth.FALSE;
        if (left == deciding || left == Truth.ERROR) {
            return left;
        }
        Truth right = Truth.of(evaluate(binary.right(), scope));
        return left == Truth.UNDEFINED && right != deciding && right != Truth.ERROR ? Truth.UNDEFINED : right;
    }

    /** {@code base.name}; of a list, the list of its members' attributes. A missing attribute is sought further out. */
    AttributeValue select(AttributeValue base, String foldedName) {
        return switch (base) {
            case AttributeValue.Undefined undefined -> undefined;
            case AttributeValue.AdValue ad -> lookUp(foldedName, ad.scope());
            case AttributeValue.ListValue list -> {
                // A list may be a member of itself, and is no circle of attributes: each looks no further than its own.
                descend();
                List<AttributeValue> members = new ArrayList<>();
                for (Expression element : list.elements()) {
                    step();
                    members.add(select(evaluate(element, list.scope()), foldedName));
                }
                depth--;
                yield AttributeValue.ListValue.of(members);
            }
            default -> AttributeValue.ERROR;
        };
    }

    private AttributeValue subscript(AttributeValue base, AttributeValue index) {
        if (base instanceof AttributeValue.ErrorValue || index instanceof AttributeValue.ErrorValue) {
            return AttributeValue.ERROR;
        }
        if (base instanceof AttributeValue.Undefined || index instanceof AttributeValue.Undefined) {
            return AttributeValue.UNDEFINED;
        }
        if (base instanceof AttributeValue.AdValue ad && index instanceof AttributeValue.StringValue name) {
            String foldedName = AsciiCase.fold(name.value());
            LexicalScope scope = ad.scope();
            return scope.attributes()
                    .attribute(foldedName)
                    .map(expression -> evaluateAttribute(expression, foldedName, scope))
                    .orElse(AttributeValue.UNDEFINED);
        }
        if (base instanceof AttributeValue.ListValue list && index instanceof AttributeValue.IntegerValue position) {
            int narrow = Conversion.narrow(position);
            return narrow >= 0 && narrow < list.elements().size()
                    ? evaluate(list.elements().get(narrow), list.scope())
                    : AttributeValue.ERROR;
        }
        return AttributeValue.ERROR;
    }
}
