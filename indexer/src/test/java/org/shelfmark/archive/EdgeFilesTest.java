package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Odd and damaged files made from real records, read by HTCondor's own {@code condor_history} for comparison.
 *
 * <p>The real tool and this reader differ where a record is not whole or not well: here a banner without its newline
 * ends nothing yet (the tool prints the record), an empty body is a record with an address (the tool leaves it out),
 * and so is a body with a line that is no attribute (the tool warns and drops it).
 */
class EdgeFilesTest {
    private static final Pattern ID = Pattern.compile("(?m)^ClusterId = (\\d+)\r?$");
    private static final Pattern PROC = Pattern.compile("(?m)^ProcId = (\\d+)\r?$");

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = EdgeFilesTest.class.getResourceAsStream("edge/" + name)) {
            if (file == null) {
                throw new AssertionError("no resource edge/" + name);
            }
            return file.readAllBytes();
        }
    }

    /** Last column: bytes behind the last whole record. A record without a body is {@code -}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bad_line                  | 124.18 64.20 64.21 101.22              | 0
        bare_banner               | 124.18 64.20 64.21 101.22 64.22 101.23 | 0
        blank_lines               | 124.18 64.20 64.21                     | 1
        crlf                      | 124.18 64.20 64.21                     | 0
        duplicate_attr            | 124.18 64.20 64.21                     | 0
        empty                     | ''                                     | 0
        empty_body                | 124.18 - 64.21 101.22                  | 0
        leading_banner            | - 64.20 64.21 101.22                   | 0
        no_final_newline          | 124.18 64.20 64.21 101.22              | 2513
        old_banner_no_currenttime | 124.18 64.20 64.21 101.22 64.22 101.23 | 0
        owner_with_space          | 124.18 64.20 64.21                     | 0
        star_in_body              | 124.18 64.20 64.21                     | 0
        truncated_banner          | 124.18 64.20 64.21 101.22              | 2420
        truncated_tail            | 124.18 64.20 64.21 101.22              | 700
        """)
    void edgeFile_wholeRecordsAreRead(String name, String ids, long tailBytes) throws IOException {
        byte[] file = resource(name);

        Drained read = Drained.of(file);

        List<String> found = new ArrayList<>();
        long bytes = 0;
        for (byte[] record : read.records()) {
            String text = new String(record, StandardCharsets.UTF_8);
            found.add(text.startsWith("***") ? "-" : first(ID, text) + "." + first(PROC, text));
            bytes += record.length;
        }
        assertThat(String.join(" ", found)).isEqualTo(ids);
        assertThat(read.tail()).isEqualTo(new ReadResult.Tail(bytes, tailBytes));
        assertThat(bytes + tailBytes).isEqualTo(file.length);
        assertThat(read.oversized()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"owner_with_space, first last", "crlf, dave", "old_banner_no_currenttime, dave"})
    void edgeFile_bannerIsUnderstood(String name, String owner) throws IOException {
        byte[] file = resource(name);
        RecordReader reader = new RecordReader(new BytesChannel(file, 1000), 0);
        if (reader.next() instanceof RecordBatch batch) {
            BannerLine banner = BannerLine.parse(batch.bytes(), batch.bannerStart(0), batch.end(0));
            assertThat(banner.fields()).containsEntry("owner", owner).containsEntry("completiondate", "1795318774");
            assertThat(banner.number("clusterid")).hasValue(124);
            assertThat(banner.number("procid")).hasValue(18);
            assertThat(banner.number("currenttime").isPresent()).isEqualTo(!name.startsWith("old"));
        } else {
            throw new AssertionError("no batch in " + name);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "?";
    }
}
