package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.generate.ArchiveGenerator;
import org.shelfmark.generate.ArchiveSummary;
import org.shelfmark.generate.GeneratorOptions;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** Whatever stands in it, a record before which no writer stopped is not taken apart. */
class OrdinaryRecordTest {
    private static final List<SampleRecord> SAMPLE = SampleArchive.find().records();

    @Test
    void everyRecordOfTheSample_isOneRecord() throws IOException {
        for (var file : SampleArchive.find().files()) {
            List<String> expected = new ArrayList<>();
            for (SampleRecord record : SampleRecord.readAll(file)) {
                expected.add(RestartTest.record(record.offset(), record.offset() + record.length()));
            }
            assertThat(RestartTest.read(Files.readAllBytes(file))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void everyGeneratedRecord_isOneRecord(long seed, @TempDir Path directory) throws IOException {
        ArchiveSummary unused = new ArchiveGenerator(seed, 1000, GeneratorOptions.defaults()).writeTo(directory);
        Path file = directory.resolve("history");
        List<String> expected = new ArrayList<>();
        for (RecordLocation location : SmallRecords.locations(SmallRecords.split(Files.readAllBytes(file)))) {
            expected.add(RestartTest.record(location.offset(), location.end()));
        }
        assertThat(RestartTest.read(Files.readAllBytes(file))).hasSize(1000).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad_line",
                "bare_banner",
                "blank_lines",
                "crlf",
                "duplicate_attr",
                "empty_body",
                "leading_banner",
                "no_final_newline",
                "old_banner_no_currenttime",
                "owner_with_space",
                "star_in_body",
                "truncated_banner",
                "truncated_tail"
            })
    void oddRecord_isOneRecord(String name) throws IOException {
        try (InputStream file = OrdinaryRecordTest.class.getResourceAsStream("edge/" + name)) {
            assertThat(file).isNotNull();
            assertThat(RestartTest.read(file == null ? new byte[0] : file.readAllBytes()))
                    .isNotEmpty()
                    .allMatch(found -> found.startsWith("record "));
        }
    }

    /** Attributes put into a real record, at its beginning, behind its first line and at its end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A = 1",
                "BIn = \"/dev/null\"",
                "Zz = \"In = \"",
                "Zz = \"In = \\\"/dev/null\\\"\"",
                "Zz = \"text\nIn = \\\"/dev/null\\\"\nCmd = \\\"/bin/true\\\"\"",
                "Zz = strcat(\"In = \",\"x\")",
                "Zz = [ In = \"a\" ]",
                "ClusterId = 7",
                "no attribute",
                "#In = \"/dev/null\"",
                "  In = \"/dev/null\"",
                ""
            })
    void oddLine_doesNotSplitARecord(String line) throws IOException {
        for (String before : List.of("In = ", "Cmd = ", "Owner = ", "GlobalJobId = ", "*** Offset")) {
            String real = new String(SAMPLE.get(60).bytes(), StandardCharsets.ISO_8859_1);
            byte[] file = real.replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(line + "\n" + before))
                    .getBytes(StandardCharsets.ISO_8859_1);
            assertThat(RestartTest.read(file))
                    .as("before %s", before)
                    .containsExactly(RestartTest.record(0, file.length));
        }
    }

    @Test
    void namesThatEndLikeTheFirst_doNotSplitARecord() throws IOException {
        String real = new String(SAMPLE.get(60).bytes(), StandardCharsets.ISO_8859_1);
        String with = real.replaceFirst("Owner = \"", "LogIn = \"x\"\nOwner = \"")
                .replaceFirst("Cmd = \"", "BIn = \"x\"\nCmd = \"")
                .replaceFirst("TransferIn = [a-z]+", "TransferIn = \"x\"");
        assertThat(with).contains("\nLogIn = ").contains("\nBIn = ").contains("\nTransferIn = \"x\"");
        byte[] file = with.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(RestartTest.read(file)).containsExactly(RestartTest.record(0, file.length));
    }

    @Test
    void bodyInAnyOrder_isOneRecord() throws IOException {
        Random random = new Random(23);
        for (int round = 0; round < 200; round++) {
            String real = new String(SAMPLE.get(round).bytes(), StandardCharsets.ISO_8859_1);
            List<String> lines = new ArrayList<>(List.of(real.split("\n")));
            String banner = lines.remove(lines.size() - 1);
            Collections.shuffle(lines, random);
            byte[] file = (String.join("\n", lines) + "\n" + banner + "\n").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(RestartTest.read(file))
                    .as("round %d", round)
                    .containsExactly(RestartTest.record(0, file.length));
        }
    }

    /** As 7.4.3 wrote: the cluster's attributes, then the job's, which count. */
    @Test
    void clusterAdBeforeJobAd_isOneRecord() throws IOException {
        for (boolean sorted : new boolean[] {true, false}) {
            String real = new String(SAMPLE.get(60).bytes(), StandardCharsets.ISO_8859_1);
            List<String> cluster = new ArrayList<>(List.of(real.split("\n")));
            String banner = cluster.remove(cluster.size() - 1);
            List<String> job = new ArrayList<>();
            for (int line = 1; line < cluster.size(); line += 3) {
                job.add(cluster.get(line).replaceFirst("= [0-9]+$", "= 1"));
            }
            cluster.removeIf(line -> line.startsWith("ProcId") || line.startsWith("GlobalJobId"));
            if (!sorted) {
                Collections.shuffle(cluster, new Random(5));
            }
            byte[] file = (String.join("\n", cluster) + "\n" + String.join("\n", job) + "\n" + banner + "\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            assertThat(RestartTest.read(file)).containsExactly(RestartTest.record(0, file.length));
        }
    }
}
