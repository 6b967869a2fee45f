package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BannerLineTest {
    private static BannerLine parse(String line) {
        byte[] bytes = SmallRecords.bytes(line);
        return BannerLine.parse(bytes, 0, bytes.length);
    }

    @Test
    void bannerOfToday_hasAllFields() {
        BannerLine banner = parse("*** Offset = 10234 ClusterId = 42 ProcId = 7 Owner = \"alice\""
                + " CompletionDate = 1700003600 CurrentTime = 1700003603\n");

        assertThat(banner.type()).isEmpty();
        assertThat(banner.fields())
                .isEqualTo(Map.of(
                        "offset", "10234",
                        "clusterid", "42",
                        "procid", "7",
                        "owner", "alice",
                        "completiondate", "1700003600",
                        "currenttime", "1700003603"));
        assertThat(banner.number("clusterid")).hasValue(42);
        assertThat(banner.number("currenttime")).hasValue(1_700_003_603L);
    }

    @Test
    void partOfALargerArray_isReadAlone() {
        byte[] bytes = SmallRecords.bytes("A = 1\n*** ProcId = 3\nB = 2\n");
        assertThat(BannerLine.parse(bytes, 6, 21).fields()).containsExactly(Map.entry("procid", "3"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        *** Owner = "first last" ProcId = 1                   | first last
        *** ProcId = 1 Owner = "last"                         | last
        *** Owner="x" ProcId=1                                | x
        *** Owner = "say "hi" now" ProcId = 1                 | say "hi" now
        *** Owner = "a = b" ProcId = 1                        | a = b
        *** Owner = "" ProcId = 1                             | ''
        *** Owner = "?" ProcId = 1                            | ?
        *** Owner = bare ProcId = 1                           | bare
        *** Owner = "jürgen" ProcId = 1                       | jürgen
        *** OWNER = "caps" procid = 1                         | caps
        *** ProcId = 1 Owner = "never closed                  | '"never closed'
        """)
    void owner_isFoundWhateverStandsInIt(String line, String owner) {
        BannerLine banner = parse(line);
        assertThat(banner.fields()).containsEntry("owner", owner);
        assertThat(banner.number("procid")).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        *** EPOCH ClusterId=42 ProcId=7 RunInstanceId=0 Owner="alice" CurrentTime=1700003603 | EPOCH
        *** spawn ClusterId=42                                                               | SPAWN
        *** SCHEDD CurrentTime=1700003603                                                    | SCHEDD
        *** Starter_2 ClusterId = 42                                                         | STARTER_2
        *** ClusterId = 42                                                                   | ''
        ***                                                                                  | ''
        """)
    void typeWord_isUpperCaseOrAbsent(String line, String type) {
        assertThat(parse(line).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "*** ", "***\n", "***\r\n", "*** =", "*** = =", "*** ClusterId", "*** ClusterId ="})
    void bannerThatSaysNothing_hasNoNumbers(String line) {
        assertThat(parse(line).number("clusterid")).isEmpty();
        assertThat(parse(line).number("procid")).isEmpty();
    }

    @Test
    void unknownNumber_isEmpty() {
        BannerLine banner = parse(
                "*** ProcId = a ClusterId = -1 CompletionDate = 99999999999999999999 Offset = 1x CurrentTime = 0");
        assertThat(banner.number("procid")).isEmpty();
        assertThat(banner.number("clusterid")).isEmpty();
        assertThat(banner.number("completiondate")).isEmpty();
        assertThat(banner.number("offset")).isEmpty();
        assertThat(banner.number("currenttime")).hasValue(0);
    }

    @Test
    void fieldNamedTwice_firstCounts() {
        assertThat(parse("*** ProcId = 1 ProcId = 2").number("procid")).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ***                              | true
        ****                             | true
        *** EPOCH                        | false
        *** ClusterId = 5                | true
        *** PROCID=5 anything            | true
        *** EPOCH ClusterId=5            | true
        *** Owner   =   "a"              | true
        *** transfer failed: see log     | false
        *** the owner was informed       | false
        *** two words                    | false
        """)
    void certainty_needsAFieldOrNothingElse(String line, boolean certain) {
        byte[] bytes = SmallRecords.bytes(line);
        assertThat(BannerLine.isCertain(bytes, 0, bytes.length)).isEqualTo(certain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        ***In = "/dev/null"                                             | true
        *** Offset = 12 CluIn = "/dev/null"                             | true
        *** Offset = 7 ClusterId = 5 ProIn = "/dev/null"                | true
        *** Offset = 7 ClusterId = 5In = ""                             | true
        *** ClusterId = 5 Owner = "alIn = "a \\"b\\" c"                 | true
        *** ClusterId = 5 ProcId = 2 Owner = "alice"                    | false
        *** ClusterId = 5 ProcId = 2 Owner = "In = 5"                   | false
        *** ProcId = a ClusterId = b Owner = "cde" CompletionDate = f   | false
        *** ClusterId = 5 Later = "new"                                 | false
        ***                                                             | false
        *** "                                                           | false
        *** ""                                                          | false
        """)
    void bannerWithAFirstLineBehindIt_isTorn(String line, boolean torn) {
        byte[] bytes = SmallRecords.bytes(line);
        assertThat(BannerLine.isTorn(bytes, 0, bytes.length)).isEqualTo(torn);
        assertThat(BannerLine.isCertain(bytes, 0, bytes.length) && torn).isFalse();
        byte[] file = SmallRecords.bytes("A = 1\n" + line + "\n");
        assertThat(RecordReader.findBanner(file, 0, 0, file.length) == 6).isEqualTo(!torn);
    }
}
