package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Expression.AttributeReference;
import org.shelfmark.classad.Expression.Literal;

class ClassAdParserTest {
    private static final String REFUSED = """
        5.  =>  found "5." at position 0, expected a digit after the decimal point
        1 + 010  =>  found "010" at position 4, expected a decimal number without leading zeros
        0x1F  =>  found "0x1F" at position 0, expected a decimal number without leading zeros
        1e+  =>  found "1e+" at position 0, expected a digit in the exponent
        5K  =>  found "K" at position 1, expected an operator or the end of the expression
        a = = b  =>  found "=" at position 2, expected an operator or the end of the expression
        a == =  =>  found "=" at position 5, expected a value, an attribute name or "("
        (a  =>  found end of text at position 2, expected ")"
        a)  =>  found ")" at position 1, expected an operator or the end of the expression
        f(a b)  =>  found "b" at position 4, expected "," or ")"
        f(a,)  =>  found ")" at position 4, expected a value, an attribute name or "("
        {1,}  =>  found "}" at position 3, expected a value, an attribute name or "("
        {1;2}  =>  found ";" at position 2, expected "," or "}"
        [a 1]  =>  found "1" at position 3, expected "="
        [1 = a]  =>  found "1" at position 1, expected an attribute name or "]"
        [a = 1, b = 2]  =>  found "," at position 6, expected ";" or "]"
        a.1  =>  found ".1" at position 1, expected an operator or the end of the expression
        a.  =>  found end of text at position 2, expected an attribute name after "."
        L[1  =>  found end of text at position 3, expected "]"
        c ? 1  =>  found end of text at position 5, expected ":"
        "abc  =>  found an unclosed string at position 0, expected a closing '"'
        x == 'abc  =>  found an unclosed quoted name at position 5, expected a closing "'"
        1 /* 2  =>  found an unclosed comment at position 2, expected "*/"
        a @ b  =>  found "@" at position 2, expected an operator or a value
        a =~ b  =>  found "=" at position 2, expected an operator or the end of the expression
        a é b  =>  found character U+00E9 at position 2, expected an operator or a value
        absTime("soon")  =>  found time "soon" at position 0, expected a time like "YYYY-MM-DDThh:mm:ss+hh:mm"
        1 + relTime("soon")  =>  found time "soon" at position 4, expected a time like "days+hh:mm:ss"
        a ?: !b  =>  found "!" at position 5, expected a value, an attribute name or "("
        010  =>  found "010" at position 0, expected a decimal number without leading zeros
        1-2 3  =>  found "3" at position 4, expected an operator or the end of the expression
        1.5.2  =>  found ".2" at position 3, expected an operator or the end of the expression
        "a" "b"  =>  found ""b"" at position 4, expected an operator or the end of the expression
        ("a\\")  =>  found an unclosed string at position 1, expected a closing '"'
        """;

    private static final String GROUPED = """
        1 + 2 * 3  =>  1 + (2 * 3)
        1 - 2 - 3  =>  (1 - 2) - 3
        a || b && c | d ^ e & f == g < h << i + j * -k  =>  a || (b && (c | (d ^ (e & (f == (g < (h << (i + (j * (-k))))))))))
        a is b isnt c  =>  (a =?= b) =!= c
        1 + a ?: b + 2  =>  (1 + (a ?: b)) + 2
        a ? : b  =>  a ?: b
        a ?: b ?: c  =>  a ?: (b ?: c)
        a ? b : c ? d : e  =>  a ? b : (c ? d : e)
        !a.b[0]  =>  !((a.b)[0])
        a -1  =>  a - 1
        f(a)-1  =>  f(a) - 1
        a == -1  =>  a == (-1)
        """;

    static Stream<String[]> refused() {
        return Pairs.of(REFUSED);
    }

