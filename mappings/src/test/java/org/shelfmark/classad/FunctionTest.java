package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionTest {
    private static final SampleRecord RECORD = SampleRecord.of("""
        Owner = "alice"
        Uni = "naïve"
        Wanted = Memory > 4
        Needs = TARGET.Arch == "x" && Disk > 1 && Owner == "y" && Wanted
        Machines = { [ Memory = 8 ],[ Memory = 2 ],undefined,3 }
        Pretty = { 1,2 }
        """);

    private static final String TYPES = """
        isUndefined(Nope)  =>  true
        isUndefined(error)  =>  false
        isError(1 / 0)  =>  true
        isString("")  =>  true
        isInteger(1.0)  =>  false
        isReal(1.0)  =>  true
        isBoolean(1)  =>  false
        isList({})  =>  true
        isClassAd([])  =>  true
        isAbstime(absTime("2024-01-01T00:00:00Z"))  =>  true
        isReltime(relTime(5))  =>  true
        isReltime(relTime("5"))  =>  false
        ISUNDEFINED(Nope)  =>  true
        isUndefined()  =>  error
        isUndefined(1,2)  =>  error
        int(-2.9)  =>  -2
        int("1e3")  =>  1000
        int(" 0x10")  =>  16
        int("abc")  =>  error
        int(true)  =>  1
        int(undefined)  =>  undefined
        int(1e300)  =>  -9223372036854775808
        int(absTime("2024-01-01T00:00:00+00:00"))  =>  1704067200
        real("1.5x")  =>  1.5
        real("INF")  =>  real("INF")
        real("-inf")  =>  real("-INF")
        real("NaN")  =>  real("NaN")
        real({})  =>  error
        string(2.5)  =>  "2.500000000000000E+00"
        string({1,"a"})  =>  "{ 1,\\"a\\" }"
        string("a")  =>  "a"
        string(true)  =>  "true"
        string(undefined)  =>  undefined
        string([a = b is 1])  =>  "[ a = b is 1 ]"
        bool("TRUE")  =>  true
        bool("1")  =>  undefined
        bool(0.5)  =>  true
        bool({})  =>  error
        """;

    private static final String NUMBERS = """
        floor(-2.5)  =>  -3
        ceiling(2.1)  =>  3
        ceil("2.1")  =>  3
        round(2.5)  =>  2
        round(3.5)  =>  4
        round(-2.5)  =>  -2
        floor(undefined)  =>  error
        pow(2,10)  =>  1024
        pow(2,-1)  =>  0.5
        pow(2.0,3)  =>  8.0
        pow("x",3)  =>  error
        quantize(3,8)  =>  8
        quantize(16,8)  =>  16
        quantize(3,0)  =>  3
        quantize(3.5,2)  =>  4.0
        quantize(3,{2,4,8})  =>  4
        quantize(9,{2,4})  =>  12
        quantize(9,{})  =>  9
        quantize(1,{"a"})  =>  error
        random(1)  =>  0
        random(0)  =>  error
        random() < 1  =>  true
        sum({1,undefined,2.5})  =>  3.5
        sum({})  =>  0
        sum({"a"})  =>  error
        sum(undefined)  =>  undefined
        sum(5)  =>  error
        sum({true,1})  =>  2
        avg({1,2})  =>  1.5
        min({3,1.5,undefined})  =>  1.5
        max({3,1.5})  =>  3.0
        min({})  =>  undefined
        max({"a"})  =>  error
        """;

    private static final String LISTS = """
        anyCompare("<",{5,1},3)  =>  true
        allCompare("<",{5,1},3)  =>  false
        anyCompare("==",{},3)  =>  false
        allCompare("==",{},3)  =>  true
        anyCompare("is",{"a","A"},"A")  =>  true
        allCompare("isnt",{1,2},3)  =>  true
        anyCompare("=",{1},1)  =>  error
        anyCompare("==",{undefined,3},3)  =>  false
        anyCompare("==",{"a",3},3)  =>  error
        member(undefined,{1})  =>  undefined
        member(1,undefined)  =>  undefined
        member(1,2)  =>  error
        member({1},{1})  =>  error
        member(3,{"a",3})  =>  true
        identicalMember(undefined,{1,undefined})  =>  true
        identicalMember(1,{1.0})  =>  false
        size({1,2})  =>  2
        size([a=1])  =>  1
        size(Uni)  =>  6
        size(undefined)  =>  undefined
        size(5)  =>  error
        split("a b,c")  =>  { "a","b","c" }
        split("a,,b")  =>  { "a","","b" }
        split(" a, b ")  =>  { "a","b" }
        split("a:b c",":")  =>  { "a","b c" }
        split("")  =>  {  }
        split(undefined)  =>  error
        splitUserName("a@b@c")  =>  { "a","b@c" }
        splitUserName("a")  =>  { "a","" }
        splitSlotName("a")  =>  { "","a" }
        """;

    private static final String STRINGS = """
        strcat("a",1,true,{1})  =>  "a1true{ 1 }"
        strcat()  =>  ""
        strcat("a",error)  =>  error
        join("-","a",1,"b")  =>  "a-1-b"
        join({"a","b"})  =>  "ab"
        join(",",{"a",undefined,"","b"})  =>  "a,,b"
        join(",",{undefined})  =>  undefined
        join(",",{})  =>  ""
        join(",",{error})  =>  error
        toUpper("aé")  =>  "Aé"
        toLower("AÉ")  =>  "aÉ"
        toLower(1)  =>  "1"
        toLower(undefined)  =>  undefined
        substr("abcdef",2)  =>  "cdef"
        substr("abcdef",-10,2)  =>  "ab"
        substr("abcdef",9)  =>  ""
        substr("abcdef",1,0)  =>  ""
        substr("abcdef",1,-9)  =>  ""
        substr(Uni,4)  =>  "ve"
        substr("a",undefined)  =>  undefined
        substr(5,1)  =>  error
        strcmp("a","B")  =>  1
        stricmp("a","B")  =>  -1
        strcmp(10,"10")  =>  0
        strcmp(undefined,"a")  =>  undefined
        versioncmp("1.0","1.0")  =>  0
        versionGT("10.0","9.9")  =>  true
        versionLT("1.01","1.1")  =>  true
        versionLE("a","a")  =>  true
        versionEQ("1.0","1.00")  =>  false
        versionGE(undefined,"1")  =>  undefined
        versionGE(error,"1")  =>  error
        version_in_range("1.5","1.2","1.10")  =>  true
        version_in_range("1.5","1.2",undefined)  =>  undefined
        version_in_range(undefined,"1.2","2")  =>  error
        """;

    private static final String PATTERNS = """
        regexp("^naï..$",Uni)  =>  true
        regexp("^na.ve$",Uni)  =>  false
        regexp("^na..ve$",Uni)  =>  true
        regexp("É","é","i")  =>  false
        regexp("a b","ab","x")  =>  true
        regexp("[[:digit:]]+[]]","12]")  =>  true
        regexp("[a&&b]","&")  =>  true
        regexp("(?P<n>a)b{x","ab{x")  =>  true
        regexp("[[a]","[")  =>  true
        regexp("a",1)  =>  error
        regexp(undefined,"a")  =>  undefined
        regexp("a","b",1)  =>  error
        regexp("a")  =>  error
        regexpMember("^b",{"a","bc"})  =>  true
        regexpMember("^x",{"a",undefined})  =>  undefined
        regexpMember("^x",{"a",1})  =>  error
        regexpMember("a",{})  =>  false
        regexpMember("(",{"a"})  =>  false
        regexps("(b)","abc","<\\1\\1>")  =>  "<bb>"
        regexps("x","abc","y")  =>  ""
        regexps("x","abc","y","f")  =>  "abc"
        regexps("b","abc","\\1")  =>  error
        regexps("b","abc","\\0\\n")  =>  "b\\n"
        replace("b","abcb","X")  =>  "aXcb"
        replaceAll("b","abcb","X")  =>  "aXcX"
        replaceall("B","abcb","X","i")  =>  "aXcX"
        replaceall("^","abc","X")  =>  "Xabc"
        replaceall("ï",Uni,"i")  =>  "naive"
        replaceall("x*","abc","-")  =>  error
        """;

    private static final String STRING_LISTS = """
        stringListSize("a,, b ;c",";")  =>  2
        stringListSize(undefined)  =>  error
        stringListSum("1,2,3")  =>  6
        stringListSum("1,2.5")  =>  3.5
        stringListSum("")  =>  0.0
        stringListSum("1,x")  =>  error
        stringListAvg("1,2.0")  =>  1.5
        stringListMin("3,1")  =>  1
        stringListMin("")  =>  undefined
        stringListMax("3,10")  =>  10
        stringListMember("a",undefined)  =>  false
        stringListMember(undefined,undefined)  =>  undefined
        stringListMember(1,"1")  =>  error
        stringListMember("b c","a;b c",";")  =>  true
        stringListIMember("B","a,b")  =>  true
        stringListSubsetMatch("a,b","b,c,a")  =>  true
        stringListSubsetMatch("A","a")  =>  false
        stringListISubsetMatch("A","a")  =>  true
        stringListSubsetMatch("","a")  =>  true
        stringListsIntersect("a,b","b,c")  =>  true
        stringListsIntersect("a,b","c")  =>  false
        stringListsIntersect("a",undefined)  =>  undefined
        stringList_regexpMember("^B","a,b",",","I")  =>  true
        stringList_regexpMember("a","")  =>  undefined
        """;

    private static final String TIMES = """
        time()  =>  1795435200
        time(1)  =>  error
        currentTime()  =>  absTime("2026-11-23T12:00:00-00:00")
        absTime()  =>  absTime("2026-11-23T12:00:00-00:00")
        dayTime()  =>  relTime("12:00:00")
        timeZoneOffset()  =>  relTime("00")
        absTime(0)  =>  absTime("1970-01-01T00:00:00-00:00")
        absTime(0,3600)  =>  absTime("1970-01-01T01:00:00+01:00")
        absTime("2024-01-01T00:00:00")  =>  absTime("2024-01-01T00:00:00-00:00")
        absTime("2024")  =>  absTime("2023-12-31T00:00:00-00:00")
        absTime(0,4294967297)  =>  absTime("1970-01-01T00:00:01+00:00")
        absTime(1e300)  =>  absTime("1901-12-13T20:45:52-00:00")
        absTime(0) + relTime(1e300)  =>  error
        absTime(0) - relTime(1e17)  =>  error
        string(absTime(4e11))  =>  "1901-12-13T20:45:52-00:00"
        relTime(90)  =>  relTime("01:30")
        relTime("1:30")  =>  90.0
        relTime("2d 3h")  =>  183600.0
        relTime("-1.5s")  =>  -1.5
        formatTime(0)  =>  "Thu Jan  1 00:00:00 1970"
        formatTime(0,"%F %T %j %U %V %u %Z %z %% %-d %e %Q")  =>  "1970-01-01 00:00:00 001 00 01 4 UTC +0000 % 1  1 %Q"
        formatTime(absTime("2024-01-01T00:00:00Z"),"%U %W %V %G %g")  =>  "00 01 01 2024 24"
        formatTime(absTime("2024-01-01T23:00:00+05:30"),"%H:%M %p %I")  =>  "23:00 PM 11"
        formatTime(splitTime(86400),"%d")  =>  "02"
        formatTime(undefined)  =>  error
        formatTime(relTime(5))  =>  error
        splitTime(absTime("2024-01-02T03:04:05Z")).Month  =>  1
        splitTime(relTime(-93784))  =>  [ Days = -1; Type = "RelativeTime"; Hours = 2; Minutes = 3; Seconds = 4.0 ]
        splitTime("x")  =>  error
        getYear(absTime(0))  =>  1970
        getDayOfYear(absTime(0))  =>  0
        getDayOfWeek(absTime(0))  =>  4
        getDays(relTime(273906))  =>  3
        getHours(relTime(273906))  =>  4
        getMinutes(relTime(273906))  =>  5
        getSeconds(relTime(273906))  =>  6
        getDays(absTime(0))  =>  error
        getMonth(5)  =>  error
        interval(67)  =>  "1:07"
        interval(86400)  =>  "1+00:00:00"
        interval(5)  =>  "5"
        interval("x")  =>  error
        """;

    private static final String CONTEXTS = """
        ifThenElse(1,"a",error)  =>  "a"
        ifThenElse(undefined,1,2)  =>  undefined
        ifThenElse("x",1,2)  =>  error
        debug(5)  =>  5
        eval("1 +")  =>  error
        eval(undefined)  =>  error
        eval(5)  =>  5
        unparse(Wanted)  =>  "Memory > 4"
        unparse(Nope)  =>  ""
        unparse(1)  =>  error
        unresolved(Needs)  =>  "Disk,Memory,Arch"
        unresolved(Needs,"^arch$")  =>  true
        unresolved(Needs,"owner")  =>  false
        unresolved(Nope)  =>  undefined
        evalInEachContext(Wanted,Machines)  =>  { true,false,undefined,error }
        evalInEachContext(Memory,Machines)  =>  { 8,2,undefined,error }
        countMatches(Wanted,Machines)  =>  1
        countMatches(Wanted,undefined)  =>  0
        evalInEachContext(Wanted,undefined)  =>  undefined
        countMatches(Wanted,5)  =>  error
        userHome("alice")  =>  undefined
        userHome("alice","/home")  =>  "/home"
        userMap("m","u")  =>  undefined
        userMap("m","u","p","d")  =>  "d"
        envV1ToV2("A=1;B=x y")  =>  "A=1 B=x' 'y"
        envV1ToV2("|A=1|B=2")  =>  "A=1 B=2"
        envV1ToV2("A")  =>  error
        envV1ToV2(undefined)  =>  undefined
        mergeEnvironment("A=1 B=2",undefined,"B='it''s'")  =>  "A=1 B=it''''s"
        mergeEnvironment("A='1")  =>  error
        listToArgs({"a b","","c"})  =>  "a' 'b '' c"
        listToArgs({"a  b"})  =>  "a'  'b"
        listToArgs({"a b"},1)  =>  error
        listToArgs({1})  =>  error
        argsToList("a 'b c' ''")  =>  { "a","b c","" }
        argsToList("a 'b c'",1)  =>  { "a","'b","c'" }
        argsToList("a",3)  =>  error
        """;

    static Stream<String[]> pairs() {
        return Stream.of(TYPES, NUMBERS, LISTS, STRINGS, PATTERNS, STRING_LISTS, TIMES, CONTEXTS)
                .flatMap(Pairs::of);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("pairs")
    void call_hasItsValue(String expression, String value) throws ClassAdSyntaxException {
        assertThat(RECORD.evaluate(expression)).isEqualTo(value);
    }
}
