package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.archive.StoppedWriter;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

class JobRecordTest {
    private static final Set<String> SECRETS = Set.of("environment", "lastpublicclaimid");

    @TempDir
    Path directory;

    private static FetchedRecord record(SearchShelf shelf, String id, String... source) throws IOException {
        return shelf.search()
                .record(new Requests.OneJob(id, List.of(source).stream().findFirst()));
    }

    private static String text(FetchedRecord record) {
        return new String(record.bytes(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(SearchShelf shelf, String id, SearchException.Kind kind) {
        assertThatThrownBy(() -> record(shelf, id))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.kind())
                                .as(refused.getMessage())
                                .isEqualTo(kind));
    }

    @Test
    void everyRecordOfTheSample_isFetchedByteForByte() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            for (SampleRecord expected : SampleArchive.find().records()) {
                List<String> names =
                        List.of(expected.id(), "ap1.pool.test#" + expected.id(), expected.text("GlobalJobId"));
                for (String id : names) {
                    FetchedRecord found = record(shelf, id);
                    assertThat(found.bytes()).as(id).isEqualTo(expected.bytes());
                    assertThat(found.offset()).isEqualTo(expected.offset());
                    assertThat(found.id()).isEqualTo("ap1.pool.test#" + expected.id());
                    assertThat(found.file())
                            .isEqualTo(shelf.file(expected.file().getFileName().toString())
                                    .toString());
                }
            }
        }
    }

    @Test
    void withoutSecrets_exactlyTheirLinesAreLeftOut() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory);
                JobSearch server = shelf.search(false)) {
            int withheld = 0;
            for (SampleRecord whole : SampleArchive.find().records()) {
                List<String> kept = new ArrayList<>();
                for (String line : new String(whole.bytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                    String name = line.replaceFirst(" *=.*", "").toLowerCase(Locale.ROOT);
                    if (SECRETS.contains(name)) {
                        withheld++;
                    } else {
                        kept.add(line);
                    }
                }
                FetchedRecord found = server.record(new Requests.OneJob(whole.id(), Optional.empty()));
                assertThat(text(found)).isEqualTo(String.join("\n", kept));
                assertThat(found.json()).doesNotContain("\"Environment\"").doesNotContain("\"LastPublicClaimId\"");
            }
            assertThat(withheld).isGreaterThan(266);
        }
    }

    @Test
    void jsonOfARecord_hasItsAttributes() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            JsonNode json = new ObjectMapper().readTree(record(shelf, "463.7").json());

            assertThat(json.path("MyBig").asLong()).isEqualTo(9007199254740993L);
            assertThat(json.path("MyUndef").isNull()).isTrue();
            assertThat(json.path("MyTrue").booleanValue()).isTrue();
            assertThat(json.path("MyList").get(2).asText()).isEqualTo("three");
            assertThat(json.path("MyNested").path("d").path("e").asText()).isEqualTo("deep");
            assertThat(json.path("MyFunc").asText()).startsWith("/Expr(").contains("strcat(");
            assertThat(json.path("Environment").isMissingNode()).isFalse();
        }
    }

    @Test
    void sameIdAtTwoSources_isAmbiguousUntilTheSourceIsNamed() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            String first = SmallRecords.record(7, 1, "Tag = \"first\"");
            String second = SmallRecords.record(7, 1, "Tag = \"second\"").replace("ap1.pool.test", "ap2.pool.test");
            shelf.append("one/history", first);
            shelf.append("two/history", second);
            shelf.index(shelf.file("one/history"), "one");
            shelf.index(shelf.file("two/history"), "two");

            assertThatThrownBy(() -> record(shelf, "7.1")).isInstanceOfSatisfying(SearchException.class, refused -> {
                assertThat(refused.kind()).isEqualTo(SearchException.Kind.AMBIGUOUS);
                assertThat(refused.candidates())
                        .containsExactlyInAnyOrder(
                                "one: ap1.pool.test#7.1#1795317000", "two: ap2.pool.test#7.1#1795317000");
            });
            assertThat(text(record(shelf, "7.1", "one"))).isEqualTo(first);
            assertThat(text(record(shelf, "two#7.1"))).isEqualTo(second);
            assertThat(text(record(shelf, "ap2.pool.test#7.1#1795317000"))).isEqualTo(second);
            assertRefused(shelf, "three#7.1", SearchException.Kind.NOT_FOUND);
            assertThat(shelf.count("id:one#7.1")).isEqualTo(1);
            assertThat(shelf.count("source:two")).isEqualTo(1);
        }
    }

    @Test
    void jobWrittenTwice_theNewestRecordCounts() throws IOException {
        String older = SmallRecords.record(7, 1, "Tag = \"older\"");
        String newer = SmallRecords.record(7, 1, "Tag = \"newer\"");
        try (SearchShelf shelf = SearchShelf.of(directory, older, newer)) {
            assertThat(text(record(shelf, "7.1"))).isEqualTo(newer);
        }
    }

    @Test
    void reusedId_isAmbiguousUntilTheGlobalJobIdIsGiven() throws IOException {
        String older = SmallRecords.record(7, 1);
        String newer = older.replace("#1795317000", "#1795999999");
        try (SearchShelf shelf = SearchShelf.of(directory, older, newer)) {
            assertRefused(shelf, "7.1", SearchException.Kind.AMBIGUOUS);
            assertThat(text(record(shelf, "ap1.pool.test#7.1#1795317000"))).isEqualTo(older);
            assertThat(text(record(shelf, "ap1.pool.test#7.1#1795999999"))).isEqualTo(newer);
        }
    }

    @Test
    void unknownOrImpossibleId_isRefused() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(7, 1))) {
            assertRefused(shelf, "7.2", SearchException.Kind.NOT_FOUND);
            assertRefused(shelf, "ap1.pool.test#7.1#1", SearchException.Kind.NOT_FOUND);
            for (String bad : List.of("", "7", "x", "7.1.2", "7.", ".1", "-7.1", "7.1 OR *", "1234567890123456789.1")) {
                assertRefused(shelf, bad, SearchException.Kind.BAD_REQUEST);
            }
        }
    }

    @Test
    void archiveDeleted_recordIsGoneButTheJobStays() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("history.20261122T034000", SmallRecords.records(1, 5));
            shelf.append("history", SmallRecords.records(10, 5));
            shelf.index();
            Files.delete(shelf.file("history.20261122T034000"));

            String gone = "the record of ap1.pool.test#3.0 is gone: its archive '"
                    + shelf.file("history.20261122T034000") + "' ";
            assertRefused(shelf, "3.0", SearchException.Kind.RECORD_GONE);
            assertThatThrownBy(() -> record(shelf, "3.0")).hasMessage(gone + "does not exist any more");
            shelf.index();
            assertRefused(shelf, "3.0", SearchException.Kind.RECORD_GONE);
            assertThatThrownBy(() -> record(shelf, "3.0"))
                    .hasMessage(gone + "was deleted, noticed 2026-11-23T02:13:20Z");
            assertThat(text(record(shelf, "10.0"))).isEqualTo(SmallRecords.record(10, 0));
            assertThat(shelf.count("cluster:3")).isEqualTo(1);
            assertThat(shelf.jobs("id:3.0", "owner", "exit")).hasSize(1);
        }
    }

    @Test
    void archiveRewritten_isSaidAndNoOtherJobIsGiven() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 5))) {
            List<String> others = List.of(
                    SmallRecords.records(6, 4),
                    SmallRecords.records(11, 9),
                    "X = 1\n" + SmallRecords.records(1, 5),
                    SmallRecords.records(2, 5),
                    SmallRecords.records(1, 2),
                    "",
                    "x".repeat(5000),
                    SmallRecords.records(1, 5).replace('*', '+'));
            for (String other : others) {
                Files.writeString(shelf.file("history"), other);
                for (int cluster = 3; cluster <= 5; cluster++) {
                    assertRefused(shelf, cluster + ".0", SearchException.Kind.RECORD_CHANGED);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 300, 2000, -1, -60})
    void recordBehindAFragment_isFoundBeforeAndAfterItIsIndexed(int cut) throws IOException {
        List<SampleRecord> sample = SampleArchive.find().records();
        SampleRecord stopped = sample.get(1);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            StoppedWriter writer = new StoppedWriter();
            writer.append(sample.get(0).bytes());
            int length = writer.length();
            shelf.append("history", new String(writer.file(), StandardCharsets.UTF_8));
            shelf.index();
            byte[] fragment = StoppedWriter.withOffset(stopped.bytes(), 1000);
            writer.stopIn(fragment, cut > 0 ? cut : fragment.length + cut);
            int start = writer.length();
            byte[] expected = writer.append(sample.get(2).bytes());
            writer.append(sample.get(3).bytes());
            shelf.append(
                    "history",
                    new String(Arrays.copyOfRange(writer.file(), length, writer.length()), StandardCharsets.UTF_8));

            for (int indexed = 0; indexed < 2; indexed++) {
                FetchedRecord found = record(shelf, sample.get(2).id());
                assertThat(found.bytes()).isEqualTo(expected);
                assertThat(found.offset()).isEqualTo(start);
                assertRefused(shelf, stopped.id(), SearchException.Kind.NOT_FOUND);
                shelf.index();
            }
        }
    }

    @Test
    void recordNotIndexedYet_isFoundInTheTail() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 5))) {
            String late = SmallRecords.record(6, 0);
            shelf.append("history", late + "ClusterId = 7\nProcId = ");

            FetchedRecord found = record(shelf, "6.0");
            assertThat(text(found)).isEqualTo(late);
            assertThat(found.id()).isEqualTo("ap1.pool.test#6.0");
            assertThat(text(record(shelf, "ap1.pool.test#6.0#1795317000"))).isEqualTo(late);
            assertRefused(shelf, "7.0", SearchException.Kind.NOT_FOUND);
            assertRefused(shelf, "ap2#6.0", SearchException.Kind.NOT_FOUND);
        }
    }

    @Test
    void jobNotIndexedYet_isNotSaidToBeMissing() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 5))) {
            shelf.append("history", SmallRecords.record(6, 0));

            // every lookup scans the tail before it says that there is no such job
            assertThat(shelf.search()
                            .job(new Requests.OneJob("6.0", Optional.empty()))
                            .job())
                    .containsEntry("id", "ap1.pool.test#6.0");
        }
    }

    @Test
    void historyRotatedSinceTheLastCycle_noCutRecordIsGiven() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0))) {
            Files.move(shelf.file("history"), shelf.file("history.20261122T034000"));
            String large = SmallRecords.record(7, 0, "Filler = \"" + "x".repeat(2000) + "\"", "Last = 1");
            shelf.append("history", large);

            try {
                assertThat(text(record(shelf, "7.0"))).isEqualTo(large);
            } catch (SearchException refused) {
                assertThat(refused.kind()).isEqualTo(SearchException.Kind.NOT_FOUND);
            }
        }
    }

    @Test
    void secretOfSeveralLines_isLeftOutWhole() throws IOException {
        String record = SmallRecords.record(7, 1, "Environment = \"A=1\nB = 2\nC=3\"", "Kept = 1");
        try (SearchShelf shelf = SearchShelf.of(directory, record);
                JobSearch server = shelf.search(false)) {
            FetchedRecord found = server.record(new Requests.OneJob("7.1", Optional.empty()));
            assertThat(text(found)).isEqualTo(record.replace("Environment = \"A=1\nB = 2\nC=3\"\n", ""));
        }
    }
}
