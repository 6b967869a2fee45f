package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeLookUpTest {
    private static final SampleRecord RECORD = SampleRecord.of("""
        Owner = "alice"
        A = B
        B = A
        Self1 = Self1 + 1
        Safe = A ?: 7
        Even = isUndefined(Even) ? 1 : 2
        Nested = [ x = y + 1; y = 2; Inner = [ z = x + Level ]; Own = Owner ]
        Level = 10
        Loop = [ x = Loop.y; y = 1 ]
        List = { Level,Level + 1,[ Level = 20 ],{ 1 } }
        Ads = { [ a = 1 ],[ a = Level ],undefined }
        Tangle = { Tangle }
        """);

    private static final String PAIRS = """
        owner  =>  "alice"
        MY.OWNER  =>  "alice"
        'Owner'  =>  "alice"
        A  =>  undefined
        Self1  =>  undefined
        Safe  =>  7
        Even  =>  1
        Nested.x  =>  3
        Nested.Inner.z  =>  13
        Nested["X"]  =>  3
        Nested["Owner"]  =>  undefined
        Nested.Own  =>  "alice"
        Nested.Owner  =>  "alice"
        Nested.MY.y  =>  2
        Nested.PARENT.Level  =>  10
        Nested.Nope  =>  undefined
        Nested[0]  =>  error
        Loop.x  =>  1
        List[0] + List[1]  =>  21
        List[2].level  =>  20
        List[true]  =>  error
        List[-1]  =>  error
        List["0"]  =>  error
        List[Nope]  =>  undefined
        Nope[0]  =>  undefined
        List[3]  =>  { 1 }
        List  =>  { Level,Level + 1,[ Level = 20 ],{ 1 } }
        Ads.a  =>  { 1,10,undefined }
        Level.x  =>  error
        Nope.x  =>  undefined
        Tangle[0]  =>  { Tangle }
        [Level = 1; r = Level].r  =>  1
        [Level = 1; r = .Level].r  =>  10
        [ a = TARGET.Level ].a  =>  undefined
        CurrentTime - time()  =>  0
        isClassAd(MY)  =>  true
        """;

    static Stream<String[]> pairs() {
        return Pairs.of(PAIRS);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("pairs")
    void name_isLookedUpFromTheInnermostAdOutwards(String expression, String value) throws ClassAdSyntaxException {
        assertThat(RECORD.evaluate(expression)).isEqualTo(value);
    }

    @Test
    void cycleThroughManyPaths_endsSoon() throws ClassAdSyntaxException {
        SampleRecord record = SampleRecord.of("X = " + "X + ".repeat(300) + "X");
        assertThat(record.evaluation("X").limitExceeded()).isEmpty();
        assertThat(record.evaluate("X")).isEqualTo("undefined");
    }
}
