package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What HTCondor's own library was seen to make of expressions: {@code pairs.txt} and {@code operator-matrix.txt}. */
class ExpressionPairsTest {
    private static final String REFUSED = "PARSE ERROR";

    /** The operands that stand in turn for the blank of a row in {@code operator-matrix.txt}. */
    private static final List<String> OPERANDS = List.of(
            "7",
            "2.5",
            "true",
            "\"b\"",
            "undefined",
            "error",
            "{ 1 }",
            "[ a = 1 ]",
            "absTime(\"2024-01-01T00:00:00Z\")",
            "relTime(60)");

    /** HTCondor prints these without their quotes, so that they cannot be read again. */
    private static final Pattern ODD_NAME_BEHIND_A_DOT = Pattern.compile("\\.'[^']* ");

    private static final SampleRecord RECORD = LanguageResource.record();

    static Stream<String[]> pairs() {
        return Pairs.of(String.join("\n", LanguageResource.lines("pairs.txt")));
    }

    static Stream<String[]> rows() {
        return Pairs.of(String.join("\n", LanguageResource.lines("operator-matrix.txt")));
    }

    static Stream<String[]> refusals() {
        return LanguageResource.lines("refusals.txt").stream().map(line -> line.split(" +=> +", -1));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("pairs")
    void expression_hasHTCondorsValue(String expression, String value) throws ClassAdSyntaxException {
        byte[] bytes = expression.getBytes(StandardCharsets.UTF_8);
        if (value.equals(REFUSED)) {
            assertThatThrownBy(() -> ClassAdParser.parse(expression)).isInstanceOf(ClassAdSyntaxException.class);
            assertThatThrownBy(() -> ClassAdParser.parse(bytes, 0, bytes.length))
                    .isInstanceOf(ClassAdSyntaxException.class);
            return;
        }
        assertThat(RECORD.evaluate(expression)).isEqualTo(value);
        Expression fromBytes = ClassAdParser.parse(bytes, 0, bytes.length);
        if (ODD_NAME_BEHIND_A_DOT.matcher(expression).find()) {
            return;
        }
        assertThat(RECORD.evaluate(Unparser.unparse(fromBytes)))
                .as("the value of what %s prints as", expression)
                .isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void operator_takesOperandsOfEveryTypeAsHTCondorDoes(String expression, String values)
            throws ClassAdSyntaxException {
        List<String> ours = new ArrayList<>();
        for (String operand : OPERANDS) {
            ours.add(SampleRecord.EMPTY.evaluate(expression.replace("_", operand)));
        }
        assertThat(ours).isEqualTo(Arrays.asList(values.split(" \\| ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusedText_isRefusedWhereItGoesWrong(String text, int position, String expected) {
        ClassAdSyntaxException refusal =
                catchThrowableOfType(ClassAdSyntaxException.class, () -> ClassAdParser.parse(text));
        assertThat(refusal.position()).isEqualTo(position);
        assertThat(refusal.expected()).isEqualTo(expected);
        assertThat(refusal).hasMessageEndingWith(" at position " + position + ", expected " + expected);
    }

    @Test
    void tables_areWhole() {
        assertThat(pairs()).hasSizeGreaterThan(1900);
        assertThat(rows()).hasSizeGreaterThan(230);
        assertThat(refusals()).hasSizeGreaterThan(40);
    }
}
