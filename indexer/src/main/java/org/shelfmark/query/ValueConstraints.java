package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.document.Columns;
import org.shelfmark.query.ConstraintText.Certainty;
import org.shelfmark.query.Criterion.NumberBetween;
import org.shelfmark.query.Criterion.NumberIs;
import org.shelfmark.query.Criterion.TextIs;
import org.shelfmark.query.Criterion.TextLike;
import org.shelfmark.query.TextPattern.Literal;

/**
 * Criteria for one value as ClassAd comparisons.
 *
 * @param value the expression that has the value: a name, or something in parentheses
 * @param kinds what it may be
 * @param isTime whether a number that is 0 or negative counts as missing
 */
record ValueConstraints(String value, ValueKinds kinds, boolean isTime) {
    private static final String OUTSIDE = "some records have an expression here that looks beyond the record";
    private static final String COMPOUND = "lists and nested ads are searched by their text";

    /** From here on an integer and a real are compared less exactly by ClassAds than by queries. */
    private static final double EXACT = 0x1p53;

    /** How the texts of lists, ads and times begin. */
    private static final List<String> COMPOUND_STARTS = List.of("{", "[", "abstime(", "reltime(");

    ConstraintBounds constraint(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Present present ->
                kinds.outside()
                        ? new ConstraintBounds(ConstraintText.FALSE, written(), OUTSIDE)
                        : ConstraintBounds.exactly(present());
            case Criterion.TruthIs is ->
                asVisible(ConstraintText.decided(value + " =?= " + is.truth(), value + " =!= " + is.truth()));
            case NumberIs is -> asVisible(numberIs(is));
            case NumberBetween between -> asVisible(between(between));
            case TextIs is -> text(is, equal(is.text()));
            case TextLike like -> text(like, like(like.pattern()));
        };
    }

    /** Queries see no number or truth in what looks beyond the record; evaluation does. */
    private ConstraintBounds asVisible(ConstraintText text) {
        return kinds.outside()
                ? new ConstraintBounds(ConstraintText.FALSE, text, OUTSIDE)
                : ConstraintBounds.exactly(text);
    }

    private ConstraintText present() {
        if (!isTime) {
            return ConstraintText.decided(value + " =!= undefined", value + " =?= undefined");
        }
        if (kinds.onlyNumbers()) {
            return compared(" > 0");
        }
        List<ConstraintText> noNumber = new ArrayList<>();
        if (kinds.booleans()) {
            noNumber.add(isOf("isBoolean"));
        }
        noNumber.add(compared(" <= 0").not());
        return ConstraintText.all(List.of(
                ConstraintText.decided(value + " =!= undefined", value + " =?= undefined"),
                ConstraintText.any(noNumber)));
    }

    private ConstraintText numberIs(NumberIs is) {
        if (!kinds.strings()) {
            return numberIs(is.number());
        }
        ConstraintText string = equal(is.text());
        return kinds.numbers() ? ConstraintText.choice(isOf("isString"), string, numberIs(is.number())) : string;
    }

    private ConstraintText numberIs(QueryNumber number) {
        NumberBounds bounds = NumberBounds.of(number);
        if (isLarge(number)) {
            return withoutTruths(bounds, byType(bounds));
        }
        return withoutTruths(bounds, compared(" == " + literal(number)));
    }

    private ConstraintText between(NumberBetween between) {
        NumberBounds bounds = NumberBounds.of(between);
        boolean large = between.lower().filter(lower -> isLarge(lower.number())).isPresent()
                || between.upper().filter(upper -> isLarge(upper.number())).isPresent();
        List<ConstraintText> parts = new ArrayList<>();
        if (isTime && bounds.firstLong() <= 0) {
            parts.add(compared(" > 0"));
        }
        if (large) {
            parts.add(byType(bounds));
        } else {
            between.lower()
                    .ifPresent(lower ->
                            parts.add(compared((lower.inclusive() ? " >= " : " > ") + literal(lower.number()))));
            between.upper()
                    .ifPresent(upper ->
                            parts.add(compared((upper.inclusive() ? " <= " : " < ") + literal(upper.number()))));
        }
        return withoutTruths(bounds, ConstraintText.all(parts));
    }

    /** Numbers so large that integers and reals have to be told apart. */
    private ConstraintText byType(NumberBounds bounds) {
        List<ConstraintText> reals = new ArrayList<>();
        double firstReal = Columns.decodeReal(bounds.firstReal());
        double lastReal = Columns.decodeReal(bounds.lastReal());
        if (firstReal > lastReal) {
            reals.add(ConstraintText.FALSE);
        }
        if (firstReal > Double.NEGATIVE_INFINITY) {
            reals.add(compared(" >= " + literal(firstReal)));
        }
        if (lastReal < Double.POSITIVE_INFINITY) {
            reals.add(compared(" <= " + literal(lastReal)));
        }
        List<ConstraintText> integers = new ArrayList<>();
        if (bounds.firstLong() > bounds.lastLong()) {
            integers.add(ConstraintText.FALSE);
        } else if (bounds.firstLong() == bounds.lastLong()) {
            integers.add(compared(" == " + bounds.firstLong()));
        } else {
            integers.add(isOf("isInteger"));
            if (bounds.firstLong() > Long.MIN_VALUE) {
                integers.add(compared(" >= " + bounds.firstLong()));
            }
            if (bounds.lastLong() < Long.MAX_VALUE) {
                integers.add(compared(" <= " + bounds.lastLong()));
            }
        }
        return ConstraintText.choice(isOf("isReal"), ConstraintText.all(reals), ConstraintText.all(integers));
    }

    /** Comparisons take a boolean for 0 or 1. */
    private ConstraintText withoutTruths(NumberBounds bounds, ConstraintText numbers) {
        boolean taken = bounds.contain(new IntegerValue(0)) || bounds.contain(new IntegerValue(1));
        return kinds.booleans() && taken
                ? ConstraintText.all(List.of(isOf("isBoolean").not(), numbers))
                : numbers;
    }

    private static boolean isLarge(QueryNumber number) {
        return Math.abs(number.toDouble()) >= EXACT;
    }

    private static String literal(QueryNumber number) {
        return number.isLong() ? Long.toString(number.toLong()) : literal(number.toDouble());
    }

    private static String literal(double real) {
        return Double.isInfinite(real) ? (real < 0 ? "real(\"-INF\")" : "real(\"INF\")") : Double.toString(real);
    }

    private ConstraintText compared(String withNumber) {
        return ConstraintText.comparison(value + withNumber, kinds.besideNumbers());
    }

    private ConstraintText isOf(String type) {
        return ConstraintText.call(type + "(" + value + ")", Certainty.DECIDED);
    }

    /** Strings that equal a text. */
    private ConstraintText equal(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7F) && !text.endsWith("\\");
        return plain
                ? ConstraintText.comparison(value + " == " + quoted(text), kinds.besideStrings())
                : matching("^" + RegularExpression.literal(text) + "$");
    }

    private ConstraintText like(TextPattern pattern) {
        String regex = RegularExpression.whole(pattern);
        return regex.isEmpty() ? isOf("isString") : matching(regex);
    }

    /** Strings in which a regular expression is found. */
    ConstraintText matching(String regex) {
        return ConstraintText.call("regexp(" + quoted(regex) + ", " + value + ", \"i\")", kinds.besideStrings());
    }

    /** A string as ClassAds write it; must not end with a backslash, nor have one before a quote. */
    static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    /** Texts of lists and expressions are found by queries, too. */
    private ConstraintBounds text(Criterion criterion, ConstraintText strings) {
        boolean compound = kinds.compounds() && mayBeCompound(criterion);
        if (!compound && !kinds.outside()) {
            return ConstraintBounds.exactly(strings);
        }
        List<ConstraintText> most = new ArrayList<>(List.of(strings));
        if (compound) {
            for (String type : List.of("isList", "isClassAd", "isAbstime", "isReltime")) {
                most.add(isOf(type));
            }
        }
        if (!kinds.outside()) {
            return new ConstraintBounds(strings, ConstraintText.any(most), COMPOUND);
        }
        most.add(written(criterion));
        return new ConstraintBounds(ConstraintText.FALSE, ConstraintText.any(most), OUTSIDE);
    }

    private static boolean mayBeCompound(Criterion criterion) {
        String start = "";
        if (criterion instanceof TextIs is) {
            start = is.text();
        } else if (criterion instanceof TextLike like
                && !like.pattern().parts().isEmpty()
                && like.pattern().parts().get(0) instanceof Literal literal) {
            start = literal.text();
        }
        String folded = start.toLowerCase(Locale.ROOT);
        return COMPOUND_STARTS.stream().anyMatch(known -> known.startsWith(folded) || folded.startsWith(known));
    }

    /**
     * Expressions that may have the text. {@code unparse()} prints numbers, strings and operators otherwise than queries see
     * them; words stay the same, in the same order.
     */
    private ConstraintText written(Criterion criterion) {
        if (criterion instanceof TextLike like && isOfWords(like.pattern())) {
            String regex = RegularExpression.whole(like.pattern());
            if (!regex.isEmpty()) {
                return ConstraintText.call(
                        "regexp(" + quoted(regex) + ", " + source() + ", \"i\")", Certainty.UNDEFINED);
            }
        }
        return written();
    }

    /** That the record has the attribute, whatever its value is now. */
    private ConstraintText written() {
        return ConstraintText.comparison(source() + " != \"\"", Certainty.UNDEFINED);
    }

    private String source() {
        return "unparse(" + value + ")";
    }

    private static boolean isOfWords(TextPattern pattern) {
        List<TextPattern.Part> parts = pattern.parts();
        return !parts.isEmpty()
                && !(parts.getFirst() instanceof Literal)
                && !(parts.getLast() instanceof Literal)
                && parts.stream()
                        .allMatch(part -> part == TextPattern.AnyText.INSTANCE
                                || (part instanceof Literal literal
                                        && literal.text().matches("[A-Za-z_]+")));
    }
}
