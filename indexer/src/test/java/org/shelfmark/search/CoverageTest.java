package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

class CoverageTest {
    private static final String ROTATED = "history.20261122T034000";

    @TempDir
    Path directory;

    private static List<Responses.IndexedThrough> covered(SearchShelf shelf) throws IOException {
        return shelf.search().count(new Requests.Count("*")).indexedThrough();
    }

    private static Responses.Files files(SearchShelf shelf) throws IOException {
        return shelf.search().files(new Requests.Files(true));
    }

    @Test
    void everythingIndexed_nothingIsBehind() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            assertThat(covered(shelf))
                    .containsExactly(new Responses.IndexedThrough(
                            "ap1.pool.test",
                            shelf.file("history").toString(),
                            Files.size(shelf.file("history")),
                            "2026-11-22T03:51:22Z",
                            0,
                            0));
        }
    }

    @Test
    void grownArchive_saysHowFarAndHowMuchIsBehind() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 3))) {
            long indexed = Files.size(shelf.file("history"));
            String late = SmallRecords.record(4, 0) + "ClusterId = 5\n";
            shelf.append("history", late);

            Responses.IndexedThrough behind = covered(shelf).get(0);
            assertThat(behind.offset()).isEqualTo(indexed);
            assertThat(behind.bytesBehind()).isEqualTo(late.length());
            assertThat(behind.time()).isEqualTo("2026-11-22T03:26:43Z");
            assertThat(shelf.count("*")).isEqualTo(3);

            shelf.index();
            Responses.IndexedThrough torn = covered(shelf).get(0);
            assertThat(torn.offset())
                    .isEqualTo(indexed + SmallRecords.record(4, 0).length());
            assertThat(torn.bytesBehind()).isEqualTo("ClusterId = 5\n".length());
            assertThat(shelf.count("*")).isEqualTo(4);
        }
    }

    @Test
    void severalFilesOfAnArchive_countTogetherAndTheYoungestIsNamed() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append(ROTATED, SmallRecords.records(1, 3));
            shelf.append("history", SmallRecords.records(4, 3));
            shelf.index();
            shelf.append("history", SmallRecords.record(9, 0));

            assertThat(covered(shelf)).hasSize(1);
            assertThat(covered(shelf).get(0).file())
                    .isEqualTo(shelf.file("history").toString());
            assertThat(covered(shelf).get(0).bytesBehind())
                    .isEqualTo(SmallRecords.record(9, 0).length());
        }
    }

    @Test
    void twoSources_areCoveredApart() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("one/history", SmallRecords.records(1, 2));
            shelf.append("two/history", SmallRecords.records(5, 3));
            shelf.index(shelf.file("one/history"), "one");
            shelf.index(shelf.file("two/history"), "two");
            shelf.append("two/history", "X");

            assertThat(covered(shelf)).map(Responses.IndexedThrough::source).containsExactly("one", "two");
            assertThat(covered(shelf))
                    .map(Responses.IndexedThrough::bytesBehind)
                    .containsExactly(0L, 1L);
            assertThat(shelf.search().status().sources())
                    .containsExactly(
                            new Responses.Source("one", 1, 2, 0, 0, 0L, 0L, 0, 0),
                            // its last record was written at 1795318007, and a byte is not a record
                            new Responses.Source("two", 1, 3, 0, 1, 81_993L, 0L, 0, 0));
        }
    }

    @Test
    void files_areThoseOfTheArchive() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            Responses.Files answer = files(shelf);

            assertThat(answer.total()).isEqualTo(4);
            assertThat(answer.quarantined()).isZero();
            assertThat(answer.problems()).isEmpty();
            for (Path file : SampleArchive.find().files()) {
                List<SampleRecord> records = SampleRecord.readAll(file);
                Responses.File found = answer.files().stream()
                        .filter(each -> each.path()
                                .equals(shelf.file(file.getFileName().toString())
                                        .toString()))
                        .findFirst()
                        .orElseThrow();
                assertThat(found.records()).isEqualTo(records.size());
                assertThat(found.bytes()).isEqualTo(Files.size(file)).isEqualTo(found.indexedBytes());
                assertThat(found.state()).isIn("active", "rotated", "sealed");
                assertThat(found.source()).isEqualTo("ap1.pool.test");
                assertThat(found.first()).startsWith("2026-11-22T03:");
                assertThat(found.last()).isGreaterThan(found.first());
                assertThat(found.formerPaths()).isEmpty();
                assertThat(found.gaps()).isEmpty();
                assertThat(found.goneSince()).isNull();
                assertThat(found.vault()).isNull();
            }
        }
    }

    @Test
    void rotatedAndDeletedFiles_keepTheirStory() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 3) + "torn")) {
            Files.move(shelf.file("history"), shelf.file(ROTATED));
            shelf.append("history", SmallRecords.records(4, 2));
            shelf.index();
            assertThat(files(shelf).files().get(0).path())
                    .isEqualTo(shelf.file(ROTATED).toString());
            assertThat(files(shelf).files().get(0).formerPaths())
                    .containsExactly(shelf.file("history").toString());

            // nothing completes the unfinished record of a rotated file
            assertThat(files(shelf).quarantined()).isEqualTo(1);

            shelf.append("history", "torn");
            shelf.index();
            Files.delete(shelf.file(ROTATED));
            Files.delete(shelf.file("history"));
            shelf.append("history", SmallRecords.records(9, 1));
            shelf.index();
            assertThat(files(shelf).files()).map(Responses.File::state).containsExactly("deleted", "lost", "active");
            assertThat(files(shelf).files().get(1).gaps()).hasSize(1);
            Responses.Gap gap = files(shelf).files().get(1).gaps().get(0);
            assertThat(gap.jobBefore()).isEqualTo("5.0");
            assertThat(gap.jobAfter()).isEqualTo("9.0");
            assertThat(shelf.search().status().files())
                    .isEqualTo(Map.of("active", 1L, "deleted", 1L, "lost", 1L, "rotated", 0L, "sealed", 0L));
            assertThat(shelf.search().status().sources().get(0).gaps()).isEqualTo(1);
        }
    }

    @Test
    void damagedRecord_isAProblemWithItsAddressAndNoJob() throws IOException {
        String good = SmallRecords.record(1, 0);
        String bad = SmallRecords.record(2, 0, "this is no attribute");
        try (SearchShelf shelf = SearchShelf.of(directory, good, bad, SmallRecords.record(3, 0))) {
            Responses.Files answer = files(shelf);
            assertThat(answer.quarantined()).isEqualTo(1);
            assertThat(answer.problems()).hasSize(1);
            Responses.Problem problem = answer.problems().get(0);
            assertThat(problem.offset()).isEqualTo(good.length());
            assertThat(problem.length()).isEqualTo(bad.length());
            assertThat(problem.file()).isEqualTo(shelf.file("history").toString());
            assertThat(problem.source()).isEqualTo("ap1.pool.test");
            assertThat(problem.reason()).isNotBlank();
            assertThat(shelf.search().files(new Requests.Files(false)).problems())
                    .isEmpty();
            assertThat(shelf.search().status().jobs()).isEqualTo(2);
            assertThat(shelf.search().status().quarantined()).isEqualTo(1);
            assertThat(answer.files().get(0).records()).isEqualTo(3);
            assertThat(answer.files().get(0).quarantined()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "source:ap1.pool.test",
                "source:ap1*",
                "source:*",
                "has:source",
                "-owner:bob",
                "NOT has:signal OR owner:alice",
                "cluster:9 OR source:*test"
            })
    void damagedRecord_isMetByNoQuery(String query) throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory, SmallRecords.record(1, 0), SmallRecords.record(2, 0, "this is no attribute"))) {
            assertThat(shelf.count(query)).isEqualTo(1);
            assertThat(shelf.ids(query, "", 10)).containsExactly("ap1.pool.test#1.0");
            assertThat(shelf.facet(query, "source", 5).values())
                    .containsExactly(new Responses.FacetValue("ap1.pool.test", 1));
        }
    }

    @Test
    void fields_listTheMappingAndEveryOtherAttribute() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            Responses.Fields answer = shelf.search().fields();

            assertThat(answer.total()).isEqualTo(answer.fields().size());
            assertThat(answer.fields())
                    .contains(new Responses.Field(
                            "memory", List.of("MemoryUsage"), "integer", "MB", true, true, false, "Peak memory"));
            TreeSet<String> written = new TreeSet<>();
            for (SampleRecord record : SampleArchive.find().records()) {
                record.attributes().keySet().forEach(name -> written.add(name.toLowerCase(java.util.Locale.ROOT)));
            }
            List<String> known = new ArrayList<>(answer.attributes());
            answer.fields()
                    .forEach(field ->
                            field.attributes().forEach(name -> known.add(name.toLowerCase(java.util.Locale.ROOT))));
            written.removeAll(List.of("environment", "lastpublicclaimid"));
            assertThat(known).containsAll(written);
            assertThat(written).containsAll(answer.attributes());
            assertThat(answer.attributes()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void status_describesTheIndex() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            Responses.Status status = shelf.search().status();

            assertThat(status.jobs()).isEqualTo(266).isEqualTo(status.total());
            assertThat(status.quarantined()).isZero();
            assertThat(status.index()).isEqualTo(directory.resolve("index").toString());
            assertThat(status.indexBytes()).isGreaterThan(10_000);
            assertThat(status.segments()).isPositive();
            assertThat(status.sources())
                    .containsExactly(new Responses.Source("ap1.pool.test", 4, 266, 0, 0, 0L, 0L, 0, 0));
        }
    }

    @Test
    void everyAnswer_isTheSameAfterARoundTripThroughJson() throws Exception {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            shelf.append("history", SmallRecords.record(900, 0, "this is no attribute", "Owner = 5"));
            shelf.index();
            JobSearch search = shelf.search();
            Optional<String> none = Optional.empty();
            for (Object answer : List.of(
                    search.count(new Requests.Count("owner:alice")),
                    search.jobs(new Requests.Jobs("*", "-batch", 300, none, List.of("*", "MyUni", "MyBig", "MyReal"))),
                    search.jobs(new Requests.Jobs("*", "-batch", 5, none, List.of())),
                    search.facets(new Requests.Facets("*", List.of("exit", "batch", "MyTrue", "runtime"), 3)),
                    search.job(new Requests.OneJob("463.3", none)),
                    search.files(new Requests.Files(true)),
                    search.status(),
                    shelf.search(true, () -> Optional.of(StatusTest.activity(true)))
                            .status(),
                    search.fields())) {
                String json = SearchJson.write(answer);
                assertThat(SearchJson.write(SearchJson.read(json, answer.getClass())))
                        .isEqualTo(json);
                assertThat(json)
                        .startsWith("{\"total\":")
                        .contains("\"took_ms\":", "\"timed_out\":false", "\"indexed_through\":[{\"source\":\"ap1");
            }
            Responses.Count count = search.count(new Requests.Count("owner:alice"));
            assertThat(SearchJson.read(SearchJson.write(count), Responses.Count.class))
                    .isEqualTo(count);
            Responses.Files files = search.files(new Requests.Files(true));
            assertThat(SearchJson.read(SearchJson.write(files), Responses.Files.class))
                    .isEqualTo(files);
        }
    }
}
