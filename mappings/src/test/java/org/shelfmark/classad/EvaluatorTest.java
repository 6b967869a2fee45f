package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.classad.AttributeValue.AdValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.ListValue;
import org.shelfmark.classad.Evaluation.Limit;

class EvaluatorTest {
    private static final SampleRecord CHAIN = SampleRecord.of(Stream.iterate(0, i -> i < 2000, i -> i + 1)
            .map(i -> "A" + i + " = A" + (i + 1) + " + 1\n")
            .reduce("", String::concat));

    private static final String EXCEEDING = """
        A0  =>  DEPTH
        sum(Many) + sum(Many)  =>  STEPS
        regexp("^((a+)\\2?)+b","aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")  =>  PATTERN_STEPS
        strcat(Long,Long)  =>  TEXT_LENGTH
        join(Long,"a","b","c")  =>  TEXT_LENGTH
        replaceall("x",Long,Long)  =>  TEXT_LENGTH
        isError(strcat(Long,Long))  =>  TEXT_LENGTH
        """;

    private static final SampleRecord LARGE = SampleRecord.of("Many = { " + "B + 1,".repeat(40_000)
            + "1 }\nB = 1\nLong = \"" + "x".repeat(600_000) + "\"\n" + "A0 = A1 + 1\n");

    static Stream<String[]> exceeding() {
        return Pairs.of(EXCEEDING);
    }

    @ParameterizedTest(name = "{0} exceeds {1}")
    @MethodSource("exceeding")
    void exceededLimit_givesErrorAndIsReported(String expression, Limit limit) throws ClassAdSyntaxException {
        SampleRecord record = limit == Limit.DEPTH ? CHAIN : LARGE;
        Evaluation evaluation = record.evaluation(expression);
        assertThat(evaluation.limitExceeded()).contains(limit);
        assertThat(evaluation.value()).isEqualTo(AttributeValue.ERROR);
    }

    @Test
    void deepRegularExpression_doesNotOverflowTheStack() throws ClassAdSyntaxException {
        SampleRecord record = SampleRecord.of("Text = \"" + "ab".repeat(100_000) + "\"");
        assertThat(record.evaluation("regexp(\"^(a|b)*$\",Text)").limitExceeded())
                .contains(Limit.PATTERN_STEPS);
    }

    @Test
    void deepestAllowedEvaluation_fitsASmallStack() throws Exception {
        Evaluation[] outcome = new Evaluation[1];
        Expression expression = ClassAdParser.parse("ifThenElse(true,(eval(\"-A0\")),1)");
        Evaluator evaluator = new Evaluator(SampleRecord.CLOCK, ZoneId.of("UTC"), EvaluationLimits.DEFAULT);
        Thread thread = new Thread(
                null, () -> outcome[0] = evaluator.evaluateWithin(expression, CHAIN), "small stack", 512 * 1024);
        thread.start();
        thread.join();
        assertThat(outcome[0].limitExceeded()).contains(Limit.DEPTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TARGET.Arch",
                "Target.Arch",
                "time()",
                "CurrentTime",
                "random()",
                "dayTime()",
                "formatTime()",
                "formatTime(0)",
                "formatTime(0,\"%Y\")",
                "absTime(0)",
                "absTime(\"2024-01-01T00:00:00\")",
                "splitTime(0)",
                "getYear(absTime(0,0))",
                "getHours(absTime(0,0))",
                "getMinutes(absTime(0,0))",
                "getSeconds(absTime(0,0))",
                "getMonth(absTime(0,0))",
                "getDayOfYear(absTime(0,0))",
                "getDayOfMonth(absTime(0,0))",
                "getDayOfWeek(absTime(0,0))",
                "[ a = formatTime(1700000000) ].a",
                "absTime()",
                "currentTime()",
                "timeZoneOffset()",
                "userHome(\"a\")",
                "userMap(\"a\",\"b\")",
                "1 + (false ? 1 : -time())",
                "eval(\"time()\")",
                "{ time() }[0]",
                "[ a = TARGET.x ].a"
            })
    void lookOutside_isSeenStaticallyAndDynamically(String text) throws ClassAdSyntaxException {
        assertThat(OutsideReferences.looksOutside(ClassAdParser.parse(text))).isTrue();
        assertThat(SampleRecord.EMPTY.evaluation(text).lookedOutside()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Owner",
                "MY.Owner",
                "absTime(0,3600)",
                "absTime(\"2024-01-01T00:00:00Z\")",
                "interval(5)",
                "eval(\"1 +\")",
                "\"time()\"",
                "true"
            })
    void lookInside_isNotTakenForOutside(String text) throws ClassAdSyntaxException {
        assertThat(OutsideReferences.looksOutside(ClassAdParser.parse(text))).isFalse();
        assertThat(SampleRecord.EMPTY.evaluation(text).lookedOutside()).isFalse();
    }

