package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorTest {
    private static final List<String> TRUTHS = List.of("true", "false", "undefined", "error");

    /** Rows of the left operand, columns of the right one, in the order of {@link #TRUTHS}. */
    private static final String AND = """
        true false undefined error
        false false false false
        undefined false undefined error
        error error error error
        """;

    private static final String OR = """
        true true true true
        true false undefined error
        true undefined undefined error
        error error error error
        """;

    private static final String PAIRS = """
        9223372036854775807 + 1  =>  -9223372036854775808
        -9223372036854775807 - 2  =>  9223372036854775807
        (-9223372036854775807 - 1) / -1  =>  9223372036854775807
        (-9223372036854775807 - 1) % -1  =>  0
        -(-9223372036854775807 - 1)  =>  -9223372036854775808
        5 % -3  =>  2
        -5 % 3  =>  -2
        1 / 0  =>  error
        1 % 0  =>  error
        5.5 % 2  =>  error
        7 / 2.0  =>  3.5
        -5.0 / 0  =>  real("-INF")
        0.0 / 0  =>  real("NaN")
        1e308 * 10  =>  error
        real("INF") + 1  =>  error
        -real("INF")  =>  real("-INF")
        true + true  =>  2
        true * 2.5  =>  2.5
        -true  =>  error
        +true  =>  error
        +5  =>  5
        +undefined  =>  undefined
        -error  =>  error
        !0  =>  true
        !2.5  =>  false
        !"x"  =>  error
        !{1}  =>  error
        ~5  =>  -6
        ~5.0  =>  error
        "a" + "b"  =>  error
        {1} + 1  =>  error
        {1} + undefined  =>  undefined
        undefined + error  =>  error
        -16 >> 2  =>  -4
        -16 >> 100  =>  -1
        -16 >>> 60  =>  15
        -16 >>> 0  =>  0
        1 << 3  =>  8
        1 << 2.0  =>  error
        6 & 3 | 8 ^ 1  =>  11
        true & false  =>  error
        1 | 2 == 2  =>  error
        1 < 2 < 3  =>  true
        "abc" > "ABD"  =>  false
        "10" < "9"  =>  true
        "é" == "É"  =>  false
        "1" == 1  =>  error
        "1" < true  =>  error
        true == "true"  =>  error
        "" == undefined  =>  undefined
        1 == 1.0  =>  true
        true > false  =>  true
        9007199254740993 == 9007199254740992.0  =>  true
        9007199254740993 == 9007199254740992  =>  false
        real("NaN") == real("NaN")  =>  false
        real("NaN") != real("NaN")  =>  true
        real("NaN") =?= real("NaN")  =>  false
        0.0 =?= -0.0  =>  true
        {1} == {1}  =>  error
        [a=1] =?= [a=1]  =>  error
        {1} =?= 1  =>  false
        {1} == undefined  =>  undefined
        "a" =?= "A"  =>  false
        "a" is "a"  =>  true
        undefined =?= undefined  =>  true
        error =?= error  =>  true
        undefined isnt error  =>  true
        "x" || true  =>  error
        true || "x"  =>  true
        false || "x"  =>  error
        undefined && "x"  =>  error
        1.5 && true  =>  true
        2 && 3  =>  true
        0 || 0.0  =>  false
        undefined ? 1 : 2  =>  undefined
        error ? 1 : 2  =>  error
        "x" ? 1 : 2  =>  error
        0.0 ? 1 : 2  =>  2
        real("NaN") ? 1 : 2  =>  1
        error ?: 1  =>  error
        undefined ?: 1 + 5  =>  6
        absTime("2024-01-01T00:00:00Z") - absTime("2023-12-31T00:00:00Z")  =>  relTime("1+00:00:00")
        absTime("2024-01-01T00:00:00Z") + relTime(60)  =>  absTime("2024-01-01T00:01:00-00:00")
        relTime(60) * 2.5  =>  relTime("02:30")
        relTime(60) / 2  =>  relTime("30")
        2 * relTime(60)  =>  relTime("02:00")
        2 / relTime(60)  =>  error
        absTime("2024-01-01T00:00:00Z") + 1  =>  error
        absTime("2024-01-01T00:00:00Z") == absTime("2024-01-01T01:00:00+01:00")  =>  true
        absTime("2024-01-01T00:00:00Z") =?= absTime("2024-01-01T01:00:00+01:00")  =>  false
        relTime(60) < relTime(61)  =>  true
        relTime(60) < 61  =>  error
        relTime("60") < 61  =>  true
        """;

    static Stream<String[]> logic() {
        return Stream.of("&&", "||").flatMap(operator -> {
            List<String> rows = (operator.equals("&&") ? AND : OR).lines().toList();
            return TRUTHS.stream()
                    .flatMap(left -> TRUTHS.stream().map(right -> new String[] {
                        left + " " + operator + " " + right,
                        rows.get(TRUTHS.indexOf(left)).split(" ", -1)[TRUTHS.indexOf(right)]
                    }));
        });
    }

    static Stream<String[]> pairs() {
        return Pairs.of(PAIRS);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource({"logic", "pairs"})
    void operation_hasItsValue(String expression, String value) throws ClassAdSyntaxException {
        assertThat(SampleRecord.EMPTY.evaluate(expression)).isEqualTo(value);
    }
}
