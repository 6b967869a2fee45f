package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that hold whatever the operands are. {@code -Dshelfmark.seed=N} starts with other operands. */
class LanguageLawsTest {
    private static final SampleRecord RECORD = LanguageResource.record();

    /** What evaluating an operand several times in one expression costs must not be what tells both sides apart. */
    private static final EvaluationLimits AMPLE = new EvaluationLimits(4_000_000, 1_000, 4_000_000, 20_000_000);

    private static final Evaluator EVALUATOR = new Evaluator(SampleRecord.CLOCK, ZoneId.of("UTC"), AMPLE);
    private static final long FIRST = Long.getLong("shelfmark.seed", 1);
    private static final long COUNT = Boolean.getBoolean("shelfmark.thorough") ? 200_000 : 2_000;

    @BeforeAll
    static void tellSeed() {
        System.out.println("LanguageLawsTest: " + COUNT + " operands from seed " + FIRST);
    }

    private static String value(String text) {
        try {
            return Unparser.unparse(EVALUATOR.evaluate(ClassAdParser.parse(text), RECORD));
        } catch (ClassAdSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String operand(SplittableRandom random) {
        return "(" + RandomExpression.insideRecord(random, random.nextInt(4)) + ")";
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = " === ", textBlock = """
                !(X && Y) === !X || !Y
                !(X || Y) === !X && !Y
                !!X === X && true
                !!X === true && X
                !!X === X || false
                !!X === false || X
                false && X === false
                true || X === true
                error && X === error
                error || X === error
                X < Y === Y > X
                X <= Y === Y >= X
                !(X == Y) === X != Y
                X == Y === Y == X
                X =?= Y === Y =?= X
                X is Y === X =?= Y
                X isnt Y === X =!= Y
                !(X =?= Y) === X =!= Y
                X ?: Y === isUndefined(X) ? Y : X
                ifThenElse(X,Y,Z) === X ? Y : Z
                X + Y === Y + X
                X * Y === Y * X
                X & Y === Y & X
                X | Y === Y | X
                X ^ Y === Y ^ X
                isUndefined(X) === X =?= undefined
                isError(X) === X =?= error
                isUndefined(X =?= Y) === false
                isUndefined(X =!= Y) === false
                debug(X) === X
                (X) === X
                { X }[0] === X
                identicalMember(X,{ 4 }) === isList(X) || isClassAd(X) ? error : X =?= 4
                anyCompare("is",{ 4 },X) === 4 is X
                stricmp(X,Y) === 0 - stricmp(Y,X)
                strcmp(X,Y) === 0 - strcmp(Y,X)
                versionLE(X,Y) === versionGE(Y,X)
                """)
    void bothSides_haveTheSameValue(String left, String right) {
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> operands = List.of(operand(random), operand(random), operand(random));
            String leftText = filled(left, operands);
            String rightText = filled(right, operands);
            assertThat(value(leftText))
                    .as("seed %d: %s   and   %s", seed, leftText, rightText)
                    .isEqualTo(value(rightText));
        }
    }

    private static String filled(String law, List<String> operands) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < law.length(); i++) {
            char c = law.charAt(i);
            text.append(c >= 'X' && c <= 'Z' ? operands.get(c - 'X') : String.valueOf(c));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?=", "=!="})
    void identity_isErrorOnlyBetweenTwoListsOrTwoAds(String operator) {
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String left = operand(random);
            String right = operand(random);
            boolean aggregates = value("isList(" + left + ") && isList(" + right + ") || isClassAd(" + left
                            + ") && isClassAd(" + right + ")")
                    .equals("true");
            assertThat(value(left + operator + right))
                    .as("seed %d: %s %s %s", seed, left, operator, right)
                    .isIn(aggregates ? List.of("error") : List.of("true", "false"));
        }
    }

    @Test
    void printedExpression_meansTheSameAndPrintsTheSame() throws ClassAdSyntaxException {
        for (long seed = FIRST; seed < FIRST + 10 * COUNT; seed++) {
            String text = RandomExpression.insideRecord(new SplittableRandom(seed), 4);
            String printed = settled(text);
            assertThat(Unparser.unparse(ClassAdParser.parse(printed)))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(printed);
            assertThat(canonical(value(printed))).as("seed %d: %s", seed, text).isEqualTo(canonical(value(text)));
        }
    }

    /** A list keeps the text of its members, where {@code - 5} has become {@code -5}. */
    private static String canonical(String value) throws ClassAdSyntaxException {
        return settled(value);
    }

    /** In each round a sign before a number becomes part of it; no random expression has more signs in a row. */
    private static String settled(String text) throws ClassAdSyntaxException {
        String printed = text;
        for (int signs = 0; signs < 10; signs++) {
            printed = Unparser.unparse(ClassAdParser.parse(printed));
        }
        return printed;
    }

    @Test
    void letterCaseOfNames_changesNothing() {
        for (long seed = FIRST; seed < FIRST + 10 * COUNT; seed++) {
            String upper = RandomExpression.spelled(new SplittableRandom(seed), 4, true);
            String lower = RandomExpression.spelled(new SplittableRandom(seed), 4, false);
            assertThat(value(upper).toLowerCase(Locale.ROOT))
                    .as("seed %d: %s", seed, upper)
                    .isEqualTo(value(lower).toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void evaluation_isDeterministic() throws ClassAdSyntaxException {
        for (long seed = FIRST; seed < FIRST + 10 * COUNT; seed++) {
            String text = RandomExpression.insideRecord(new SplittableRandom(seed), 5);
            Evaluator fresh = new Evaluator(SampleRecord.CLOCK, ZoneId.of("UTC"), AMPLE);
            assertThat(Unparser.unparse(fresh.evaluate(ClassAdParser.parse(text), LanguageResource.record())))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(value(text));
        }
    }
}
