package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** Jobs that were shipped with their records, asked for where the archives are not. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ShipRecordsTest {
    private static final String NOWHERE = "http://127.0.0.1:1";

    /** One with secret attributes. */
    private static final SampleRecord RECORD = SampleArchive.find().records().stream()
            .filter(record -> text(record).contains("\nEnvironment = "))
            .findFirst()
            .orElseThrow();

    @TempDir
    private static Path directory;

    /** Shipped from archives, by option. */
    private static ClusterIndex fromArchives;

    /** Shipped from an index with a vault, by environment. */
    private static ClusterIndex fromIndex;

    @BeforeAll
    static void shipAndRemove() throws IOException {
        Path archive = Files.createDirectory(directory.resolve("archive"));
        SampleArchive.find().copyTo(archive);
        Path index = directory.resolve("index");
        CommandRun.index(index, archive);
        fromArchives = new ClusterIndex("shiprecords", directory.resolve("shipper"));
        CommandRun run = fromArchives.run("index", "--no-vault", "--ship-records", archive.toString());
        assertThat(run.code()).as(run.err()).isZero();
        try (var files = Files.list(archive)) {
            for (Path file : files.toList()) {
                // the vault has those that are finished
                Files.delete(file);
            }
        }
        fromIndex = new ClusterIndex("shiprecordsfrom", directory.resolve("second shipper"));
        List<String> words = new ArrayList<>(List.of("ship", "--from", index.toString()));
        words.addAll(List.of(fromIndex.options()));
        CommandRun shipped = CommandRun.in(Map.of("SHELFMARK_SHIP_RECORDS", "true"), words.toArray(String[]::new));
        assertThat(shipped.code()).as(shipped.err()).isZero();
        fromArchives = fromArchives.from(directory.resolve("other machine"));
        fromIndex = fromIndex.from(directory.resolve("other machine"));
    }

    private static String text(SampleRecord record) {
        return new String(record.bytes(), StandardCharsets.UTF_8);
    }

    private static String withoutSecrets(SampleRecord record) {
        return text(record).replaceAll("(?m)^(Environment|LastPublicClaimId) = .*\n", "");
    }

    @Test
    void record_isPrintedWithoutSecretsAndThatIsSaid() {
        int leftOut = RECORD.bytes().length - withoutSecrets(RECORD).getBytes(StandardCharsets.UTF_8).length;

        assertThat(fromArchives.run("show", RECORD.id()))
                .isEqualTo(new CommandRun(
                        ExitCode.DONE,
                        withoutSecrets(RECORD),
                        "shelfmark: " + leftOut + " bytes of secret attributes left out: the record was shipped to the"
                                + " cluster without them\n"));
        assertThat(fromArchives.run("show", RECORD.id(), "--format", "json").out())
                .contains("\"GlobalJobId\":")
                .doesNotContain("\"Environment\"");
    }

    @Test
    void shippedRecord_isTakenBeforeThoseOfOthers() {
        assertThat(fromArchives
                        .run("show", RECORD.id(), "--records-from", "ap1.pool.test=" + NOWHERE)
                        .out())
                .isEqualTo(withoutSecrets(RECORD));
    }

    @Test
    void server_givesItOutAsThatOfAnArchive() throws IOException, InterruptedException {
        try (TestServer server = new TestServer(fromArchives.search(false))) {
            HttpResponse<String> record = server.get("/api/v1/jobs/" + RECORD.id() + "/record");

            assertThat(record.statusCode()).isEqualTo(200);
            assertThat(record.body()).isEqualTo(withoutSecrets(RECORD));
            assertThat(record.headers().firstValue("Shelfmark-Left-Out")).isEmpty();
        }
        try (TestServer server = new TestServer(fromArchives.search(true))) {
            assertThat(CommandRun.of("show", RECORD.id(), "--server", server.url()))
                    .isEqualTo(fromArchives.run("show", RECORD.id()));
        }
    }

    @Test
    void history_printsAllAndSaysWhatTheyLack() {
        CommandRun run = fromArchives.run("history", "-long", "-forwards");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.err())
                .isEqualTo("shelfmark: 266 records without secret attributes, as shipped to the cluster\n");
        assertThat(run.out().lines().filter(line -> line.startsWith("GlobalJobId = ")))
                .hasSize(266);
        assertThat(run.out()).doesNotContain("Environment = ").doesNotContain("PublicClaimId");
    }

    @Test
    void indexWhoseArchivesAreGone_isShippedWithTheRecordsOfItsVault() {
        List<SampleRecord> records = SampleArchive.find().records();
        SampleRecord first = records.getFirst();
        assertThat(fromIndex.run("show", first.id()).out()).isEqualTo(withoutSecrets(first));
        SampleRecord active = records.stream()
                .filter(record -> record.file().getFileName().toString().equals("history"))
                .findFirst()
                .orElseThrow();
        assertThat(fromIndex.run("show", active.id()).err()).contains("is gone: its archive '");
    }

    @Test
    void jobsThatWereArchived_areBroughtBackWithTheirRecords() throws IOException {
        Path archive = Files.createDirectory(directory.resolve("archived"));
        Path rotated = Files.writeString(archive.resolve("history.20261101T000000"), SmallRecords.records(1, 3));
        Files.writeString(archive.resolve("history"), SmallRecords.records(10, 1));
        ClusterIndex shipper = new ClusterIndex("shiprecordsback", directory.resolve("archiving shipper"));
        shipper.ship(archive);
        CommandRun away = shipper.run("archive", "cluster:<10", "--min-jobs", "1", "--without-details");
        assertThat(away.code()).as(away.err()).isZero();
        List<String> words = new ArrayList<>(List.of("unarchive", "*"));
        words.addAll(List.of(shipper.options()));
        CommandRun back = CommandRun.in(Map.of("SHELFMARK_SHIP_RECORDS", "true"), words.toArray(String[]::new));
        assertThat(back.code()).as(back.err()).isZero();
        Files.delete(rotated);

        assertThat(shipper.from(directory.resolve("other machine"))
                        .run("show", "2.0")
                        .out())
                .isEqualTo(SmallRecords.record(2, 0));
    }

    @Test
    void optionThatCannotBeMeant_isRefused() {
        String index = directory.resolve("refused").toString();
        assertThat(CommandRun.of("index", "--index", index, "--ship-records", "nowhere")
                        .err())
                .isEqualTo("shelfmark: --ship-records: without a cluster records stay in archives and vault; leave it"
                        + " out, or add --opensearch-url URL\n");
        assertThat(fromArchives.run("serve", "--read-only", "--ship-records").err())
                .isEqualTo("shelfmark: --read-only indexes nothing: leave out --ship-records\n");
        assertThat(fromArchives.run("ship", "--adopt", "0", "--ship-records").err())
                .isEqualTo("shelfmark: --ship-records: --adopt ships nothing; give it when the directory goes on\n");
        List<String> words = new ArrayList<>(List.of("index", "nowhere"));
        words.addAll(List.of(fromArchives.options()));
        assertThat(CommandRun.in(Map.of("SHELFMARK_SHIP_RECORDS", "yes"), words.toArray(String[]::new))
                        .err())
                .isEqualTo("shelfmark: $SHELFMARK_SHIP_RECORDS is 'yes'; accepted: true, false\n");
    }
}
