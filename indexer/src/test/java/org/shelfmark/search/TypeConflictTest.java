package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.archive.SmallRecords;

/** Attributes that have one type here and another there: normal in ClassAds. */
@TestInstance(Lifecycle.PER_CLASS)
class TypeConflictTest {
    private static final String LONG = "Long ".repeat(900) + "end";
    private static final String VERY_LONG = "Very ".repeat(2000) + "end";

    private SearchShelf shelf;

    @BeforeAll
    void index(@TempDir Path directory) throws IOException {
        shelf = SearchShelf.of(
                directory,
                record(1),
                record(2, "ExitCode = \"abc\"", "RemoteWallClockTime = \"x\"", "Owner = 5", "MyX = 3"),
                record(3, "ExitCode = \"0\"", "RemoteWallClockTime = 9007199254740993", "Owner = true", "MyX = \"3\""),
                record(
                        4,
                        "ExitCode = 1.5",
                        "RemoteWallClockTime = 9007199254740992",
                        "Owner = { \"a\" }",
                        "MyX = true"),
                record(5, "ExitCode = true", "RemoteWallClockTime = 1.5", "Owner = undefined", "MyX = \"true\""),
                record(6, "ExitCode = 3.0", "RemoteWallClockTime = error", "Owner = error", "MyX = 3.0"),
                record(7, "ExitBySignal = \"true\"", "JobStatus = 99", "MyX = \"Three\""),
                record(8, "ExitBySignal = 1", "JobStatus = \"odd\"", "MyX = undefined"),
                record(9, "CompletionDate = 0", "QDate = -5", "MyX = -3"),
                record(10, "CompletionDate = \"never\"", "QDate = 1795318000.0", "MyX = 9007199254740993"),
                record(11, "CompletionDate = 1795318000.5", "JobBatchName = \"" + LONG + "\"", "MyX = 3.5"),
                record(12, "JobBatchName = \"" + VERY_LONG + "\"", "MyX = \"" + VERY_LONG + "\""),
                record(13, "JobBatchName = \"" + VERY_LONG + "2\"", "MyX = \"" + LONG + "\""),
                record(14, "MemoryUsage = \"4 GB\"", "ProjectName = \"GLUEX\"", "MyX = \"three\""),
                record(15, "RequestMemory = ifThenElse(TARGET.Memory =?= undefined,100,200)", "ProjectName = 7"));
    }

    @AfterAll
    void close() throws IOException {
        shelf.close();
    }

