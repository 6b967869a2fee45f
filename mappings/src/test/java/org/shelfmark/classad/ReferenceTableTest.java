package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pairs of the reference that HTCondor's own library was seen to evaluate. */
class ReferenceTableTest {
    private static final String REFUSED = "PARSE ERROR";

    private static final SampleRecord RECORD = SampleRecord.of("""
        Owner = "alice"
        User = "alice@example.org"
        ClusterId = 42
        ProcId = 7
        JobStatus = 4
        ExitCode = 0
        ExitBySignal = false
        QDate = 1700000000
        CompletionDate = 1700003600
        ResidentSetSize = 1500000
        MemoryUsage = ((ResidentSetSize + 1023) / 1024)
        ImageSize = 2000000
        RequestMemory = ifthenelse(MemoryUsage =!= undefined,MemoryUsage,(ImageSize + 1023) / 1024)
        RequestCpus = 4
        RemoteWallClockTime = 3600.0
        RemoteUserCpu = 7200.5
        Rank = 0.0
        Args = "-n 10 \\"hello world\\""
        WinPath = "C:\\temp\\"
        NumHoldsByReason = [ Unspecified = 2; UserRequest = 1 ]
        L = { 1,2,"three",undefined }
        Csv = "a, b,c d"
        Str = "true"
        Requirements = (TARGET.Arch == "X86_64") && (TARGET.Memory >= RequestMemory)
        """);

    private static final String PAIRS = """
        Owner == "ALICE"  =>  true
        RemoteWallClockTime == 3600  =>  true
        Owner =?= "ALICE"  =>  false
        RemoteWallClockTime =?= 3600  =>  false
        owner is "alice"  =>  true
        RemoteUserCpu / RemoteWallClockTime / RequestCpus  =>  0.5000347222222222
        Owner == 5  =>  error
        int(RemoteUserCpu)  =>  7200
        Owner =?= 5  =>  false
        CompletionDate - QDate  =>  3600
        NoSuch == 5  =>  undefined
        formatTime(CompletionDate,"%Y-%m-%d")  =>  "2023-11-14"
        NoSuch =!= 5  =>  true
        regexp("^AL",Owner)  =>  false
        NoSuch =?= undefined  =>  true
        regexp("^AL",Owner,"i")  =>  true
        NoSuch && false  =>  false
        regexp("lic",Owner)  =>  true
        NoSuch || true  =>  true
        regexp("\\d+","x12")  =>  true
        NoSuch || false  =>  undefined
        regexp("a",undefined)  =>  undefined
        error && false  =>  error
        regexp("(",Owner)  =>  error
        false && error  =>  false
        regexps("(a)(l)","alice","\\2\\1")  =>  "la"
        "true" && true  =>  error
        replaceall("[aeiou]","alice","_")  =>  "_l_c_"
        Str && true  =>  error
        stringListMember("c",Csv)  =>  true
        2 && true  =>  true
        stringListMember("B","a,b")  =>  false
        1 == 1.0  =>  true
        stringListIMember("B","a,b")  =>  true
        1 =?= 1.0  =>  false
        stringListSize(Csv)  =>  4
        1 == true  =>  true
        stringListAvg("1,2")  =>  1
        true =?= 1  =>  false
        stringListMax("-3,-1")  =>  0
        true + 1  =>  2
        member("B",{"a","b"})  =>  true
        "1" == 1  =>  error
        identicalMember("B",{"a","b"})  =>  false
        5 / 2  =>  2
        member(1,{undefined,1})  =>  true
        -5 / 2  =>  -2
        anyCompare(">",{1,5},3)  =>  true
        -5 % 3  =>  -2
        substr("abcdef",-2)  =>  "ef"
        5.0 / 0  =>  error
        substr("abcdef",1,-2)  =>  "bcd"
        1 + undefined  =>  undefined
        join(",", L)  =>  "1,2,three"
        1 + "a"  =>  error
        split("a b,c")  =>  { "a","b","c" }
        NoSuch ?: 17  =>  17
        splitUserName(User)[0]  =>  "alice"
        ExitCode ?: 17  =>  0
        versioncmp("7.9","7.10")  =>  -1
        1 + NoSuch ?: 5  =>  6
        versionGE("25.1.0","9.9")  =>  true
        false ? 1 : NoSuch ?: 7  =>  7
        quantize(3,8)  =>  8
        MemoryUsage  =>  1465
        quantize(2.7,{1,2,0.5})  =>  3.0
        RequestMemory  =>  1465
        round(2.5)  =>  2
        MemoryUsage > 1000  =>  true
        interval(3600)  =>  "1:00:00"
        MemoryUsage =?= 1465  =>  true
        isUndefined(NoSuch) || NoSuch > 3  =>  true
        Requirements  =>  undefined
        ifThenElse(ExitCode =?= undefined, -1, ExitCode)  =>  0
        TARGET.ClusterId  =>  undefined
        unparse(MemoryUsage)  =>  "((ResidentSetSize + 1023) / 1024)"
        MY.ClusterId  =>  42
        unresolved(Requirements)  =>  "Arch,Memory"
        L[2]  =>  "three"
        eval("ClusterId + 1")  =>  43
        L[3]  =>  undefined
        countMatches(Prio > 2, { [Prio=3;], [Prio=1;] })  =>  1
        L[4]  =>  error
        {1,2} =?= {1,2}  =>  error
        NumHoldsByReason.unspecified  =>  2
        L =?= undefined  =>  false
        NumHoldsByReason["UserRequest"]  =>  1
        undefined == undefined  =>  undefined
        NumHoldsByReason.Nope  =>  undefined
        1e400  =>  real("INF")
        size(L)  =>  4
        0.1 + 0.2  =>  0.3
        size(Args)  =>  19
        0x10  =>  PARSE ERROR
        WinPath  =>  "C:\\temp\\"
        5.  =>  PARSE ERROR
        WinPath == "C:\\temp\\"  =>  true
        NoSuchFunc(1)  =>  error
        strcat(Owner, ".", ClusterId)  =>  "alice.42"
        string(JobStatus) == "4"  =>  true
        strcat(Owner, RemoteWallClockTime)  =>  "alice3.600000000000000E+03"
        "abc" == "abc "  =>  false
        strcat("a",undefined)  =>  undefined
        -"a"  =>  error
        JobStatus == 4 && ExitCode =!= 0  =>  false
        !undefined  =>  undefined
        JobStatus =?= 4.0  =>  false
        sum({undefined})  =>  0
        ExitBySignal == 0  =>  true
        bool("yes")  =>  undefined
        ExitBySignal =?= 0  =>  false
        int("42abc")  =>  42
        """;

    static Stream<String[]> pairs() {
        return Pairs.of(PAIRS);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("pairs")
    void expressionOfTheReference_hasItsValue(String expression, String value) throws ClassAdSyntaxException {
        if (value.equals(REFUSED)) {
            assertThatThrownBy(() -> ClassAdParser.parse(expression)).isInstanceOf(ClassAdSyntaxException.class);
        } else {
            assertThat(RECORD.evaluate(expression)).isEqualTo(value);
        }
    }
}
