package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.mapping.Mapping;

class RecordParserTest {
    private final RecordParser parser = new RecordParser(
            Mapping.htcondorJob(),
            new Evaluator(
                    InstantSource.fixed(Instant.ofEpochSecond(1_795_400_000)),
                    ZoneOffset.UTC,
                    EvaluationLimits.DEFAULT));

    private ParsedRecord parse(String body) throws RecordProblem {
        return parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private ParsedRecord parse(byte[] body) throws RecordProblem {
        // bytes around it, as in a batch, belong to other records
        byte[] batch = new byte[body.length + 20];
        java.util.Arrays.fill(batch, (byte) '"');
        batch[9] = '\n';
        System.arraycopy(body, 0, batch, 10, body.length);
        return parser.parse(batch, 10, 10 + body.length);
    }

    private static IntegerValue integer(long value) {
        return new IntegerValue(value);
    }

    private static StringValue string(String value) {
        return new StringValue(value);
    }

    @Test
    void attributes_areFoundInFileOrderAndInAnyCase() throws RecordProblem {
        ParsedRecord record = parse("ExitCode = 5\nowner=\"alice\"\n  Spaced   =   7  \nMyTrue = true\n");

        List<String> names = new ArrayList<>();
        for (int i = 0; i < record.size(); i++) {
            names.add(record.line(i).name.folded());
        }
        assertThat(names).containsExactly("exitcode", "owner", "spaced", "mytrue");
        assertThat(record.value("exitcode")).isEqualTo(integer(5));
        assertThat(record.value("owner")).isEqualTo(string("alice"));
        assertThat(record.value("spaced")).isEqualTo(integer(7));
        assertThat(record.value("missing")).isEqualTo(AttributeValue.UNDEFINED);
    }

    @Test
    void attributeWrittenTwice_lastCounts() throws RecordProblem {
        ParsedRecord record = parse("ExitCode = 1\nA = 5\nexitcode = 98\n");
        assertThat(record.size()).isEqualTo(2);
        assertThat(record.value("exitcode")).isEqualTo(integer(98));
        assertThat(record.line(0).name.folded()).isEqualTo("exitcode");
    }

    @Test
    void nextRecord_forgetsTheOneBefore() throws RecordProblem {
        assertThat(parse("A = 1\nB = A + 1\n").value("b")).isEqualTo(integer(2));
        ParsedRecord record = parse("A = 10\nC = 3\nB = A + 1\n");
        assertThat(record.value("b")).isEqualTo(integer(11));
        assertThat(record.size()).isEqualTo(3);
        record = parse("B = A + 1\n");
        assertThat(record.value("b")).isEqualTo(AttributeValue.UNDEFINED);
        assertThat(record.value("c")).isEqualTo(AttributeValue.UNDEFINED);
    }

    @Test
    void carriageReturns_belongToLineEnds() throws RecordProblem {
        ParsedRecord record = parse("A = 5\r\nB = \"text\"\r\n\r\nC = \"C:\\temp\\\"\r\nD = A + 1\r\n");
        assertThat(record.value("a")).isEqualTo(integer(5));
        assertThat(record.value("b")).isEqualTo(string("text"));
        assertThat(record.value("c")).isEqualTo(string("C:\\temp\\"));
        assertThat(record.value("d")).isEqualTo(integer(6));
    }

    @Test
    void stringOverSeveralLines_keepsItsNewlines() throws RecordProblem {
        ParsedRecord record = parse("Err = \"first\n*** second\nX = 1\n# fourth\n\nlast\"\nA = 5\n");
        assertThat(record.value("err")).isEqualTo(string("first\n*** second\nX = 1\n# fourth\n\nlast"));
        assertThat(record.value("a")).isEqualTo(integer(5));
        assertThat(record.size()).isEqualTo(2);
        // the same first line again, closed otherwise: nothing of it may have been remembered
        assertThat(parse("Err = \"first\nother\"\n").value("err")).isEqualTo(string("first\nother"));
    }

    @Test
    void blankLinesAndComments_areSkipped() throws RecordProblem {
        ParsedRecord record = parse("\n   \n\t\r\n# a comment = 1\n  # another\nA = 5\n\n");
        assertThat(record.size()).isEqualTo(1);
        assertThat(record.value("a")).isEqualTo(integer(5));
    }

    @Test
    void lastLineWithoutNewline_isALine() throws RecordProblem {
        assertThat(parse("A = 5\nB = 6").value("b")).isEqualTo(integer(6));
    }

    @Test
    void invalidUtf8_isReplacedAndHarmsNothingElse() throws RecordProblem {
        byte[] body = "A = \"caf?\"\nB = \"caf?\"\nC = 1\n".getBytes(StandardCharsets.ISO_8859_1);
        body[8] = (byte) 0xE9;
        body[19] = (byte) 0xFF;
        ParsedRecord record = parse(body);
        assertThat(record.value("a")).isEqualTo(string("caf\uFFFD"));
        assertThat(record.value("b")).isEqualTo(string("caf\uFFFD"));
        assertThat(record.value("c")).isEqualTo(integer(1));
    }

    @Test
    void expression_isEvaluatedInItsRecord() throws RecordProblem {
        ParsedRecord record = parse("""
            MemoryUsage = ((ResidentSetSize + 1023) / 1024)
            ResidentSetSize = 2049
            Loop = Loop + 1
            Req = TARGET.Memory > 5
            Age = time() - 5
            Indirect = Age + 1
            """);
        assertThat(record.value("memoryusage")).isEqualTo(integer(3));
        assertThat(record.value("loop")).isEqualTo(AttributeValue.UNDEFINED);
        for (int i = 0; i < record.size(); i++) {
            AttributeLine line = record.line(i);
            assertThat(record.lookedOutside(line))
                    .as(line.name.folded())
                    .isEqualTo(List.of("req", "age", "indirect").contains(line.name.folded()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        this is not an attribute | line 3 is not 'Attribute = value': "this is not an attribute"
        = 5                      | line 3 is not 'Attribute = value': ""
        'a b' = 5                | line 3 is not 'Attribute = value': "'a b' "
        5a = 5                   | line 3 is not 'Attribute = value': "5a "
        a-b = 5                  | line 3 is not 'Attribute = value': "a-b "
        """)
    void lineThatIsNoAttribute_isSaidWithItsNumber(String line, String message) {
        assertThatThrownBy(() -> parse("A = 1\n\n" + line + "\nB = 2\n"))
                .isInstanceOf(RecordProblem.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bad =", "Bad = 5 +", "Bad = \"open", "Bad = )", "Bad = 010", "Bad = 1AC = 2"})
    void valueThatCannotBeParsed_isSaidWithLineNameAndText(String line) {
        assertThatThrownBy(() -> parse("Err = \"two\nlines\"\n" + line + "\nB = 2\n"))
                .isInstanceOf(RecordProblem.class)
                .hasMessageMatching("line 3, value of 'Bad': no ClassAd expression, at byte \\d+ of it .* is expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A = \"x\0y\"", "A = 1\0", "\0\0\0", "A = \"two\nlines\0\""})
    void zeroByte_isAProblem(String lines) {
        assertThatThrownBy(() -> parse("B = 1\n" + lines + "\nC = 1\n"))
                .isInstanceOf(RecordProblem.class)
                .hasMessageContaining("holds a zero byte");
    }

    @Test
    void damagedLine_isShownShortAndPrintable() {
        assertThatThrownBy(() -> parse("no attribute \u001b[31m" + "x".repeat(500) + "\n"))
                .isInstanceOf(RecordProblem.class)
                .hasMessageContaining("no attribute ?[31mxxx")
                .hasMessageEndingWith("...\"")
                .satisfies(problem ->
                        assertThat(String.valueOf(problem.getMessage())).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n"})
    void bodyWithoutAttributes_isAProblem(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOf(RecordProblem.class)
                .hasMessage("the record has a banner but no attributes");
    }

    @Test
    void problem_leavesTheParserUsable() throws RecordProblem {
        assertThatThrownBy(() -> parse("A = 1\nBad\n")).isInstanceOf(RecordProblem.class);
        ParsedRecord record = parse("B = A\n");
        assertThat(record.size()).isEqualTo(1);
        assertThat(record.value("b")).isEqualTo(AttributeValue.UNDEFINED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Environment",
                "MY.Environment",
                "environment",
                "strcat(Environment,\"\")",
                "unparse(Environment)",
                "eval(\"Environment\")",
                "{ Environment }[0]",
                "[ a = Environment ].a",
                "Other",
                "ifThenElse(true,ClaimId,1)",
                "string(MY)",
            })
    void secret_isInvisibleToOtherAttributes(String expression) throws RecordProblem {
        ParsedRecord record = parse("Environment = \"TOKEN=s3cret\"\nClaimId = \"s3cret\"\nOther = Environment\nLeak = "
                + expression + "\n");
        AttributeValue leak = record.value("leak");
        assertThat(leak instanceof StringValue text ? text.value() : leak.toString())
                .doesNotContain("s3cret");
        assertThat(record.value("environment")).isEqualTo(AttributeValue.UNDEFINED);
    }

    @Test
    void moreNamesThanAreKept_areForgottenAndLearntAgain() throws RecordProblem {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 51_000; i++) {
            body.append("Name").append(i).append(" = ").append(i).append('\n');
        }
        for (int round = 0; round < 3; round++) {
            ParsedRecord many = parse(body.toString());
            assertThat(many.size()).isEqualTo(51_000);
            assertThat(many.value("name50999")).isEqualTo(integer(50_999));
            ParsedRecord few = parse("Name7 = 70\nB = Name7\nA = Name8\n");
            assertThat(few.value("b")).isEqualTo(integer(70));
            assertThat(few.value("a")).isEqualTo(AttributeValue.UNDEFINED);
            assertThat(few.size()).isEqualTo(3);
        }
    }
}
