package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes that exhaust stack, memory or patience unless something stops them; each ends within its budget. */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class HostileShapeTest {
    private static final int STACK_BYTES = 1024 * 1024;
    private static final int MANY = 100_000;

    /** Expressions and the limit that ends them; a dash where none does, {@code any} where the Java decides. */
    private static final String EVALUATED = """
        A60  =>  STEPS
        unresolved(A60)  =>  STEPS
        size(S40)  =>  STEPS
        size(join(",",S39,S39))  =>  STEPS
        size(strcat(Long,Long,Long))  =>  TEXT_LENGTH
        regexps("x",Long,Long,"g")  =>  TEXT_LENGTH
        replaceall("x",Long,Long)  =>  TEXT_LENGTH
        MANY(strcat(Long,Long) == "" || )  =>  STEPS
        MANY(Long != Long2 || )  =>  STEPS
        MANY(stringListMember("y",Long) || )  =>  STEPS
        MANY(toUpper(Long) == "" || )  =>  STEPS
        MANY(size(split(Long,"y")) == 0 || )  =>  STEPS
        MANY(versioncmp(Long,Long2) != 0 || )  =>  STEPS
        MANY(sum(Ones) == 0 || )  =>  STEPS
        MANY(member(0,Ones) || )  =>  STEPS
        MANY(anyCompare("<",Ones,0) || )  =>  STEPS
        MANY(regexpMember("y",Strings) || )  =>  STEPS
        MANY(size(Ones.x) == 0 || )  =>  STEPS
        evalInEachContext(sum(Ones),Ads)  =>  STEPS
        countMatches(countMatches(sum(Ones) > 0,Ads) > 0,Ads)  =>  STEPS
        MANY(Wide.a9999 == 0 || )  =>  -
        unparse(Indented)  =>  TEXT_LENGTH
        formatTime(0,Percent)  =>  TEXT_LENGTH
        regexp("^(x+)+$",strcat(Long,"!"))  =>  any
        regexp("^(x|xx)+$",strcat(Short,"!"))  =>  any
        regexp("^(x*)*y",Short)  =>  any
        regexp("^((x+)\\2?)+y",strcat(Short,"!"))  =>  PATTERN_STEPS
        regexp("(x+x+)+y",Short)  =>  PATTERN_STEPS
        regexp("(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[^x]",Short)  =>  PATTERN_STEPS
        MANY(regexp("x*y",Short) || )  =>  PATTERN_STEPS
        replaceall("(x+x+)+y",Short,"")  =>  PATTERN_STEPS
        regexpMember("(x+x+)+y",{ Short,Short })  =>  PATTERN_STEPS
        stringList_regexpMember("(x+x+)+y",Short)  =>  PATTERN_STEPS
        regexp("^(?:x|y)*$",Long)  =>  PATTERN_STEPS
        regexp(Parens,"x")  =>  -
        regexp(Long,"x")  =>  -
        regexp("(x{1000}){1000}",Short)  =>  any
        Deep1  =>  DEPTH
        eval(Nested)  =>  -
        Deep475  =>  -
        Deep380  =>  DEPTH
        eval(eval(eval(Nested)))  =>  -
        int(Digits) + real(Digits) + round(Digits)  =>  -
        int(strcat("0x",Digits))  =>  -
        stringListSum(Digits)  =>  -
        versioncmp(Digits,strcat(Digits,"1"))  =>  -
        interval(Digits)  =>  -
        Loop + Loop  =>  -
        Tangle.x  =>  DEPTH
        Tangle.Tangle  =>  DEPTH
        [ t = { t,t } ].t.x  =>  DEPTH
        size(Tangle) + size(Tangle[0][0][0])  =>  -
        """;

    private static final SampleRecord RECORD = record();

    private static SampleRecord record() {
        String doubling = IntStream.range(0, 61)
                .mapToObj(i -> "A" + (i + 1) + " = A" + i + " + A" + i + "\nS" + (i + 1) + " = strcat(S" + i + ",S" + i
                        + ")\n")
                .collect(Collectors.joining());
        String chain = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> "Deep" + i + " = (Deep" + (i + 1) + ") + 1\n")
                .collect(Collectors.joining());
        String wide = IntStream.range(0, 10_000)
                .mapToObj(i -> "a" + i + " = " + i + ";")
                .collect(Collectors.joining());
        return SampleRecord.of(doubling + chain
                + "A0 = 1\nS0 = \"x\"\nDeep501 = eval(Nested)\nLoop = Loop + Loop\nTangle = { Tangle }\n"
                + "Long = \"" + "x".repeat(400_000) + "\"\nLong2 = \"" + "x".repeat(400_000) + "\"\n"
                + "Short = \"" + "x".repeat(500) + "\"\nDigits = \"" + "9".repeat(500_000) + "\"\n"
                + "Percent = \"" + "%c".repeat(100_000) + "\"\nParens = \"" + "(".repeat(30_000) + ")".repeat(30_000)
                + "\"\nNested = \"" + "(".repeat(299) + "1" + ")".repeat(299) + "\"\n"
                + "Ones = { 1" + ",1".repeat(20_000) + " }\nStrings = { \"x\"" + ",\"x\"".repeat(20_000) + " }\n"
                + "Ads = { []" + ",[]".repeat(2_000) + " }\nWide = [" + wide + "]\n"
                + "Indented = " + "[a=".repeat(140) + "{1" + ",1".repeat(20_000) + "}" + "]".repeat(140) + "\n");
    }

    private static <T> T withSmallStack(Callable<T> work) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(null, task, "hostile shape", STACK_BYTES).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    static Stream<String[]> evaluated() {
        return Pairs.of(EVALUATED);
    }

    @ParameterizedTest(name = "{0} ends by {1}")
    @MethodSource("evaluated")
    void evaluation_keepsItsBudget(String text, String limit) throws InterruptedException {
        String whole =
                text.startsWith("MANY(") ? text.substring(5, text.length() - 1).repeat(5_000) + "false" : text;
        Optional<Evaluation.Limit> exceeded =
                withSmallStack(() -> HostileTextTest.evaluate(ClassAdParser.parse(whole), RECORD, new PatternCache()));
        // That the budget was kept is seen to by the evaluation above.
        if (!limit.equals("any")) {
            assertThat(exceeded.map(Evaluation.Limit::name).orElse("-")).isEqualTo(limit);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(", "-", "!", "~ ", "- -", "{", "{1,", "[a=", "f(", "a[", "a?:", "a ?: (", "a?", "1?1:", "a.", "(a||",
                "a+(", "{[a=", "eval(", "[a={", "(-", "!(", "f(g["
            })
    void nestingWithoutEnd_isRefused(String opening) throws InterruptedException {
        String text = opening.repeat(MANY) + "1";
        ClassAdSyntaxException refusal = withSmallStack(
                () -> catchThrowableOfType(ClassAdSyntaxException.class, () -> ClassAdParser.parse(text)));
        assertThat(refusal.expected()).isEqualTo("an expression nested at most 300 deep");
        assertThat(refusal.position()).isLessThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {")", "]", "}", ";", ",", "*", "&&", "==", "?", ":", "\\", "'", "\"\"\"", "/*", ".", "@", "\u0000"
            })
    void nonsenseWithoutEnd_isRefused(String nonsense) throws InterruptedException {
        String text = nonsense.repeat(MANY);
        ClassAdSyntaxException refusal = withSmallStack(
                () -> catchThrowableOfType(ClassAdSyntaxException.class, () -> ClassAdParser.parse(text)));
        assertThat(refusal.position()).isBetween(0, text.length());
    }

    /** Everything that recurses does so on trees as deep as the parser lets them be. */
    @Test
    void deepestTrees_fitTheStack() throws InterruptedException {
        String precedences = "a ? b : c || d && e | f ^ g & h == i < j << k + l * ";
        Map<String, String> shapes = Map.of(
                "parentheses", "(".repeat(299) + "1" + ")".repeat(299),
                "signs", "-".repeat(299) + "x",
                "lists", "{".repeat(299) + "}".repeat(299),
                "ads", "[a=".repeat(299) + "1" + "]".repeat(299),
                "all operators", (precedences + "(").repeat(140) + "1" + ")".repeat(140),
                "conditions", "a ? b : ".repeat(298) + "c",
                "fallbacks", "a ?: ".repeat(298) + "b",
                "selections", "a" + ".b".repeat(298),
                "subscripts", "a" + "[0]".repeat(298),
                "calls", "debug(".repeat(299) + "1" + ")".repeat(299));
        for (Map.Entry<String, String> shape : shapes.entrySet()) {
            Expression again = withSmallStack(() -> {
                Expression expression = ClassAdParser.parse(shape.getValue());
                OutsideReferences.looksOutside(expression);
                AttributeReferences.of(expression);
                HostileTextTest.evaluate(expression, RECORD, new PatternCache());
                return ClassAdParser.parse(Unparser.unparse(expression));
            });
            assertThat(again).as(shape.getKey()).isNotNull();
        }
    }

    @Test
    void longFlatTexts_areRead() throws InterruptedException {
        for (String text : new String[] {
            "1" + " + 1".repeat(MANY),
            "{ 1" + ",1".repeat(MANY) + " }",
            "strcat(1" + ",1".repeat(MANY) + ")",
            "[ a = 1" + "; a = 1".repeat(MANY) + " ]",
            "1 " + "/**/".repeat(MANY),
            "x".repeat(MANY),
            "9".repeat(MANY),
            "0." + "9".repeat(MANY),
            "1e" + "9".repeat(MANY),
            "\"" + "\\\"".repeat(MANY) + "\"",
            " ".repeat(MANY) + "1"
        }) {
            withSmallStack(() -> HostileTextTest.evaluate(ClassAdParser.parse(text), RECORD, new PatternCache()));
        }
    }

    /** Blanks could be shared out among the parts of a duration in every which way. */
    @ParameterizedTest
    @ValueSource(strings = {"relTime", "absTime"})
    void timeOfBlanks_isRefusedAtOnce(String function) {
        String text = function + "(\"" + " ".repeat(MANY) + "x\")";
        ClassAdSyntaxException refusal =
                catchThrowableOfType(ClassAdSyntaxException.class, () -> ClassAdParser.parse(text));
        assertThat(refusal.position()).isZero();
    }
}
