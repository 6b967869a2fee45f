package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.document.AttributeTerms;

/** Figures where there is nothing to count, or something nobody expects. */
class HostileFiguresTest {
    private static final Figures.Statistics NOTHING =
            new Figures.Statistics(0, 0, null, null, null, null, null, Map.of(), 0);

    @TempDir
    private Path directory;

    private static Figures.Statistics statistics(SearchShelf shelf, String query, String of) throws IOException {
        return Objects.requireNonNull(shelf.search()
                .stats(new FigureRequests.Stats(query, List.of(of), List.of()))
                .stats()
                .get(of));
    }

    private static Figures.Histogram histogram(SearchShelf shelf, String of, String interval) throws IOException {
        return shelf.search().histogram(new FigureRequests.Histogram("*", of, interval));
    }

    private static List<String> buckets(Figures.Histogram histogram) {
        return histogram.buckets().stream()
                .map(bucket -> bucket.from() + " " + bucket.to() + " " + bucket.count())
                .toList();
    }

    private static List<String> groups(Figures.Stats stats) {
        List<String> groups = new ArrayList<>();
        stats.groups().forEach(group -> groups.add(group.key() + "=" + group.total()));
        return groups;
    }

    @Test
    void emptyArchive_everythingIsZero() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("history", "");
            shelf.index();
            assertThat(statistics(shelf, "*", "runtime")).isEqualTo(NOTHING);
            Figures.Stats stats =
                    shelf.search().stats(new FigureRequests.Stats("*", List.of("exit"), List.of("owner", "host")));
            assertThat(stats.total()).isZero();
            assertThat(stats.groups()).isEmpty();
            assertThat(stats.groupCount()).isZero();
            assertThat(stats.otherJobs()).isZero();
            for (String interval : List.of("auto", "1d", "1y")) {
                assertThat(histogram(shelf, "completed", interval).buckets()).isEmpty();
            }
            for (String interval : List.of("auto", "1", "log")) {
                assertThat(histogram(shelf, "exit", interval).buckets()).isEmpty();
            }
            assertThat(shelf.facet("*", "exit", 5)).isEqualTo(new Responses.Facet(List.of(), 0, 0, 0));
        }
    }

    @Test
    void nothingMatches_everythingIsZero() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0, "MyX = 3"))) {
            assertThat(statistics(shelf, "owner:nobody", "MyX")).isEqualTo(NOTHING);
            Figures.Histogram found = shelf.search()
                    .histogram(new FigureRequests.Histogram(
                            Requests.Selection.of("owner:nobody"), "MyX", "auto", Optional.of("owner"), 3));
            assertThat(found.buckets()).isEmpty();
            assertThat(found.total()).isZero();
            assertThat(found.missing()).isZero();
            assertThat(found.by()).isEqualTo("owner");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RemoteWallClockTime = \"3\"",
                "RemoteWallClockTime = true",
                "RemoteWallClockTime = error",
                "RemoteWallClockTime = undefined",
                "RemoteWallClockTime = real(\"NaN\")",
                "RemoteWallClockTime = real(\"INF\")",
                "RemoteWallClockTime = { 1 }",
                "MyX = 1"
            })
    void noJobHasANumber_allAreMissing(String line) throws IOException {
        try (SearchShelf shelf =
                SearchShelf.of(directory, SmallRecords.record(1, 0, line), SmallRecords.record(2, 0, line))) {
            assertThat(statistics(shelf, "*", "runtime"))
                    .isEqualTo(new Figures.Statistics(0, 2, null, null, null, null, null, Map.of(), 0));
            for (String interval : List.of("auto", "1h", "log")) {
                Figures.Histogram found = histogram(shelf, "runtime", interval);
                assertThat(found.buckets()).isEmpty();
                assertThat(found.missing()).isEqualTo(2);
            }
        }
    }

    @Test
    void onlyMisfits_areNumbersAllTheSame() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, "MemoryUsage = 2.5", "RemoteWallClockTime = 9007199254740993"),
                SmallRecords.record(2, 0, "MemoryUsage = 1E300", "RemoteWallClockTime = 9223372036854775807"),
                SmallRecords.record(3, 0, "MemoryUsage = \"2.5\"", "RemoteWallClockTime = \"x\""))) {
            Figures.Statistics memory = statistics(shelf, "-cluster:2", "memory");
            assertThat(memory.count()).isEqualTo(1);
            assertThat(memory.missing()).isEqualTo(1);
            assertThat(memory.sum()).isEqualTo(2.5);
            assertThat(memory.stddev()).isEqualTo(0.0);
            Figures.Statistics runtime = statistics(shelf, "*", "runtime");
            assertThat(runtime.min()).isEqualTo(9007199254740993L);
            assertThat(runtime.max()).isEqualTo(Long.MAX_VALUE);
            assertThat(buckets(histogram(shelf, "memory", "log")))
                    .startsWith("2 5 1")
                    .endsWith("1.0E300 2.0E300 1");
        }
    }

    @Test
    void quarantinedRecords_areNoJobs() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                "Owner = \"alice\"\nRemoteWallClockTime = 5.0\n*** Offset = 0 Owner = \"alice\"\n",
                SmallRecords.record(1, 0, "RemoteWallClockTime = 2.0"))) {
            assertThat(shelf.search().status().quarantined()).isEqualTo(1);
            Figures.Stats stats =
                    shelf.search().stats(new FigureRequests.Stats("*", List.of("runtime"), List.of("owner")));
            assertThat(stats.total()).isEqualTo(1);
            assertThat(groups(stats)).containsExactly("{owner=alice}=1");
            assertThat(statistics(shelf, "-owner:bob", "runtime").sum()).isEqualTo(2.0);
        }
    }

    @Test
    void attributeInOneSegmentOnly_isMissingInTheOthers() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            for (int cluster = 1; cluster <= 5; cluster++) {
                shelf.append(
                        "history",
                        cluster == 3
                                ? SmallRecords.record(cluster, 0, "MyRare = 7", "MemoryUsage = 3")
                                : SmallRecords.record(cluster, 0));
                shelf.index();
            }
            assertThat(shelf.segments()).isGreaterThan(1);
            for (String name : List.of("MyRare", "memory")) {
                Figures.Statistics found = statistics(shelf, "*", name);
                assertThat(found.count()).isEqualTo(1);
                assertThat(found.missing()).isEqualTo(4);
                Figures.Stats grouped =
                        shelf.search().stats(new FigureRequests.Stats("*", List.of("exit"), List.of(name)));
                assertThat(groups(grouped))
                        .containsExactly(
                                "{" + name + "=null}=4", "{" + name + "=" + (name.equals("memory") ? 3 : 7) + "}=1");
            }
            shelf.remove(new TermQuery(new Term(AttributeTerms.FIELD, AttributeTerms.number("clusterid", 3L))));
            assertThat(statistics(shelf, "*", "memory").missing()).isEqualTo(4);
            assertThat(shelf.facet("*", "memory", 5)).isEqualTo(new Responses.Facet(List.of(), 0, 4, 0));
        }
    }

    @Test
    void allJobsAreTakenBack_nothingIsLeft() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 5))) {
            assertThat(statistics(shelf, "*", "exit").count()).isEqualTo(5);
            shelf.remove(new TermQuery(new Term(AttributeTerms.FIELD, AttributeTerms.number("exitcode", 0L))));
            assertThat(statistics(shelf, "*", "exit")).isEqualTo(NOTHING);
            assertThat(histogram(shelf, "completed", "auto").buckets()).isEmpty();
        }
    }

    @Test
    void severalSources_areCountedTogetherAndApart() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("one/history", SmallRecords.record(1, 0, "MemoryUsage = 10"));
            shelf.index(shelf.file("one"), "one");
            shelf.append("two/history", SmallRecords.record(2, 0, "MemoryUsage = 10"));
            shelf.index(shelf.file("two"), "two");
            shelf.append("two/history", SmallRecords.record(3, 0, "MemoryUsage = 20"));
            shelf.index(shelf.file("two"), "two");
            Figures.Stats stats =
                    shelf.search().stats(new FigureRequests.Stats("*", List.of("memory"), List.of("source")));
            assertThat(groups(stats)).containsExactly("{source=two}=2", "{source=one}=1");
            assertThat(stats.groups().get(0).stats().get("memory"))
                    .extracting(Figures.Statistics::sum)
                    .isEqualTo(30L);
            assertThat(statistics(shelf, "source:two", "memory").count()).isEqualTo(2);
        }
    }

    @Test
    void expression_countsOnlyWhereItHasAValue() throws IOException {
        String line = "MyExpr = ifThenElse(TARGET.Memory =?= undefined,MyMaybe,200)";
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, line),
                SmallRecords.record(2, 0, line, "MyMaybe = 5"),
                SmallRecords.record(3, 0, "MyExpr = 5"),
                SmallRecords.record(4, 0, "MyExpr = TARGET.Memory"),
                SmallRecords.record(5, 0, "MyExpr = 1 + 4"))) {
            Figures.Statistics found = statistics(shelf, "*", "MyExpr");
            assertThat(found.count()).isEqualTo(2);
            assertThat(found.missing()).isEqualTo(3);
            assertThat(found.sum()).isEqualTo(10L);
            Figures.Stats grouped =
                    shelf.search().stats(new FigureRequests.Stats("*", List.of("exit"), List.of("MyExpr")));
            assertThat(groups(grouped))
                    .containsExactly(
                            "{MyExpr=5}=2",
                            "{MyExpr=null}=2",
                            "{MyExpr=ifthenelse(target.memory =?= undefined,mymaybe,200)}=1");
        }
    }

    @Test
    void textAndWhatLooksLikeIt_areDifferentGroups() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, "MyX = error"),
                SmallRecords.record(2, 0, "MyX = \"error\""),
                SmallRecords.record(3, 0, "MyX = 3"),
                SmallRecords.record(4, 0, "MyX = \"3\""),
                SmallRecords.record(5, 0, "MyX = true"),
                SmallRecords.record(6, 0, "MyX = \"true\""),
                SmallRecords.record(7, 0, "MyX = 3.0"),
                SmallRecords.record(8, 0))) {
            Figures.Stats grouped = shelf.search().stats(new FigureRequests.Stats("*", List.of("MyX"), List.of("MyX")));
            assertThat(groups(grouped))
                    .containsExactly(
                            "{MyX=3}=2",
                            "{MyX=true}=1",
                            "{MyX=3}=1",
                            "{MyX=error}=1",
                            "{MyX=true}=1",
                            "{MyX=error}=1",
                            "{MyX=null}=1");
            assertThat(grouped.groupCount()).isEqualTo(7);
        }
    }

    @Test
    void sameNameTwice_isAnsweredOnce() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 3))) {
            Figures.Stats stats = shelf.search()
                    .stats(new FigureRequests.Stats("*", List.of("exit", "exit"), List.of("owner", "owner")));
            assertThat(stats.stats()).hasSize(1);
            assertThat(groups(stats)).containsExactly("{owner=alice}=3");
            assertThat(stats.groupCount()).isEqualTo(1);
        }
    }

    @Test
    void hugeTimes_areInIntervalsAtTheEndOfTime() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, "QDate = 9223372036854775807"),
                SmallRecords.record(2, 0, "QDate = 253402300800"),
                SmallRecords.record(3, 0, "QDate = 1E300"))) {
            assertThat(statistics(shelf, "-cluster:3", "submitted").max()).isEqualTo(Long.MAX_VALUE);
            for (String interval : List.of("auto", "1y", "1d")) {
                Figures.Histogram found = histogram(shelf, "submitted", interval);
                assertThat(found.buckets().stream()
                                .mapToLong(Figures.Bucket::count)
                                .sum())
                        .isEqualTo(3);
                Figures.Bucket last = found.buckets().get(found.buckets().size() - 1);
                assertThat(OffsetDateTime.parse(last.to().toString()).getYear()).isGreaterThan(10_000);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29T01:30+01:00, 1d, 2026-03-29T00:00:00+01:00 2026-03-30T00:00:00+02:00 1",
        "Europe/Berlin, 2026-10-25T02:30+02:00, 1h, 2026-10-25T02:00:00+02:00 2026-10-25T02:00:00+01:00 1",
        "Europe/Berlin, 2026-10-25T02:30+01:00, 1h, 2026-10-25T02:00:00+01:00 2026-10-25T03:00:00+01:00 1",
        "Europe/Berlin, 2026-10-25T02:30+01:00, 6h, 2026-10-25T00:00:00+02:00 2026-10-25T06:00:00+01:00 1",
        "Asia/Kathmandu, 2026-05-01T23:59:59+05:45, 1d, 2026-05-01T00:00:00+05:45 2026-05-02T00:00:00+05:45 1",
        "Asia/Kathmandu, 2026-05-01T23:59:59+05:45, 1h, 2026-05-01T23:00:00+05:45 2026-05-02T00:00:00+05:45 1",
        "Australia/Lord_Howe, 2026-10-04T01:59+10:30, 1h, 2026-10-04T01:00:00+10:30 2026-10-04T02:30:00+11:00 1",
        "UTC, 2026-12-31T23:59:59+00:00, 1y, 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z 1",
        "America/Chicago, 2027-01-01T05:59:59+00:00, 1M, 2026-12-01T00:00:00-06:00 2027-01-01T00:00:00-06:00 1",
    })
    void clockChanges_intervalIsThatOfTheZone(String zone, String moment, String interval, String bucket)
            throws IOException {
        long seconds = OffsetDateTime.parse(moment).toEpochSecond();
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0, "QDate = " + seconds))) {
            Figures.Histogram found =
                    shelf.search(ZoneId.of(zone)).histogram(new FigureRequests.Histogram("*", "submitted", interval));
            assertThat(buckets(found)).containsExactly(bucket);
        }
    }

    @Test
    void sumBeyond64Bits_isExactOrTheNearestDouble() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, "MyX = 9223372036854775807", "MyY = 1E308", "MyZ = 0.1"),
                SmallRecords.record(2, 0, "MyX = 9223372036854775807", "MyY = 1E308", "MyZ = 0.2"),
                SmallRecords.record(3, 0, "MyX = -9223372036854775808", "MyY = 1.5", "MyZ = -0.3"))) {
            assertThat(statistics(shelf, "*", "MyX").sum()).isEqualTo(9223372036854775806L);
            assertThat(statistics(shelf, "-cluster:3", "MyX").sum()).isEqualTo(0x1p64);
            Number sum = Objects.requireNonNull(statistics(shelf, "*", "MyY").sum());
            assertThat(sum).isInstanceOf(BigDecimal.class);
            assertThat(((BigDecimal) sum).precision() - ((BigDecimal) sum).scale())
                    .isEqualTo(309);
            // the sum of the doubles that 0.1, 0.2 and -0.3 are, rounded once
            assertThat(statistics(shelf, "*", "MyZ").sum()).isEqualTo(2.7755575615628914E-17);
        }
    }

    @Test
    void answers_areTheSameAfterTheirJsonForm() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, "MyX = 9223372036854775807", "MyY = 0.1"),
                SmallRecords.record(2, 0, "MyX = 1E300", "MyY = -0.0"),
                SmallRecords.record(3, 0))) {
            Figures.Stats stats = shelf.search()
                    .stats(new FigureRequests.Stats("*", List.of("MyX", "MyY", "completed"), List.of("MyY", "owner")));
            assertSameText(stats, SearchJson.read(SearchJson.write(stats), Figures.Stats.class));
            for (String interval : List.of("log", "auto")) {
                for (String of : List.of("MyY", "MyX")) {
                    Figures.Histogram found = shelf.search()
                            .histogram(new FigureRequests.Histogram(
                                    Requests.Selection.of("*"), of, interval, Optional.of("MyY"), 2));
                    assertSameText(found, SearchJson.read(SearchJson.write(found), Figures.Histogram.class));
                }
            }
        }
    }

    private static void assertSameText(Object one, @Nullable Object other) {
        assertThat(SearchJson.write(Objects.requireNonNull(other))).isEqualTo(SearchJson.write(one));
    }

    @Test
    void archiveIsRotatedAndRead_nothingIsCountedTwice() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("history", SmallRecords.records(1, 10));
            shelf.index();
            Files.move(shelf.file("history"), shelf.file("history.20261122T034148"));
            shelf.append("history", SmallRecords.records(11, 5));
            shelf.index();
            shelf.index();
            assertThat(statistics(shelf, "*", "cluster").sum()).isEqualTo(120L);
            Files.delete(shelf.file("history.20261122T034148"));
            shelf.index();
            assertThat(statistics(shelf, "*", "cluster").sum()).isEqualTo(120L);
        }
    }
}