    /** A record with usual values where no line says otherwise. */
    private static String record(int cluster, String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        for (String usual : List.of(
                "Owner = \"alice\"",
                "ExitCode = 0",
                "ExitBySignal = false",
                "JobStatus = 4",
                "CompletionDate = 1795318000",
                "EnteredCurrentStatus = 1795318111",
                "QDate = 1795317000",
                "RemoteWallClockTime = 2.0",
                "MemoryUsage = 10",
                "RequestMemory = 128")) {
            String name = usual.substring(0, usual.indexOf(' ') + 1);
            if (all.stream().noneMatch(line -> line.startsWith(name))) {
                all.add(usual);
            }
        }
        return String.join("\n", all) + "\nClusterId = " + cluster + "\nProcId = 0\n" + SmallRecords.banner(cluster, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exit:abc | 2",
                "exit:\"abc\" | 2",
                "exit:AB* | 2",
                "exit:\"0\" | 3",
                "exit:0 | 1 3 7 8 9 10 11 12 13 14 15",
                "exit:1.5 | 4",
                "exit:1..2 | 4",
                "exit:>1 | 4 6",
                "exit:true | 5",
                "exit:3 | 6",
                "exit:3.0 | 6",
                "has:exit exit:>=0 -exit:0 | 4 6",
                "-exit:0 | 2 4 5 6",
                "-has:exit | ",
                "runtime:x | 2",
                "runtime:9007199254740993 | 3",
                "runtime:9007199254740992 | 4",
                "runtime:>9007199254740992 | 3",
                "runtime:>=9007199254740992 | 3 4",
                "runtime:9007199254740993..9007199254740993 | 3",
                "runtime:<2 | 5",
                "-has:runtime | ",
                "owner:5 | 2",
                "owner:\"5\" | ",
                "owner:>4 | 2",
                "owner:4..6 | 2",
                "owner:true | 3",
                "owner:\"true\" | ",
                "owner:*a* | 1 4 7 8 9 10 11 12 13 14 15",
                "-has:owner | 5",
                "has:owner -owner:alice | 2 3 4 6",
                "MyX:3 | 2 3 6",
                "MyX:\"3\" | 3",
                "MyX:3.0 | 2 6",
                "MyX:>=3 | 2 6 10 11",
                "MyX:<0 | 9",
                "MyX:3..3.5 | 2 6 11",
                "MyX:true | 4",
                "MyX:\"true\" | 5",
                "MyX:three | 7 14",
                "MyX:9007199254740993 | 10",
                "MyX:9007199254740992 | ",
                "-has:MyX | 1 8 15",
                "MyX:\"VERY *\" | ",
                "MyX:very* | 12",
                "MyX:l?ng* | 13",
                "by_signal:true | ",
                "by_signal:\"true\" | 7",
                "by_signal:1 | 8",
                "by_signal:false | 1 2 3 4 5 6 9 10 11 12 13 14 15",
                "-has:by_signal | ",
                "JobStatus:99 | 7",
                "status:99 | 7",
                "JobStatus:odd | 8",
                "-status:completed | 7 8",
                "completed:>1970 | 1 2 3 4 5 6 7 8 11 12 13 14 15",
                "-has:completed | 9",
                "completed:<2026-11-22T03:26:41 | 1 2 3 4 5 6 7 8 11 12 13 14 15",
                "completed:>1795318000 | 11",
                "submitted:1795318000 | 10",
                "-has:submitted | 9",
                "ended:1795318111 | 9 10",
                "batch:very* | 12 13",
                "batch:*end | 11",
                "batch:*end2 | ",
                "batch:long* | 11",
                "has:batch | 11 12 13",
                "memory:\"4 gb\" | 14",
                "memory:>=10 | 1 2 3 4 5 6 7 8 9 10 11 12 13 15",
                "project:7 | 15",
                "project:gluex,7 | 14 15",
                "RequestMemory:128 | 1 2 3 4 5 6 7 8 9 10 11 12 13 14",
                "-has:RequestMemory | "
            })
    void query_findsEveryValueAsWhatItIs(String query, @Nullable String clusters) throws IOException {
        List<String> expected = new ArrayList<>();
        for (String cluster : (clusters == null ? "" : clusters).split(" ", -1)) {
            if (!cluster.isEmpty()) {
                expected.add("ap1.pool.test#" + cluster + ".0");
            }
        }
        List<String> found = new ArrayList<>();
        for (String id : shelf.ids(query, "cluster", 100)) {
            found.add(id.replace("local#", "ap1.pool.test#"));
        }
        assertThat(found).containsExactlyElementsOf(expected);
        assertThat(shelf.count(query)).isEqualTo(expected.size());
    }

    @Test
    void longString_isFoundByAllOfIt() throws IOException {
        assertThat(shelf.count("batch:\"" + LONG + "\"")).isEqualTo(1);
        assertThat(shelf.count("batch:\"" + VERY_LONG.toUpperCase(java.util.Locale.ROOT) + "\""))
                .isEqualTo(1);
        assertThat(shelf.count("batch:\"" + VERY_LONG + "2\"")).isEqualTo(1);
        assertThat(shelf.count("batch:\"" + VERY_LONG + "3\"")).isZero();
        assertThat(shelf.count("MyX:\"" + LONG + "\"")).isEqualTo(1);
        assertThat(shelf.count("MyX:\"" + VERY_LONG + "\"")).isEqualTo(1);
        assertThat(shelf.count("MyX:\"" + VERY_LONG + " \"")).isZero();
    }

