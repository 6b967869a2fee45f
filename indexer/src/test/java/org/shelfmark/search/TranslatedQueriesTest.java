package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The constraint that a query is translated into finds the jobs that the query finds; where it is not exact, these and
 * others.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class TranslatedQueriesTest {
    private SearchShelf sample;

    @BeforeAll
    void index(@TempDir Path directory) throws IOException {
        sample = SearchShelf.ofSample(directory);
    }

    @AfterAll
    void close() throws IOException {
        sample.close();
    }

    static Stream<String> sampleQueries() {
        return Stream.concat(
                SampleTruthsTest.truths().stream().map(Truth::query),
                Stream.of(
                        "host:* -host:e*",
                        "schedd:ap1.pool.test",
                        "schedd:*pool*",
                        "-schedd:x",
                        "has:host",
                        "has:schedd",
                        "has:failed -failed:true",
                        "failed:false OR memory:<1",
                        "-(ended:2026-11-22 OR is:failed)",
                        "queue_time:>=0",
                        "-queue_time:>5s has:queue_time",
                        "cpu_time:>1s",
                        "core_hours:<0.001",
                        "cpu_efficiency:10%..200%",
                        "-has:cpu_efficiency",
                        "memory_efficiency:>1%",
                        "has:memory_efficiency",
                        "ran:2026-11-22 -ran:2026-11-21",
                        "universe:docker OR universe:container",
                        "disk:>=0 args:*",
                        "args:-* OR image:*x*",
                        "-Args:-*",
                        "Requirements:*Arch*",
                        "-Requirements:*Arch*",
                        "has:Requirements Rank:0",
                        "-has:Requirements",
                        "id:463 OR id:463.0 OR 464.0"));
    }

    @ParameterizedTest
    @MethodSource("sampleQueries")
    void queryOfTheSample_constraintFindsTheSameJobsOrMore(String query) throws IOException {
        assertSameOrMore(sample, query, query);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 100 : 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomQueryOfRandomRecords_constraintFindsTheSameJobs(long seed, @TempDir Path directory) throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        RandomArchive archive = new RandomArchive(random, 60 + random.nextInt(100));
        try (SearchShelf shelf = SearchShelf.of(directory, archive.text())) {
            for (int i = 0; i < 150; i++) {
                RandomQuery query = RandomQuery.make(random, random.nextInt(4));
                String as = "seed " + seed + ", query " + query;
                assertThat(assertSameOrMore(shelf, query.text(), as).exact())
                        .as(as)
                        .isTrue();
            }
        }
    }

    /** Records with lists, errors, expressions that look outside, ids in the banner, truths where numbers stand. */
    @ParameterizedTest
    @MethodSource("seeds")
    void randomQueryOfOddRecords_constraintFindsTheSameJobsOrMore(long seed, @TempDir Path directory)
            throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int exact = 0;
        int wider = 0;
        for (int size = 4; size <= 64; size *= 2) {
            ConstrainedArchive archive = new ConstrainedArchive(random);
            try (SearchShelf shelf = new SearchShelf(directory.resolve("of" + size))) {
                for (int cluster = 1; cluster <= size; cluster++) {
                    shelf.append("history", archive.record(cluster).text());
                }
                shelf.index();
                for (int i = 0; i < 100; i++) {
                    String query = oddQuery(random, random.nextInt(3));
                    if (canBeMeant(shelf, query)) {
                        boolean same = assertSameOrMore(shelf, query, "seed " + seed + ", query " + query)
                                .exact();
                        exact += same ? 1 : 0;
                        wider += same ? 0 : 1;
                    }
                }
            }
        }
        assertThat(exact).isGreaterThan(50);
        assertThat(wider).isGreaterThan(50);
    }

    /** Not every attribute is in every archive. */
    private static boolean canBeMeant(SearchShelf shelf, String query) throws IOException {
        try {
            return shelf.count(query) >= 0;
        } catch (SearchException unknown) {
            return false;
        }
    }

    private static String oddQuery(Random random, int depth) {
        if (depth > 0 && random.nextInt(4) > 0) {
            String left = oddQuery(random, depth - 1);
            String right = oddQuery(random, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> "(" + left + " " + right + ")";
                case 1 -> "(" + left + " OR " + right + ")";
                default -> "-(" + left + ")";
            };
        }
        String name = RandomArchive.pick(
                random,
                List.of(
                        "Owner",
                        "ExitCode",
                        "ExitBySignal",
                        "RemoteWallClockTime",
                        "CompletionDate",
                        "MemoryUsage",
                        "QDate",
                        "Out",
                        "Args",
                        "Arguments",
                        "Tier",
                        "Label",
                        "Ratio",
                        "cluster",
                        "ended",
                        "failed",
                        "args",
                        "core_hours",
                        "cpu_efficiency",
                        "status",
                        "proc"));
        String value = RandomArchive.pick(
                random,
                List.of(
                        "0",
                        "1",
                        "3",
                        ">1",
                        "<=3",
                        "0..137",
                        ">=9007199254740993",
                        "9007199254740993",
                        "<1795318003",
                        "1795318000..1795318002",
                        "\"alice\"",
                        "\"straße\"",
                        "\"Été\"",
                        "*a*",
                        "a*",
                        "?*",
                        "*time*",
                        "{*",
                        "\"{ 1,\\\"a\\\" }\"",
                        "true",
                        "false"));
        // of NaN there is no core_hours, which a constraint does not tell
        if (random.nextInt(6) == 0 && !name.equals("core_hours")) {
            return "has:" + name;
        }
        if (List.of("CompletionDate", "QDate", "ended").contains(name)) {
            value = RandomArchive.pick(random, List.of(">1795318001", "<1795318003", "1795318002", "2026-11"));
        } else if (name.equals("status")) {
            value = RandomArchive.pick(random, List.of("completed", "removed", "3"));
        } else if (List.of("cluster", "proc", "failed", "core_hours", "cpu_efficiency")
                        .contains(name)
                && !value.matches("[<>=0-9.]+")) {
            value = "<50";
        }
        return random.nextInt(12) == 0 ? "alice" : name + ":" + value;
    }

    static Translation assertSameOrMore(SearchShelf shelf, String query, String as) throws IOException {
        Translation translation = shelf.search().translate(new Requests.Translate(query));
        Set<String> meant = new HashSet<>(shelf.ids(query, "", Requests.MAX_LIMIT));
        Set<String> found = ids(shelf, translation.constraint());
        Set<String> others = new HashSet<>(found);
        others.removeAll(meant);
        meant.removeAll(found);
        assertThat(meant).as("not found: %s: %s", as, translation.constraint()).isEmpty();
        if (translation.exact()) {
            assertThat(others)
                    .as("not meant: %s: %s", as, translation.constraint())
                    .isEmpty();
        }
        assertThat(translation.exact()).isEqualTo(translation.notes().isEmpty());
        return translation;
    }

    private static Set<String> ids(SearchShelf shelf, String constraint) throws IOException {
        List<String> ids = new ArrayList<>();
        Requests.Selection selection = new Requests.Selection("", Optional.of(constraint));
        shelf.search()
                .jobs(new Requests.Jobs(selection, "", Requests.MAX_LIMIT, Optional.empty(), List.of("id")))
                .jobs()
                .forEach(job -> ids.add(String.valueOf(job.get("id"))));
        return new HashSet<>(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit:abc", "owner:alice nosuchname:1", "(owner:alice", "Environment:x", "--"})
    void queryThatCannotBeMeant_isRefusedAsElsewhere(String query) {
        SearchException counted = catchThrowableOfType(SearchException.class, () -> sample.count(query));
        SearchException translated = catchThrowableOfType(
                SearchException.class, () -> sample.search().translate(new Requests.Translate(query)));
        assertThat(translated.getMessage()).isEqualTo(counted.getMessage());
        assertThat(translated.column()).isEqualTo(counted.column());
        assertThat(translated.kind()).isEqualTo(SearchException.Kind.BAD_QUERY);
    }

    @Test
    void thousandAlternatives_areDecidedByTheConstraintToo() throws IOException {
        List<String> ids = new ArrayList<>();
        for (int cluster = 1; cluster <= 999; cluster++) {
            ids.add(Integer.toString(cluster));
        }
        String query = "cluster:" + String.join(",", ids);
        assertThat(assertSameOrMore(sample, query, "many").exact()).isTrue();
        assertSameOrMore(sample, "-(" + query + ")", "none of many");
    }
}
