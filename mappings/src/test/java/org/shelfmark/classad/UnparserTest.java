package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnparserTest {
    /** Lines of real archives, and constructs that occur in none of them. */
    private static final String AS_WRITTEN = """
        ((ResidentSetSize + 1023) / 1024)
        ifthenelse(MemoryUsage =!= undefined,MemoryUsage,(ImageSize + 1023) / 1024)
        MAX({ 1024,(TransferInputSizeMB + 1) * 1.25 }) * 1024
        (TARGET.Arch == "X86_64") && (TARGET.OpSys == "LINUX") && (versionGE(split(TARGET.CondorVersion)[1],"25.12.0"))
        RequestMemory * 2 + (MyInt ?: 0)
        { 1,2.5,"three",true,undefined }
        [ a = 1; b = "x;y"; c = { 1,2 }; d = [ e = "deep" ] ]
        [ CedarSizeBytesTotal = 14371; CedarFilesCountTotal = 4; CedarSizeBytesLastRun = 14371 ]
        {  }
        [  ]
        absTime("2026-11-22T03:00:00-00:00")
        absTime("2026-11-22T03:00:00+05:30")
        relTime("1+02:03:04")
        relTime("-05:00")
        relTime("07")
        "quote \\" backslash \\ tab \\t newline \\n end"
        "C:\\temp\\"
        "naïve – 中文 – 😀"
        real("INF")
        NoSuchFunc(1,Foo.Bar.Baz[2])
        a ? b : c ? d : e
        'odd name' + 'parent' + my.x + Target.y + MY.z + .w
         !a &&  -b < 3 +  ~c
        1 - -5
        a << 1 >> 2 >>> 3 & 4 ^ 5 | 6
        """;

    static Stream<String> asWritten() {
        return AS_WRITTEN.lines();
    }

    @ParameterizedTest
    @MethodSource("asWritten")
    void textOfHTCondor_comesBackAsItWas(String text) throws ClassAdSyntaxException {
        assertThat(Unparser.unparse(ClassAdParser.parse(text))).isEqualTo(text);
    }

    @Test
    void otherSpellings_comeBackInHTCondorsOwn() throws ClassAdSyntaxException {
        assertThat(Unparser.unparse(ClassAdParser.parse("[bb=1;A={ 2 , 3};a=TRUE;]")))
                .isEqualTo("[ A = true; bb = 1 ]");
        assertThat(Unparser.unparse(ClassAdParser.parse("a is b||a isnt b"))).isEqualTo("a =?= b || a =!= b");
        assertThat(Unparser.unparse(ClassAdParser.parse("f( 1;2 )"))).isEqualTo("f(1,2)");
    }

    @ParameterizedTest
    @CsvSource({
        "3600, 3600.0",
        "0.1, 0.1",
        "0.30000000000000004, 0.3",
        "1e16, 1E+16",
        "123456789012, 123456789012.0",
        "9999999999999998, 9999999999999998.0",
        "1.5e-5, 1.5E-05",
        "0.00012, 0.00012",
        "-0.0, -0.0",
        "0.0, 0.0",
        "1e100, 1E+100",
        "2.5e-320, 2.499972167956708E-320",
        "1.7976931348623157e308, 1.797693134862316E+308",
        "NaN, 'real(\"NaN\")'",
        "Infinity, 'real(\"INF\")'",
        "-Infinity, 'real(\"-INF\")'",
    })
    void reals_havePrintfsForm(double value, String text) {
        assertThat(Unparser.unparse(new AttributeValue.RealValue(value))).isEqualTo(text);
    }

    @Test
    void valuesOfEveryType_arePrinted() {
        assertThat(Unparser.unparse(AttributeValue.UNDEFINED)).isEqualTo("undefined");
        assertThat(Unparser.unparse(AttributeValue.ERROR)).isEqualTo("error");
        assertThat(Unparser.unparse(AttributeValue.BooleanValue.TRUE)).isEqualTo("true");
        assertThat(Unparser.unparse(new AttributeValue.RelativeTimeValue(0.5))).isEqualTo("relTime(\"0.5\")");
        assertThat(Unparser.unparse(AttributeValue.ListValue.of(List.of(new AttributeValue.IntegerValue(1)))))
                .isEqualTo("{ 1 }");
    }
}