    static Stream<String[]> grouped() {
        return Pairs.of(GROUPED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void malformedText_isRefusedWithPlaceAndExpectation(String text, String message) {
        ClassAdSyntaxException fromChars =
                catchThrowableOfType(ClassAdSyntaxException.class, () -> ClassAdParser.parse(text));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(fromChars).hasMessage(message);
        assertThatThrownBy(() -> ClassAdParser.parse(bytes, 0, bytes.length)).hasMessage(message);
        assertThat(message).contains("at position " + fromChars.position() + ",");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("grouped")
    void operators_bindAsInHTCondor(String text, String explicit) throws ClassAdSyntaxException {
        assertThat(shape(ClassAdParser.parse(text))).isEqualTo(shape(ClassAdParser.parse(explicit)));
    }

    /** The tree without its parentheses. */
    private static String shape(Expression expression) {
        if (expression instanceof Expression.Parenthesised parenthesised) {
            return shape(parenthesised.inner());
        }
        List<String> children =
                Children.of(expression).stream().map(ClassAdParserTest::shape).toList();
        String label = switch (expression) {
            case Expression.Binary binary -> binary.operator().symbol();
            case Expression.Unary unary -> String.valueOf(unary.operator());
            case AttributeReference reference -> reference.name();
            case Literal literal -> literal.value().toString();
            default -> expression.getClass().getSimpleName();
        };
        return label + children;
    }

    @Test
    void comments_areSkipped() throws ClassAdSyntaxException {
        assertThat(ClassAdParser.parse("/* a */ 1 // b")).isEqualTo(new Literal(new IntegerValue(1)));
    }

    @Test
    void prefixes_areRecognised() throws ClassAdSyntaxException {
        assertThat(ClassAdParser.parse("MY.Owner"))
                .isEqualTo(new AttributeReference(ReferenceScope.MY, "Owner", "owner"));
        assertThat(ClassAdParser.parse("TARGET.Arch"))
                .isEqualTo(new AttributeReference(ReferenceScope.TARGET, "Arch", "arch"));
        assertThat(ClassAdParser.parse(".Arch"))
                .isEqualTo(new AttributeReference(ReferenceScope.ABSOLUTE, "Arch", "arch"));
        assertThat(ClassAdParser.parse("'Odd Name'"))
                .isEqualTo(new AttributeReference(ReferenceScope.NONE, "Odd Name", "odd name"));
        assertThat(ClassAdParser.parse("target.Arch"))
                .isEqualTo(new Expression.Selection(new AttributeReference(ReferenceScope.NONE, "target"), "Arch"));
    }

    @Test
    void timesThatAreConstant_areLiterals() throws ClassAdSyntaxException {
        assertThat(ClassAdParser.parse("absTime(\"2024-01-01T01:00:00+01:00\")"))
                .isEqualTo(new Literal(new AttributeValue.AbsoluteTimeValue(1_704_067_200, 3600)));
        assertThat(ClassAdParser.parse("RELTIME(\"1+02:03:04\")"))
                .isEqualTo(new Literal(new AttributeValue.RelativeTimeValue(93_784)));
        assertThat(ClassAdParser.parse("absTime(\"2024-01-01T01:00:00\")")).isInstanceOf(Expression.FunctionCall.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "42",
                "1024",
                "1025",
                "999999999999999999",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "99999999999999999999",
                "-010",
                "0.0",
                "-0.0",
                "3600.0",
                "0.1",
                "-12.5",
                ".5",
                "-.5",
                "123456789012345.6",
                "1E+16",
                "1.5E-05",
                "1e400",
                "true",
                "FALSE",
                "Undefined",
                "error",
                "truee",
                "\"\"",
                "\"a\"",
                "\"a\\\"b\"",
                "\"\\\"\"",
                "\"C:\\temp\\\"",
                "\"\\\\\"",
                "\"a\\\\\"b\"",
                "\"a\" == \"b\"",
                "\"é\"",
                "-a",
                "- 1",
                "-1 + 2",
                "e1"
            })
    void constantPath_agreesWithTheWholeGrammar(String text) throws ClassAdSyntaxException {
        byte[] bytes = ("=  " + text + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(ClassAdParser.parse(bytes, 1, bytes.length - 1)).isEqualTo(ClassAdParser.parse(text));
    }

    @Test
    void integerBeyond64Bits_isZero() throws ClassAdSyntaxException {
        assertThat(ClassAdParser.parse("9223372036854775808")).isEqualTo(new Literal(new IntegerValue(0)));
    }

    @Test
    void backslashBeforeTheLastQuoteOfALine_isOrdinary() throws ClassAdSyntaxException {
        assertThat(ClassAdParser.parse("\"C:\\\"\n"))
                .isEqualTo(new Literal(new StringValue("C:\\")))
                .isEqualTo(ClassAdParser.parse("\"C:\\\""));
        assertThatThrownBy(() -> ClassAdParser.parse("\"C:\\\" ")).isInstanceOf(ClassAdSyntaxException.class);
    }

    @Test
    void bytes_areDecodedWithReplacement() throws ClassAdSyntaxException {
        byte[] plain = {'"', 'a', (byte) 0xff, 'b', '"'};
        byte[] inside = {'{', '"', (byte) 0xc3, (byte) 0xa9, '"', ',', '"', (byte) 0xff, '"', '}'};
        assertThat(ClassAdParser.parse(plain, 0, plain.length)).isEqualTo(new Literal(new StringValue("a\ufffdb")));
        assertThat(Unparser.unparse(ClassAdParser.parse(inside, 0, inside.length)))
                .isEqualTo("{ \"é\",\"\ufffd\" }");
    }

    @Test
    void positionsInBytes_countBytesFromTheFirst() {
        byte[] bytes = "x = \"é\" == )".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ClassAdParser.parse(bytes, 3, bytes.length))
                .isInstanceOfSatisfying(
                        ClassAdSyntaxException.class,
                        e -> assertThat(e.position()).isEqualTo(9));
    }

    @Test
    void foundText_isDecodedInMessages() {
        byte[] bytes = "a 'é'".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ClassAdParser.parse(bytes, 0, bytes.length))
                .hasMessageStartingWith("found \"'é'\" at position 2,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void nothing_isRefused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ClassAdParser.parse(bytes, 0, bytes.length))
                .isInstanceOf(ClassAdSyntaxException.class)
                .hasMessageStartingWith("found end of text at position " + text.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-(", "!", "~", "f(", "{", "[a=", "a[", "a?:", "1?", "1?1:", "a.", "- "})
    void deepNesting_isRefused(String opening) {
        assertThatThrownBy(() -> ClassAdParser.parse(opening.repeat(100_000) + "1"))
                .isInstanceOf(ClassAdSyntaxException.class);
    }

    @Test
    void deepParentheses_areRefusedWhereTheLimitIs() {
        assertThatThrownBy(() -> ClassAdParser.parse("(".repeat(100_000)))
                .hasMessage("found \"(\" at position 300, expected an expression nested at most 300 deep");
    }

    @Test
    void longChains_areRead() throws ClassAdSyntaxException {
        String chain = "ClusterId == 1" + " || ClusterId == 2".repeat(50_000);
        assertThat(Unparser.unparse(ClassAdParser.parse(chain))).isEqualTo(chain);
        assertThat(SampleRecord.of("ClusterId = 2").evaluate(chain)).isEqualTo("true");
        assertThat(OutsideReferences.looksOutside(ClassAdParser.parse(chain))).isFalse();
    }

    @Test
    void realsOfAllForms_areExact() throws ClassAdSyntaxException {
        byte[] bytes = "0.30000000000000004".getBytes(StandardCharsets.UTF_8);
        assertThat(ClassAdParser.parse(bytes, 0, bytes.length)).isEqualTo(new Literal(new RealValue(0.1 + 0.2)));
    }
}
