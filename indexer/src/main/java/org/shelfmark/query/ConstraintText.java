package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A ClassAd expression that is true for the jobs meant, as text.
 *
 * @param text in old ClassAd syntax
 * @param binding how tightly its outermost operator binds
 * @param certainty what it may be for a job that is not meant
 * @param opposite a shorter text of what is true for all other jobs, and for these alone
 */
record ConstraintText(String text, Binding binding, Certainty certainty, Optional<String> opposite) {
    static final ConstraintText TRUE = decided("true", "false");
    static final ConstraintText FALSE = decided("false", "true");

    /** Longer chains are put into parentheses by halves, because evaluation goes down a chain link by link. */
    private static final int MAX_CHAIN = 40;

    /** The loosest first. */
    enum Binding {
        /** {@code c ? a : b}. */
        CHOICE,
        /** {@code ||}. */
        OR,
        /** {@code &&}. */
        AND,
        /** {@code ==} and its like. */
        COMPARISON,
        /** Whatever binds tighter. */
        OPERAND
    }

    /** The surest first. */
    enum Certainty {
        /** False. */
        DECIDED,
        /** False or undefined. */
        UNDEFINED,
        /** False, undefined or error; and an error hides a true operand that stands behind it in an alternative. */
        ERROR
    }

    /** A comparison. */
    static ConstraintText comparison(String text, Certainty certainty) {
        return new ConstraintText(text, Binding.COMPARISON, certainty, Optional.empty());
    }

    /** A call of a function. */
    static ConstraintText call(String text, Certainty certainty) {
        return new ConstraintText(text, Binding.OPERAND, certainty, Optional.empty());
    }

    /** A comparison that is true or false for every job, and its opposite. */
    static ConstraintText decided(String text, String opposite) {
        return new ConstraintText(text, Binding.COMPARISON, Certainty.DECIDED, Optional.of(opposite));
    }

    boolean isTrue() {
        return text.equals(TRUE.text);
    }

    boolean isFalse() {
        return text.equals(FALSE.text);
    }

    /** True for the jobs that each of these is true for. */
    static ConstraintText all(List<ConstraintText> parts) {
        List<ConstraintText> kept = new ArrayList<>();
        for (ConstraintText part : parts) {
            if (part.isFalse()) {
                return FALSE;
            }
            if (!part.isTrue()) {
                kept.add(part);
            }
        }
        return kept.isEmpty() ? TRUE : chain(kept, Binding.AND, " && ");
    }

    /** True for the jobs that one of these is true for. */
    static ConstraintText any(List<ConstraintText> parts) {
        List<ConstraintText> kept = new ArrayList<>();
        for (ConstraintText part : parts) {
            if (part.isTrue()) {
                return TRUE;
            }
            if (!part.isFalse()) {
                kept.add(part);
            }
        }
        for (int i = 0; i + 1 < kept.size(); i++) {
            kept.set(i, kept.get(i).withoutError());
        }
        return kept.isEmpty() ? FALSE : chain(kept, Binding.OR, " || ");
    }

    private static ConstraintText chain(List<ConstraintText> parts, Binding binding, String operator) {
        int size = parts.size();
        if (size == 1) {
            return parts.get(0);
        }
        if (size > MAX_CHAIN) {
            return chain(
                    List.of(
                            chain(parts.subList(0, size / 2), binding, operator).grouped(),
                            chain(parts.subList(size / 2, size), binding, operator)
                                    .grouped()),
                    binding,
                    operator);
        }
        Certainty certainty = Certainty.DECIDED;
        List<String> texts = new ArrayList<>();
        for (ConstraintText part : parts) {
            texts.add(part.within(binding));
            certainty = less(certainty, part.certainty);
        }
        return new ConstraintText(String.join(operator, texts), binding, certainty, Optional.empty());
    }

    /** Of two, the one that the condition chooses; a condition that may be undefined or error is made certain. */
    static ConstraintText choice(ConstraintText condition, ConstraintText then, ConstraintText otherwise) {
        String text = condition.decided().within(Binding.OR) + " ? " + then.within(Binding.OR) + " : "
                + otherwise.within(Binding.OR);
        return new ConstraintText(text, Binding.CHOICE, less(then.certainty, otherwise.certainty), Optional.empty());
    }

    /** True for all other jobs. */
    ConstraintText not() {
        if (opposite.isPresent()) {
            return decided(/* text= */ opposite.get(), /* opposite= */ text);
        }
        String operand = within(Binding.OPERAND);
        if (certainty != Certainty.DECIDED) {
            return decided(operand + " =!= true", operand + " =?= true");
        }
        return new ConstraintText("!" + operand, Binding.OPERAND, Certainty.DECIDED, Optional.of(operand));
    }

    /** True or false for every job. */
    ConstraintText decided() {
        if (certainty == Certainty.DECIDED) {
            return this;
        }
        String operand = within(Binding.OPERAND);
        return decided(operand + " =?= true", operand + " =!= true");
    }

    /** Never error. */
    ConstraintText withoutError() {
        return certainty == Certainty.ERROR ? decided() : this;
    }

    private ConstraintText grouped() {
        return new ConstraintText("(" + text + ")", Binding.OPERAND, certainty, Optional.empty());
    }

    /** The text where an operator stands beside it that binds so. */
    String within(Binding around) {
        return binding.compareTo(around) < 0 ? "(" + text + ")" : text;
    }

    private static Certainty less(Certainty one, Certainty other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
