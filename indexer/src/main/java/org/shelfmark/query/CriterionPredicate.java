package org.shelfmark.query;

import java.util.function.Predicate;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.CaseFolding;

/** A criterion for values that are known, as {@link ColumnQueries} and {@link AttributeQueries} mean it for jobs. */
final class CriterionPredicate implements ColumnPredicate {
    /** Of a longer string terms have the beginning only, so that patterns see less than the string. */
    private static final int WHOLE_CHARS = AttributeTerms.MAX_TEXT_BYTES / 3 - 1;

    private final Criterion criterion;
    private final boolean ofField;
    private final boolean withTexts;
    private final @Nullable NumberBounds numbers;
    private final @Nullable Predicate<String> texts;

    /**
     * A predicate of a criterion.
     *
     * @param ofField whether a field is asked about, not an attribute without one
     * @param withTexts whether jobs may have an expression of which the text is searched although it has no value
     */
    CriterionPredicate(Criterion criterion, boolean ofField, boolean withTexts) {
        this.criterion = criterion;
        this.ofField = ofField;
        this.withTexts = withTexts;
        this.numbers = switch (criterion) {
            case Criterion.NumberIs is -> NumberBounds.of(is.number());
            case Criterion.NumberBetween between -> NumberBounds.of(between);
            case Criterion.TextIs is -> null;
            case Criterion.TextLike like -> null;
            case Criterion.TruthIs is -> null;
            case Criterion.Present present -> null;
        };
        this.texts = switch (criterion) {
            case Criterion.NumberIs is -> CaseFolding.fold(is.text())::equals;
            case Criterion.TextIs is -> CaseFolding.fold(is.text())::equals;
            case Criterion.TextLike like -> like(like);
            case Criterion.NumberBetween between -> null;
            case Criterion.TruthIs is -> null;
            case Criterion.Present present -> null;
        };
    }

    private static Predicate<String> like(Criterion.TextLike like) {
        CharacterRunAutomaton pattern = new CharacterRunAutomaton(
                PatternAutomata.determinized(PatternAutomata.folded(like.pattern()), like.column()));
        return pattern::run;
    }

    @Override
    public Verdict value(AttributeValue value, boolean faithful) {
        if (criterion instanceof Criterion.Present) {
            return Verdict.YES;
        }
        return switch (value) {
            case IntegerValue number -> verdict(numbers != null && numbers.contain(number));
            case RealValue number -> verdict(numbers != null && numbers.contain(number));
            case BooleanValue truth ->
                verdict(criterion instanceof Criterion.TruthIs is && is.truth() == truth.value());
            case StringValue text -> text(text.value());
            case AttributeValue.Undefined undefined -> Verdict.NO;
            case AttributeValue.ErrorValue error -> Verdict.NO;
            case AttributeValue.ListValue list -> compound();
            case AttributeValue.AdValue ad -> compound();
            case AttributeValue.AbsoluteTimeValue time -> compound();
            case AttributeValue.RelativeTimeValue time -> compound();
        };
    }

    private Verdict text(String text) {
        if (texts == null) {
            return Verdict.NO;
        }
        return text.length() > WHOLE_CHARS ? Verdict.OPEN : verdict(texts.test(CaseFolding.fold(text)));
    }

    /** Its text as the index has it is not known here. */
    private Verdict compound() {
        return texts == null ? Verdict.NO : Verdict.OPEN;
    }

    private static Verdict verdict(boolean meant) {
        return meant ? Verdict.YES : Verdict.NO;
    }

    @Override
    public Verdict numbers(double least, double greatest, boolean faithful) {
        if (criterion instanceof Criterion.Present) {
            return Verdict.YES;
        }
        return numbers == null ? Verdict.NO : numbers.contain(least, greatest);
    }

    /** Among them may be infinite numbers, texts and truths. */
    @Override
    public Verdict others(boolean faithful) {
        return criterion instanceof Criterion.Present ? Verdict.YES : Verdict.OPEN;
    }

    /** The text of an expression that looks outside its record is found even where the expression has no value. */
    @Override
    public Verdict none(boolean faithful) {
        boolean ofTexts = texts != null && !(ofField && criterion instanceof Criterion.NumberIs);
        return ofTexts && (withTexts || (ofField && !faithful)) ? Verdict.OPEN : Verdict.NO;
    }
}
