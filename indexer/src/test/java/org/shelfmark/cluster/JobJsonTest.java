package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** A job in the cluster is the same document as one in the Lucene index. */
class JobJsonTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_795_400_000));
    private static final int FIRST_FILE = 3 << 20;

    private final ClusterFields fields = new ClusterFields(MAPPING);
    private final JobDocumentBuilder builder = new JobDocumentBuilder(MAPPING, CLOCK);
    private final JobJson json = new JobJson(fields, FIRST_FILE);
    private final JsonJob back = new JsonJob(fields);

    /** Everything about a document, by field; the number of the archive file as this index knows it. */
    private static Map<String, List<String>> content(Iterable<? extends IndexableField> document, int firstFile)
            throws IOException {
        Map<String, List<String>> content = new TreeMap<>();
        for (IndexableField field : document) {
            List<String> values = content.computeIfAbsent(field.name(), name -> new ArrayList<>());
            values.add(field.fieldType().docValuesType() + " "
                    + field.fieldType().indexOptions() + " " + field.fieldType().docValuesSkipIndexType() + " "
                    + field.fieldType().stored());
            if (field.numericValue() != null) {
                long number = field.numericValue().longValue();
                values.add(Long.toString(field.name().equals("@file") ? number - firstFile : number));
            } else if (field.binaryValue() != null) {
                values.add(field.binaryValue().toString());
            } else if (field.stringValue() != null) {
                values.add(field.stringValue());
            } else if (field.fieldType().indexOptions() != IndexOptions.NONE) {
                values.addAll(terms(field));
            }
        }
        return content;
    }

    /** Once each, in order: an index keeps neither how often a document has a term nor where. */
    private static SortedSet<String> terms(IndexableField field) throws IOException {
        SortedSet<String> terms = new TreeSet<>();
        try (TokenStream stream = field.tokenStream(null, null)) {
            TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(BytesRef.deepCopyOf(term.getBytesRef()).toString());
            }
        }
        return terms;
    }

    private void assertComesBack(byte[] record) throws IOException {
        int banner = record.length - 1;
        while (banner > 0 && record[banner - 1] != '\n') {
            banner--;
        }
        RecordAddress address = new RecordAddress("ap1", 7, new RecordLocation(1_000_000_007L, record.length));
        Iterable<? extends IndexableField> document;
        try {
            document = builder.build(record, 0, banner, record.length, address);
        } catch (RecordProblem problem) {
            document = JobDocumentBuilder.quarantined(address, String.valueOf(problem.getMessage()));
        }
        Map<String, List<String>> expected = content(document, 0);
        JsonNode written = ClusterConnection.JSON.readTree(json.of(document, term -> {}));

        assertThat(content(back.of(written), FIRST_FILE))
                .as(() -> new String(record, StandardCharsets.UTF_8))
                .isEqualTo(expected);
        assertThat(json.file()).isEqualTo(7);
        assertThat(json.offset()).isEqualTo(1_000_000_007L);
        assertThat(json.length()).isEqualTo(record.length);
        assertThat(json.source()).isEqualTo("ap1");
    }

    @Test
    void documents_comeBackFromJson() throws IOException {
        List<byte[]> records =
                SampleArchive.find().records().stream().map(SampleRecord::bytes).toList();

        for (byte[] record : records) {
            assertComesBack(record);
        }
        assertThat(records).hasSizeGreaterThan(200);
    }

    @Test
    void valuesThatJsonHasNoFormFor_comeBack() throws IOException {
        String banner = "*** Offset = 0 ClusterId = 1 ProcId = 0 Owner = \"a\" CompletionDate = 1795317000\n";
        for (String line : List.of(
                "RemoteWallClockTime = real(\"INF\")",
                "RemoteWallClockTime = -real(\"INF\")",
                "RemoteWallClockTime = real(\"NaN\")",
                "RemoteWallClockTime = 1.7976931348623157E308",
                "RemoteWallClockTime = 4.9E-324",
                "RemoteWallClockTime = -0.0",
                "RemoteWallClockTime = \"long\"",
                "ExitCode = 9223372036854775807",
                "ExitCode = 3.0",
                "ExitCode = {1, 2}",
                "ExitBySignal = \"true\"",
                "Owner = \"\u0001\t😀\\\"\\\\\"",
                "Args = \"" + "ä".repeat(20_000) + "\"",
                "CompletionDate = 0",
                "CompletionDate = 99999999999999999",
                "My = [a = 1; b = \"ΣΊΣΥΦΟΣ\"]",
                "My = TARGET.Memory > 3",
                "")) {
            assertComesBack(("ClusterId = 1\nProcId = 0\n" + line + (line.isEmpty() ? "" : "\n") + banner)
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void damagedRecord_comesBack() throws IOException {
        assertComesBack("no attribute\n*** Offset = 0 ClusterId = 1 ProcId = 0\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fieldsOfOneAttribute_haveItsNameAndJobsHaveADate() throws IOException {
        byte[] record = """
                ClusterId = 1
                ProcId = 0
                Owner = "alice"
                ExitCode = 3
                CompletionDate = 1795317000
                *** Offset = 0 ClusterId = 1 ProcId = 0
                """.getBytes(StandardCharsets.UTF_8);
        int banner = new String(record, StandardCharsets.UTF_8).indexOf("***");
        JsonNode written;
        try {
            written = ClusterConnection.JSON.readTree(json.of(
                    builder.build(
                            record,
                            0,
                            banner,
                            record.length,
                            new RecordAddress("ap1", 1, new RecordLocation(0, record.length))),
                    term -> {}));
        } catch (RecordProblem e) {
            throw new AssertionError(e);
        }

        assertThat(written.path("Owner").asText()).isEqualTo("alice");
        assertThat(written.path("ExitCode").asInt()).isEqualTo(3);
        assertThat(written.path("@timestamp").asLong()).isEqualTo(1_795_317_000L);
        assertThat(written.path("shelfmark").path("source").asText()).isEqualTo("ap1");
        assertThat(written.path("shelfmark").path("file").asInt()).isEqualTo(FIRST_FILE + 1);
        assertThat(json.ended()).isEqualTo(1_795_317_000L);
        assertThat(json.isJob()).isTrue();
    }
}
