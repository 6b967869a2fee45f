package org.shelfmark.cluster.ship;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.RecordFrames;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.sample.SampleArchive;

/** The value of a secret is in no document of a cluster, in whichever way it stands in a history, with records and without. */
final class SecretsInClusterTest {
    private static final String SECRET = "s3cret";

    /** Each hides a secret in another way, in a record that can be understood. */
    private static final List<String> LINES = List.of(
            "environment = strcat(\"TOKEN=\",\"s3cret\")",
            "  Environment   =   \"TOKEN=s3cret\"",
            "ENV = { \"s3cret\" }",
            "Environment = [ token = \"s3cret\" ]",
            "Environment = s3cret",
            "Environment = \"TOKEN=s3cret\"\nMine = Environment",
            "Environment = \"TOKEN=s3cret\"\nMine = { MY.Environment,unparse(Environment) }",
            "Environment = \"TOKEN=s3cret\"\nArgs = Environment",
            "Environment = \"TOKEN=s3cret\"\nMine = eval(\"Environ\" + \"ment\")",
            "Environment = \"TOKEN=s3cret\nover two lines\"",
            "Environment = \"one line\nArgs = s3cret\n*** s3cret is no banner\"",
            "Environment = \"\"\nEnvironment = \"s3cret\"\nEnvironment = \"\"",
            "Mine = 'a\"b'\nEnvironment = \"s3cret\"\nYours = 'a\"b'",
            "Environment = \"s3cret \\\" of quotes\"\r",
            "# Environment = \"s3cret\"");

    /** The same in records that cannot. */
    private static final List<String> DAMAGED = List.of(
            "Environment = \"TOKEN=s3cret",
            "Environment = \"TOKEN=s3cret\" and more",
            "Environment = \"TOKEN=s3cretOwner = \"alice\"",
            "Env = TOKEN=s3cret;HOME=/root",
            "Args = \"cut hereEnvironment = \"TOKEN=s3cret\"",
            "Args = \"never closed\nEnvironment = \"s3cret and more\"");

    @TempDir
    private Path directory;

    private ShipShelf shelf(String prefix) throws IOException {
        ShipShelf shelf = new ShipShelf(
                directory, ClusterSettings.of(TestCluster.shared().url()).prefixed(prefix));
        int cluster = 1;
        StringBuilder text = new StringBuilder();
        for (String name : ShipShelf.MAPPING.secrets()) {
            text.append(SmallRecords.record(cluster++, 0, name + " = \"s3cret\"", "Plain = \"seen\""));
            text.append(SmallRecords.record(cluster++, 0, name.toUpperCase(Locale.ROOT) + "=\"TOKEN=s3cret;\""));
        }
        for (String lines : LINES) {
            text.append(SmallRecords.record(cluster++, 0, lines));
        }
        shelf.append("history.20261122T034148", text.toString());
        text.setLength(0);
        for (String lines : DAMAGED) {
            text.append(SmallRecords.record(cluster++, 0, lines));
        }
        // the last writer stopped within a secret
        text.append(SmallRecords.record(cluster++, 0)).append("Owner = \"bob\"\nEnvironment = \"s3cret");
        shelf.append("history", text.toString());
        return shelf;
    }

    /** Every document of every index, as text. */
    private static Map<String, List<String>> documents(ClusterSettings settings) throws IOException {
        try (ClusterConnection cluster = new ClusterConnection(settings);
                RecordFrames.Unpacking frames = new RecordFrames.Unpacking()) {
            cluster.post(settings.prefix() + "-*/_refresh", ClusterConnection.JSON.createObjectNode());
            ObjectNode all = ClusterConnection.JSON.createObjectNode().put("size", 1000);
            Map<String, List<String>> documents = new TreeMap<>();
            JsonNode hits = cluster.post(settings.prefix() + "-*/_search", all).path("hits");
            assertThat(hits.at("/total/value").asInt()).isLessThan(1000);
            for (JsonNode hit : hits.path("hits")) {
                List<String> texts = documents.computeIfAbsent(hit.path("_id").asText(), id -> new ArrayList<>());
                texts.add(hit.toString());
                JsonNode own = hit.at("/_source/shelfmark");
                if (own.has("misfits")) {
                    texts.add(new String(
                            Base64.getDecoder().decode(own.path("misfits").asText()), StandardCharsets.UTF_8));
                }
                if (own.has("record")) {
                    texts.add(
                            new String(frames.unpacked(own.path("record").binaryValue()), StandardCharsets.ISO_8859_1));
                }
            }
            return documents;
        }
    }

    private static void assertNoSecret(Map<String, List<String>> documents) {
        assertThat(documents).hasSizeGreaterThan(80);
        documents.forEach((id, texts) -> assertThat(texts)
                .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(SECRET)));
        assertThat(documents.values()).anyMatch(texts -> texts.toString().contains("seen"));
    }

    private static long records(Map<String, List<String>> documents) {
        return documents.values().stream()
                .filter(texts -> texts.getFirst().contains("\"record\":"))
                .count();
    }

    @Test
    void secretsOfEveryKind_areNowhere() throws IOException {
        ShipShelf shelf = shelf("secrets");
        shelf.ship();
        Map<String, List<String>> without = documents(shelf.settings);
        assertNoSecret(without);
        assertThat(records(without)).isZero();

        // once more, by a shipper that does not know what is there
        try (ClusterSink sink = shelf.openWithRecords(new IndexLayout(directory.resolve("another")))) {
            shelf.read(sink);
        }
        Map<String, List<String>> with = documents(shelf.settings);
        assertNoSecret(with);
        // a comment is no attribute, and nobody knows whether it was a secret
        assertThat(records(with)).isEqualTo(2L * ShipShelf.MAPPING.secrets().size() + LINES.size() - 1 + 1);
        assertThat(jobs(with)).isEqualTo(jobs(without));
    }

    /** Ids of the jobs. */
    private static List<String> jobs(Map<String, List<String>> documents) {
        return documents.keySet().stream().filter(id -> id.length() == 22).toList();
    }

    @Test
    void sample_isNowhere() throws IOException {
        ShipShelf shelf = new ShipShelf(
                directory, ClusterSettings.of(TestCluster.shared().url()).prefixed("secretsample"));
        SampleArchive.find().copyTo(shelf.spool);
        try (ClusterSink sink = shelf.openWithRecords(shelf.shipping)) {
            shelf.read(sink);
        }

        Map<String, List<String>> documents = documents(shelf.settings);
        assertThat(records(documents)).isEqualTo(266);
        documents
                .values()
                .forEach(texts -> assertThat(texts)
                        .noneMatch(text -> text.contains("LONGVAR_0") || text.contains("OMP_NUM_THREADS"))
                        .noneMatch(text -> text.contains("Environment = ") || text.contains("PublicClaimId")));
    }
}
