package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.mapping.FieldMapping;

/** Nothing in an archive can crash or stall a cycle, and a damaged record harms only itself. */
class HostileRecordTest {
    private final Shelf shelf;

    HostileRecordTest(@TempDir Path directory) throws IOException {
        shelf = new Shelf(directory);
    }

    record Body(String name, List<String> lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Body> bodies() {
        return Stream.of(
                body("very long string", "Err = \"" + "x".repeat(3_000_000) + "\""),
                body("very long word", "Args = \"" + "x".repeat(100_000) + "\""),
                body("very long name", "A".repeat(100_000) + " = 1"),
                body("deep parentheses", "Deep = " + "(".repeat(100_000) + "1" + ")".repeat(100_000)),
                body("deep lists", "Deep = " + "{".repeat(50_000) + "}".repeat(50_000)),
                body("deep ads", "Deep = " + "[a=".repeat(50_000) + "1" + "]".repeat(50_000)),
                body("many minus signs", "Deep = " + "-".repeat(200_000) + "1"),
                body("long sum", "Sum = " + "1+".repeat(200_000) + "1"),
                body("long chain of questions", "Q = " + "1 ? ".repeat(20_000) + "1" + " : 2".repeat(20_000)),
                body("circle", "A = B", "B = C", "C = A", "MemoryUsage = MemoryUsage + 1"),
                body("doubling", doubling()),
                body("slow pattern", "P = regexp(\"(a*)*b\", \"" + "a".repeat(5_000) + "\")"),
                body("every field a long string", everyField("\"" + "long ".repeat(4_000) + "\"")),
                body("every field a list", everyField("{ 1,\"two\",{ 3 } }")),
                body("every field an error", everyField("error")),
                body("every field a real", everyField("1.5")),
                body("every field true", everyField("true")),
                body("every field beyond 64 bits", everyField("99999999999999999999999")),
                body("every field infinite", everyField("real(\"INF\")")),
                body("every field no number", everyField("real(\"NaN\")")),
                body("every field the least integer", everyField("-9223372036854775808")),
                body("zero bytes", "Zero = \"a\0b\"", "ExitCode = \"a\0b\"", "JobBatchName = \"\0\""),
                body("control characters", "Esc = \"\u001b[2J\u0007\u001e\"", "JobBatchName = \"\t\r\t\""),
                body("ids are strings", "ClusterId = \"one\"", "ProcId = \"two\""),
                body("many attributes", manyAttributes()));
    }

    private static Body body(String name, String... lines) {
        return new Body(name, List.of(lines));
    }

    private static String[] everyField(String value) {
        return Shelf.MAPPING.fields().stream()
                .flatMap(field -> field.attributes().stream())
                .distinct()
                .map(attribute -> attribute + " = " + value)
                .toArray(String[]::new);
    }

    private static String[] doubling() {
        List<String> lines = new ArrayList<>();
        lines.add("D0 = \"doubled again and again\"");
        for (int i = 1; i < 60; i++) {
            lines.add("D" + i + " = strcat(D" + (i - 1) + ",D" + (i - 1) + ")");
        }
        return lines.toArray(String[]::new);
    }

    private static String[] manyAttributes() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            lines.add("Attribute" + i + " = " + i);
        }
        return lines.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void oddRecord_harmsOnlyItself(Body body) throws IOException {
        shelf.append("history", SmallRecords.record(1, 0));
        shelf.append("history", String.join("\n", body.lines()) + "\n" + SmallRecords.banner(2, 0));
        shelf.append("history", SmallRecords.record(3, 0));

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(3);
        assertThat(report.quarantined()).isLessThanOrEqualTo(1);
        assertThat(shelf.assertComplete().addresses()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomBytesBetweenBanners_neverFailACycle(long seed) throws IOException {
        Random random = new Random(seed);
        shelf.append("history", SmallRecords.record(1, 0));
        List<FieldMapping> fields = Shelf.MAPPING.fields();
        for (int record = 0; record < 300; record++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            for (int i = 0; i < noise.length; i++) {
                // no line of its own, so that the naive reader sees the same records
                noise[i] = noise[i] == '\n' ? (byte) '"' : noise[i];
            }
            String attribute = fields.get(random.nextInt(fields.size())).outputName();
            shelf.append("history", (attribute + " = ").getBytes(StandardCharsets.UTF_8));
            shelf.append("history", noise);
            shelf.append("history", "\n" + SmallRecords.banner(2 + record, 0));
        }
        shelf.append("history", SmallRecords.record(1000, 0));

        assertThat(shelf.cycle().records()).as("seed %d", seed).isEqualTo(302);
        shelf.assertComplete();
    }
}
