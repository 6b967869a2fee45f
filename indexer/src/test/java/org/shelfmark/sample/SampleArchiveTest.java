package org.shelfmark.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleArchiveTest {
    private final SampleArchive sample = SampleArchive.find();

    @Test
    void files_areInTheOrderOfWriting() throws IOException {
        assertThat(sample.files())
                .map(file -> file.getFileName().toString())
                .containsExactly(
                        "history.20261122T034148", "history.20261122T034747", "history.20261122T035017", "history");
        long bytes = 0;
        for (Path file : sample.files()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isEqualTo(960_404).isLessThan(1_000_000);
    }

    @Test
    void records_coverEveryByteOfEveryFile() throws IOException {
        for (Path file : sample.files()) {
            List<SampleRecord> records = SampleRecord.readAll(file);
            long expected = 0;
            for (SampleRecord record : records) {
                assertThat(record.offset()).as(record.toString()).isEqualTo(expected);
                expected += record.length();
            }
            assertThat(expected).isEqualTo(Files.size(file));
            assertThat(SampleRecord.join(records)).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void records_haveTheCountsThatTheReadMeNames() throws IOException {
        String readMe = Files.readString(sample.directory().resolve("README.md"));

        assertThat(sample.records()).hasSize(266);
        for (String owner : List.of("dave", "alice", "bob", "carol")) {
            long jobs = sample.count(record -> record.text("Owner").equals(owner));
            assertThat(jobs).isGreaterThan(50);
            assertThat(readMe).contains(owner + " " + jobs);
        }
        for (int code : List.of(0, 1, 2, 3, 4, 7, 8, 10, 14, 125, 137)) {
            long jobs = sample.count(record -> record.raw("ExitCode").equals(Integer.toString(code)));
            assertThat(jobs).isPositive();
            assertThat(readMe).contains(" " + code + ": " + jobs);
        }
        assertThat(readMe)
                .contains("without one " + sample.count(record -> !record.has("ExitCode")) + " |")
                .contains("| removed | " + sample.count(record -> record.has("RemoveReason")) + " |")
                .contains("| " + sample.count(record -> record.has("LastHoldReason")) + " with `LastHoldReason`")
                .contains("; " + sample.count(record -> record.raw("HoldReason").equals("undefined")) + " of them")
                .contains("| ended by a signal | " + sample.count(record -> record.isTrue("ExitBySignal")) + ":")
                .contains("| accounting group | " + sample.count(record -> record.has("AcctGroup")) + " |")
                .contains("vanilla "
                        + sample.count(record -> record.raw("JobUniverse").equals("5")))
                .contains("local "
                        + sample.count(record -> record.raw("JobUniverse").equals("12")))
                .contains("scheduler "
                        + sample.count(record -> record.raw("JobUniverse").equals("7")))
                .contains("| " + sample.count(record -> record.has("DAGManJobId")) + " nodes of the DAGs");
    }

    @Test
    void attributes_includeEveryKindOfValue() {
        SampleRecord first = sample.records().stream()
                .filter(record -> record.id().equals("463.0"))
                .findFirst()
                .orElseThrow();

        assertThat(first.integer("myint")).hasValue(-42);
        assertThat(first.integer("MyBig")).hasValue(9007199254740993L);
        assertThat(first.number("MyReal")).hasValue(0.0015);
        assertThat(first.number("MyExpr")).isEmpty();
        assertThat(first.isTrue("MyTrue")).isTrue();
        assertThat(first.isTrue("MyFalse")).isFalse();
        assertThat(first.has("MyFalse")).isTrue();
        assertThat(first.has("MyUndef")).isFalse();
        assertThat(first.has("MyErr")).isTrue();
        assertThat(first.has("NoSuchAttribute")).isFalse();
        assertThat(first.text("MyEmpty")).isEmpty();
        assertThat(first.has("MyEmpty")).isTrue();
        assertThat(first.text("MyUni")).isEqualTo("naïve café – Ελληνικά – 中文 – 😀");
        assertThat(first.text("MyEsc")).isEqualTo("quote \" backslash \\\\ tab \\t newline \\n end");
        assertThat(first.text("MyFunc")).isEmpty();
        assertThat(first.raw("MyFunc")).isEqualTo("strcat(\"proc-\",ProcId)");
        assertThat(first.banner()).startsWith("*** Offset = ").contains("ClusterId = 463 ProcId = 0 ");
    }

    @Test
    void noDirectoryAbove_namesWhatItLookedFor(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> SampleArchive.findFrom(elsewhere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("docs/sample/history")
                .hasMessageContaining(elsewhere.toString());
    }

    @Test
    void directoryAbove_isFoundFromBelow() {
        assertThat(SampleArchive.findFrom(sample.directory().resolve("some/where/deep")))
                .isEqualTo(sample);
    }

    @Test
    void copy_isByteForByte(@TempDir Path target) throws IOException {
        SampleArchive copy = sample.copyTo(target);

        assertThat(copy.files()).hasSameSizeAs(sample.files());
        for (int i = 0; i < sample.files().size(); i++) {
            assertThat(copy.files().get(i))
                    .hasSameBinaryContentAs(sample.files().get(i));
        }
    }

    @Test
    void textBehindTheLastBanner_isNoRecord(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("history");
        Files.writeString(file, "A = 1\n*** x\nB = \"***\"\n***\nC = 3\n*** cut", StandardCharsets.UTF_8);

        List<String> banners = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (SampleRecord record : SampleRecord.readAll(file)) {
            banners.add(record.banner());
            offsets.add(record.offset());
        }
        assertThat(banners).containsExactly("*** x", "***");
        assertThat(offsets).containsExactly(0L, 12L);
    }
}
