package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

@TestInstance(Lifecycle.PER_CLASS)
class SortAndPagingTest {
    private static final String QUERY = "owner:alice";
    private static final String SORT = "batch,cluster";

    private final List<SampleRecord> records = SampleArchive.find().records();

    private SearchShelf shelf;

    @BeforeAll
    void index(@TempDir Path directory) throws IOException {
        shelf = SearchShelf.ofSample(directory);
    }

    @AfterAll
    void close() throws IOException {
        shelf.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runtime",
                "-runtime",
                "owner",
                "-owner",
                "batch",
                "-batch",
                "signal",
                "-signal",
                "completed",
                "-completed",
                "memory",
                "-memory",
                "GlobalJobId",
                "-exit,batch",
                "owner,-runtime,proc",
                "-JobBatchName,+ProcId",
                "project, -cluster",
                "failed",
                "-host,ended",
                "status",
                ""
            })
    void sortedJobs_areInTheOrderOfTheirRecords(String sort) throws IOException {
        List<String> expected =
                records.stream().sorted(order(sort)).map(SortAndPagingTest::id).toList();

        assertThat(shelf.ids("*", sort, 1000)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "batch,-proc", "-signal", "signal,owner", "-runtime", "exit,-batch"})
    void pages_areTogetherTheOneBigPage(String sort) throws IOException {
        for (String query : List.of("*", "owner:alice -exit:0", "cluster:564")) {
            List<String> whole = shelf.ids(query, sort, Requests.MAX_LIMIT);
            for (int limit : new int[] {1, 7, 1000}) {
                assertThat(shelf.ids(query, sort, limit)).as("limit %d", limit).containsExactlyElementsOf(whole);
            }
        }
    }

    @Test
    void lastPageThatIsExactlyFull_isFollowedByAnEmptyOneAtMost() throws IOException {
        assertThat(shelf.ids("cluster:564", "proc", 25)).hasSize(50).doesNotHaveDuplicates();
        assertThat(shelf.ids("cluster:564", "proc", 50)).hasSize(50);
    }

    @Test
    void limitZero_countsOnly() throws IOException {
        Responses.Jobs page = shelf.search().jobs(new Requests.Jobs("*", "", 0, Optional.empty(), List.of()));

        assertThat(page.total()).isEqualTo(266);
        assertThat(page.jobs()).isEmpty();
        assertThat(page.nextCursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cluster", "-batch", "batch", "-runtime,owner", "signal", "-signal"})
    void jobsArrivingBetweenPages_disturbNoPage(String sort, @TempDir Path directory) throws IOException {
        SearchShelf growing = new SearchShelf(directory);
        try (growing) {
            String[] old = new String[30];
            for (int i = 0; i < old.length; i++) {
                old[i] = record(2 * i, i);
            }
            growing.append("history", String.join("", old));
            growing.index();
            List<String> before = growing.ids("*", sort, 1000);
            List<String> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            int arrived = 0;
            do {
                Responses.Jobs page = growing.search().jobs(new Requests.Jobs("*", sort, 4, cursor, List.of("id")));
                page.jobs().forEach(job -> seen.add(String.valueOf(job.get("id"))));
                cursor = Optional.ofNullable(page.nextCursor());
                if (arrived < 12) {
                    growing.append("history", record(2 * ((arrived * 7) % 30) + 1, arrived) + record(500 + arrived, 1));
                    growing.index();
                    arrived++;
                }
            } while (cursor.isPresent());

            assertThat(seen).containsExactlyElementsOf(before);
        }
    }

    private static String record(int cluster, int number) {
        List<String> lines = new ArrayList<>(List.of("RemoteWallClockTime = " + (number % 4) + ".0"));
        if (number % 3 > 0) {
            lines.add("JobBatchName = \"batch " + (number % 5) + "\"");
            lines.add("ExitSignal = " + number % 2);
        }
        return SmallRecords.record(cluster, 0, lines.toArray(new String[0]));
    }

    @Test
    void cursorOfAnotherQueryOrOrder_isRefused() throws IOException {
        String cursor = cursor("owner:alice", "cluster");

        for (Requests.Jobs other : List.of(
                new Requests.Jobs("owner:bob", "cluster", 5, Optional.of(cursor), List.of()),
                new Requests.Jobs("owner:alice", "-cluster", 5, Optional.of(cursor), List.of()),
                new Requests.Jobs("owner:alice", "proc", 5, Optional.of(cursor), List.of()))) {
            assertThatThrownBy(() -> shelf.search().jobs(other))
                    .isInstanceOfSatisfying(
                            SearchException.class,
                            refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_REQUEST))
                    .hasMessage("cursor: it belongs to another query or sort order");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "5",
                "[]",
                "{}",
                "{KEY}",
                "{KEY,'at':[]}",
                "{KEY,'at':null}",
                "{KEY,'at':{'a':1,'b':2,'c':3,'d':4}}",
                "{KEY,'at':[1,2]}",
                "{KEY,'at':['b','c','d','e']}",
                "{KEY,'at':['b',1.5,2,3]}",
                "{KEY,'at':['b',null,2,3]}",
                "{KEY,'at':[[],1,2,3]}",
                "{KEY,'at':['b',123456789012345678901234567890,2,3]}"
            })
    void madeUpCursor_isRefused(String made) throws IOException {
        String text = new String(Base64.getUrlDecoder().decode(cursor(QUERY, SORT)), StandardCharsets.UTF_8);
        String key = text.substring(1, text.indexOf(",\"at\""));
        String json = made.replace('\'', '"').replace("KEY", key);
        assertCursorRefused(encoded(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void damagedCursor_isRefused() throws IOException {
        String whole = cursor(QUERY, SORT);
        byte[] json = Base64.getUrlDecoder().decode(whole);
        List<String> damaged = new ArrayList<>(List.of("", "x", "*", "%%%", "e30", whole + "!", " " + whole));
        for (int length = 1; length < json.length; length++) {
            damaged.add(encoded(Arrays.copyOf(json, length)));
        }
        for (String each : damaged) {
            assertCursorRefused(each);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void assertCursorRefused(String cursor) {
        Requests.Jobs request = new Requests.Jobs(QUERY, SORT, 5, Optional.of(cursor), List.of());
        assertThatThrownBy(() -> shelf.search().jobs(request))
                .as("cursor '%s'", cursor)
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_REQUEST))
                .hasMessageStartingWith("cursor: ");
    }

    private String cursor(String query, String sort) throws IOException {
        String cursor = shelf.search()
                .jobs(new Requests.Jobs(query, sort, 5, Optional.empty(), List.of()))
                .nextCursor();
        if (cursor == null) {
            throw new AssertionError("no cursor");
        }
        return cursor;
    }

    @Test
    void impossibleOrder_isRefusedInWords() {
        assertSortRefused("nosuchfield", "unknown name 'nosuchfield'");
        assertSortRefused("-ownr", "did you mean owner?");
        assertSortRefused("Campaign", "sort by 'Campaign': it has no column");
        assertSortRefused("owner,", "unknown name ''");
        assertSortRefused("a,b,c,d,e", "unknown name 'a'");
        assertSortRefused("owner,proc,exit,batch,cmd", "sort by 5 fields; at most 4");
        assertSortRefused("Environment", "may hold secrets");
        assertSortRefused("--owner", "unknown name '-owner'");
    }

    private void assertSortRefused(String sort, String message) {
        Requests.Jobs request = new Requests.Jobs("*", sort, 5, Optional.empty(), List.of());
        assertThatThrownBy(() -> shelf.search().jobs(request))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_REQUEST))
                .hasMessageContaining(message);
    }

    private static String id(SampleRecord record) {
        return "ap1.pool.test#" + record.id();
    }

    /** The order asked for, then the order of writing in the direction of the first field. */
    private Comparator<SampleRecord> order(String sort) {
        String asked = sort.isEmpty() ? "-ended" : sort;
        Comparator<SampleRecord> written = Comparator.comparingInt(records::indexOf);
        List<Comparator<SampleRecord>> all = new ArrayList<>();
        for (String part : asked.split(",", -1)) {
            String name = part.strip().replaceFirst("^[-+]", "");
            all.add(missingLast(
                    record -> SampleValues.sortKey(record, name), part.strip().startsWith("-")));
        }
        all.add(asked.startsWith("-") ? written.reversed() : written);
        return all.stream().reduce(Comparator::thenComparing).orElseThrow();
    }

    private static <T extends Comparable<T>> Comparator<SampleRecord> missingLast(
            Function<SampleRecord, Optional<T>> key, boolean descending) {
        Comparator<T> natural = Comparator.naturalOrder();
        Comparator<T> values = descending ? natural.reversed() : natural;
        return (one, other) -> {
            Optional<T> left = key.apply(one);
            Optional<T> right = key.apply(other);
            return left.isPresent() && right.isPresent()
                    ? values.compare(left.get(), right.get())
                    : Boolean.compare(left.isEmpty(), right.isEmpty());
        };
    }
}