    @Test
    void columns_showEveryValueAsWhatItIs() throws IOException {
        assertThat(column("exit")).containsExactly(0L, "abc", "0", 1.5, true, 3L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
        assertThat(column("runtime").subList(0, 6))
                .containsExactly(2.0, "x", 9007199254740993L, 9007199254740992.0, 1.5, "error");
        assertThat(column("owner").subList(0, 6)).containsExactly("alice", 5L, true, "{ \"a\" }", null, "error");
        assertThat(column("by_signal").subList(5, 9)).containsExactly(false, "true", 1L, false);
        assertThat(column("status").subList(5, 9)).containsExactly("completed", "99", "odd", "completed");
        assertThat(column("JobStatus").subList(5, 9)).containsExactly(4L, 99L, "odd", 4L);
        assertThat(column("completed").subList(7, 11)).containsExactly(1795318000L, null, "never", 1795318000.5);
        assertThat(column("QDate").subList(7, 11)).containsExactly(1795317000L, null, 1795318000L, 1795317000L);
        assertThat(column("batch").subList(10, 13)).containsExactly(LONG, VERY_LONG, VERY_LONG + "2");
        assertThat(column("memory").get(13)).isEqualTo("4 GB");
        assertThat(column("project").subList(13, 15)).containsExactly("GLUEX", 7L);
        assertThat(column("MyX").subList(0, 11))
                .containsExactly(null, 3L, "3", true, "true", 3.0, "Three", null, -3L, 9007199254740993L, 3.5);
        assertThat(column("MyX").subList(11, 13)).containsExactly(VERY_LONG, LONG);
    }

    private List<@Nullable Object> column(String field) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        for (Map<String, @Nullable Object> job : shelf.jobs("*", field).values()) {
            assertThat(job).hasSize(2);
            job.forEach((name, value) -> {
                if (!name.equals("id")) {
                    values.add(value);
                }
            });
        }
        return values;
    }

    @Test
    void facets_countEveryValueAsWhatItIs() throws IOException {
        assertFacet("exit", 0, "0=10", "0=1", "abc=1", "1.5=1", "true=1", "3=1");
        assertFacet("runtime", 0, "2.0=10", "x=1", "9007199254740993=1", "9.007199254740992E15=1", "1.5=1", "error=1");
        assertFacet("owner", 1, "alice=10", "5=1", "true=1", "{ \"a\" }=1", "error=1");
        assertFacet("status", 0, "completed=13", "99=1", "odd=1");
        assertFacet("completed", 1, "1795318000=12", "never=1", "1.7953180005E9=1");
        assertFacet("batch", 12, LONG + "=1", VERY_LONG + "=1", VERY_LONG + "2=1");
    }

    @Test
    void facetOfAnAttributeWithoutAField_countsEveryValueAsWhatItIs() throws IOException {
        Responses.Facet facet = shelf.facet("-cluster:12,13", "MyX", 100);
        assertThat(facet.values().stream().map(value -> value.value() + "=" + value.count()))
                .containsExactlyInAnyOrder(
                        "3=2", "-3=1", "9007199254740993=1", "3.5=1", "true=1", "true=1", "3=1", "Three=1", "three=1");
        assertThat(facet.missing()).isEqualTo(3);
    }

    @Test
    void facetOfALongString_showsHowItBegins() throws IOException {
        for (Responses.FacetValue value :
                shelf.facet("cluster:12,13", "MyX", 100).values()) {
            String shown = String.valueOf(value.value()).replaceFirst("\\.\\.\\.$", "");
            assertThat(VERY_LONG.startsWith(shown) || LONG.startsWith(shown))
                    .as("'%s' ... '%s'", shown.substring(0, 20), shown.substring(shown.length() - 40))
                    .isTrue();
        }
    }

    private void assertFacet(String by, long missing, String... values) throws IOException {
        Responses.Facet facet = shelf.facet("*", by, 100);
        List<String> found = new ArrayList<>();
        facet.values().forEach(value -> found.add(value.value() + "=" + value.count()));
        assertThat(found).as(by).containsExactlyInAnyOrder(values);
        assertThat(facet.missing()).as("missing %s", by).isEqualTo(missing);
        assertThat(facet.other()).isZero();
    }

    @Test
    void sorting_passesOverWhatDoesNotFit() throws IOException {
        for (String sort : List.of("exit", "-exit", "runtime", "owner", "-owner", "completed", "-batch", "status")) {
            assertThat(shelf.ids("*", sort, 4)).hasSize(15).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({"batch, Long, 1", "batch, Very, 2", "MyX, Long, 1", "MyX, Very, 1"})
    void patterns_seeTheBeginningOfALongText_andNothingOfItsHash(String name, String word, long jobs)
            throws IOException {
        String known = (LONG + VERY_LONG).toLowerCase(java.util.Locale.ROOT);

        assertThat(shelf.count(name + ":" + word + "*")).isEqualTo(jobs);
        assertThat(shelf.count(name + ":*" + word + "*" + word + "*")).isEqualTo(jobs);
        for (char digit : "0123456789abcdef".toCharArray()) {
            if (known.indexOf(digit) < 0) {
                assertThat(shelf.count(name + ":" + word + "*" + digit + "*"))
                        .as("%s", digit)
                        .isZero();
            }
        }
    }
}