    @Test
    void lookOutsideThroughAnAttribute_isSeenWhenItHappens() throws ClassAdSyntaxException {
        SampleRecord record = SampleRecord.of("Policy = time() > 5\nMaybe = true || Policy");
        assertThat(OutsideReferences.looksOutside(ClassAdParser.parse("Policy")))
                .isFalse();
        assertThat(record.evaluation("Policy").lookedOutside()).isTrue();
        assertThat(record.evaluation("Maybe").lookedOutside()).isFalse();
    }

    @Test
    void membersAndAttributes_areEvaluatedInTheirScope() throws ClassAdSyntaxException {
        SampleRecord record = SampleRecord.of("N = 5\nL = { N,N + 1 }\nAd = [ b = a + N; a = 1 ]");
        Evaluator evaluator = new Evaluator(SampleRecord.CLOCK, ZoneId.of("UTC"), EvaluationLimits.DEFAULT);
        ListValue list = (ListValue) evaluator.evaluate(ClassAdParser.parse("L"), record);
        AdValue ad = (AdValue) evaluator.evaluate(ClassAdParser.parse("Ad"), record);
        assertThat(evaluator.members(list)).isEqualTo(List.of(new IntegerValue(5), new IntegerValue(6)));
        assertThat(evaluator.attributes(ad))
                .containsExactly(entry("a", new IntegerValue(1)), entry("b", new IntegerValue(6)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "-0.5", "real(\"NaN\")"})
    void trueAndNumbers_match(String text) throws ClassAdSyntaxException {
        assertThat(Evaluator.matches(SampleRecord.EMPTY.evaluation(text).value()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "0.0", "undefined", "error", "\"true\"", "{ true }", "[ a = true ]"})
    void everythingElse_doesNotMatch(String text) throws ClassAdSyntaxException {
        assertThat(Evaluator.matches(SampleRecord.EMPTY.evaluation(text).value()))
                .isFalse();
    }

    @Test
    void limits_mustBePositive() {
        assertThatThrownBy(() -> new EvaluationLimits(0, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limits must be positive: 0 steps, depth 1, text 1, pattern steps 1");
    }

    @Test
    void localTime_followsTheZone() throws ClassAdSyntaxException {
        Evaluator berlin = new Evaluator(SampleRecord.CLOCK, ZoneId.of("Europe/Berlin"), EvaluationLimits.DEFAULT);
        String format = "formatTime(1720000000,\"%F %T %s %Z\")";
        assertThat(Unparser.unparse(berlin.evaluate(ClassAdParser.parse(format), SampleRecord.EMPTY)))
                .isEqualTo("\"2024-07-03 11:46:40 1720000000 CET\"");
        assertThat(Unparser.unparse(berlin.evaluate(ClassAdParser.parse("absTime(1720000000)"), SampleRecord.EMPTY)))
                .isEqualTo("absTime(\"2024-07-03T11:46:40+02:00\")");
        assertThat(Unparser.unparse(
                        berlin.evaluate(ClassAdParser.parse("absTime(\"2024-07-03T11:46:40\")"), SampleRecord.EMPTY)))
                .isEqualTo("absTime(\"2024-07-03T11:46:40+02:00\")");
    }
}
