package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;

/** Requests for figures that cannot be served are refused in words. */
@TestInstance(Lifecycle.PER_CLASS)
class FigureErrorsTest {
    private SearchShelf shelf;

    @BeforeAll
    void index(@TempDir Path directory) throws IOException {
        shelf = SearchShelf.of(
                directory,
                SmallRecords.record(
                        1, 0, "Env = \"TOKEN=abc\"", "MyCount = 3", "QDate = 1700000000", "RemoteWallClockTime = 0.0"),
                SmallRecords.record(2, 0, "MyCount = 30000", "QDate = 1800000000", "RemoteWallClockTime = 86400.0"));
    }

    @AfterAll
    void close() throws IOException {
        shelf.close();
    }

    private void statistics(List<String> of, List<String> by) throws IOException {
        shelf.search().stats(new FigureRequests.Stats("*", of, by));
    }

    private void histogram(String of, String interval) throws IOException {
        shelf.search().histogram(new FigureRequests.Histogram("*", of, interval));
    }

    private static void assertRefused(ThrowingCallable request, String message) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_REQUEST))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "runtim    | unknown name 'runtim': neither a field nor an attribute of any indexed record; did you mean runtime?",
                "mycont    | unknown name 'mycont': neither a field nor an attribute of any indexed record; did you mean mycount?",
                "Env       | attribute 'Env' may hold secrets and is not searchable; show prints whole records",
                "eNV       | attribute 'eNV' may hold secrets and is not searchable; show prints whole records",
                "MY.Env    | attribute 'MY.Env' may hold secrets and is not searchable; show prints whole records",
                "ClaimId   | attribute 'ClaimId' may hold secrets and is not searchable; show prints whole records",
                "has       | 'has' is a condition of queries, not a field; 'shelfmark fields' lists the fields",
                "ran       | 'ran' is a condition of queries, not a field; 'shelfmark fields' lists the fields",
                "DiskUsage | 'DiskUsage' is counted as field 'disk', together with DiskUsage_RAW, DiskUsage",
            })
    void name_meansNothingHere(String name, String message) {
        assertRefused(() -> statistics(List.of(name), List.of()), "of: " + message);
        assertRefused(() -> statistics(List.of("runtime", name), List.of("owner")), "of: " + message);
        assertRefused(() -> histogram(name, "1"), "of: " + message);
        assertRefused(() -> statistics(List.of("runtime"), List.of("owner", name)), "by: " + message);
        assertRefused(
                () -> shelf.search()
                        .histogram(new FigureRequests.Histogram(
                                Requests.Selection.of("*"), "runtime", "1h", Optional.of(name), 10)),
                "by: " + message);
        assertRefused(() -> shelf.facet("*", name, 10), "by: " + message);
    }

    @Test
    void unknownName_nearOnesAreSuggested() {
        SearchException refused =
                catchThrowableOfType(SearchException.class, () -> statistics(List.of("runtim"), List.of()));
        assertThat(refused.candidates()).containsExactly("runtime");
        SearchException secret =
                catchThrowableOfType(SearchException.class, () -> statistics(List.of("Envv"), List.of()));
        assertThat(secret.candidates()).doesNotContain("Env", "Environment");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "owner    | 'owner' is text; accepted: fields and attributes with numbers or times",
                "host     | 'host' is text; accepted: fields and attributes with numbers or times",
                "Cmd      | 'Cmd' is text; accepted: fields and attributes with numbers or times",
                "args     | 'args' is text; accepted: fields and attributes with numbers or times",
                "failed   | 'failed' is true or false; accepted: fields and attributes with numbers or times",
                "status   | 'status' is a word; its number is 'JobStatus'",
                "universe | 'universe' is a word; its number is 'JobUniverse'",
            })
    void field_hasNoNumbers(String name, String message) {
        assertRefused(() -> statistics(List.of(name), List.of()), "of: " + message);
        assertRefused(() -> histogram(name, "auto"), "of: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GlobalJobId", "globaljobid", "out", "TransferInput"})
    void field_tellsAllJobsApart(String name) {
        String message = "by: '" + name + "' differs from job to job; counts per value would not tell anything";
        assertRefused(() -> statistics(List.of("runtime"), List.of(name)), message);
        assertRefused(() -> shelf.facet("*", name, 10), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1x",
                "0d",
                "-1d",
                "d",
                "1",
                "1.5h",
                "1 d",
                "25h",
                "1441m",
                "86401s",
                "log",
                "10001y",
                "99999999999d",
                "1D",
                "1W",
                "1Y",
                "١d",
                "1d\n",
                "AUTO"
            })
    void interval_isNoneOfTimes(String interval) {
        assertRefused(
                () -> histogram("completed", interval),
                "interval: interval '" + interval
                        + "'; accepted: a number with s, m (minutes) or h of at most a day, or with d, w, M (months) or y"
                        + " of at most 10000, like 15m, 1d or 3M");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exit    | 1d  | a number",
                "exit    | 1h  | a number",
                "exit    | x   | a number",
                "exit    | Log | a number",
                "MyCount | 1GB | a number",
                "runtime | 1GB | a number of seconds, or a time such as 90s, 2h or 1h30m",
                "memory  | 1h  | a number, or one with a unit such as 500MB or 4GB",
            })
    void interval_isNoNumber(String of, String interval, String accepted) {
        assertRefused(
                () -> histogram(of, interval),
                "interval: '" + interval + "' is none; accepted: " + accepted + ", log, auto");
    }

    @ParameterizedTest
    @CsvSource({"exit,0", "exit,-1", "runtime,-1h", "runtime,0s", "memory,-1GB", "MyCount,-0.5", "exit,1e309"})
    void width_isNotPositive(String of, String interval) {
        assertThatThrownBy(() -> histogram(of, interval))
                .isInstanceOf(SearchException.class)
                .hasMessageStartingWith("interval: width '")
                .hasMessageEndingWith("'; accepted: a number from 1e-300 to 1e308, like 10 or 0.25, or 'log'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "submitted, 1s, '1s' makes more than 10000 intervals from 2023-11-14T22:13:20Z to 2027-01-15T08:00:01Z",
                "submitted, 1m, '1m' makes more than 10000 intervals from 2023-11-14T22:13:00Z to 2027-01-15T08:01:00Z",
                "submitted, 1h, '1h' makes more than 10000 intervals from 2023-11-14T22:00:00Z to 2027-01-15T09:00:00Z",
                "MyCount, 1, '1' makes more than 10000 intervals from 3 to 30001",
                "MyCount, 0.1, '0.1' makes more than 10000 intervals from 3 to 30000.1",
                "runtime, 1s, '1' makes more than 10000 intervals from 0 to 86401",
            })
    void intervals_areTooMany(String of, String interval, String message) {
        assertRefused(
                () -> histogram(of, interval),
                "interval: " + message + "; a wider interval, or a query for fewer jobs, makes fewer of them");
    }

    @Test
    void things_areTooManyOrNone() {
        assertRefused(() -> statistics(List.of(), List.of()), "of: name at least one field, as in of=runtime,memory");
        assertRefused(() -> histogram("", "1d"), "of: name a field, as in of=completed");
        assertRefused(
                () -> statistics(Collections.nCopies(21, "exit"), List.of()), "of: 21 fields; accepted: at most 20");
        assertRefused(
                () -> statistics(List.of("exit"), Collections.nCopies(4, "owner")),
                "by: 4 fields; accepted: at most 3");
        assertRefused(() -> request(List.of(), 0), "top is 0; accepted: 1 to 10000");
        assertRefused(() -> request(List.of(), 10_001), "top is 10001; accepted: 1 to 10000");
        assertRefused(
                () -> request(Collections.nCopies(101, 50.0), 10), "percentiles: 101 of them; accepted: at most 100");
        assertRefused(() -> request(List.of(-0.1), 10), "percentiles: '-0.1' is none; accepted: 0 to 100");
        assertRefused(() -> request(List.of(100.5), 10), "percentiles: '100.5' is none; accepted: 0 to 100");
        assertRefused(() -> request(List.of(Double.NaN), 10), "percentiles: 'NaN' is none; accepted: 0 to 100");
        assertRefused(
                () -> new FigureRequests.Histogram(Requests.Selection.of("*"), "exit", "1", Optional.empty(), 0),
                "top is 0; accepted: 1 to 10000");
        assertRefused(() -> Requests.FacetOrder.of("Count"), "sort is 'Count'; accepted: count, value");
    }

    private static void request(List<Double> percentiles, int top) {
        FigureRequests.Stats unused =
                new FigureRequests.Stats(Requests.Selection.of("*"), List.of("exit"), List.of(), percentiles, top);
    }

    @Test
    void badQueryOrConstraint_isRefusedAsEverywhere() {
        for (Requests.Selection jobs : List.of(
                Requests.Selection.of("exit:"),
                Requests.Selection.of("nonsense:1"),
                new Requests.Selection("*", Optional.of("ExitCode ==")))) {
            assertThatThrownBy(() -> shelf.search()
                            .stats(new FigureRequests.Stats(jobs, List.of("exit"), List.of(), List.of(), 10)))
                    .isInstanceOfSatisfying(
                            SearchException.class,
                            refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_QUERY));
            assertThatThrownBy(() -> shelf.search()
                            .histogram(new FigureRequests.Histogram(jobs, "exit", "1", Optional.empty(), 10)))
                    .isInstanceOfSatisfying(
                            SearchException.class,
                            refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_QUERY));
        }
    }
}
