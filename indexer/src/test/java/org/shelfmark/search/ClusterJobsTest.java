package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** Pages of jobs from a cluster are those of the index on this machine. */
final class ClusterJobsTest {
    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 50 : 2);
    }

    private static Requests.Jobs request(String query, String sort, int limit) {
        return new Requests.Jobs(query, sort, limit, Optional.empty(), List.of());
    }

    private static Requests.Jobs following(Requests.Jobs request, @Nullable String cursor) {
        return new Requests.Jobs(
                request.jobs(), request.sort(), request.limit(), Optional.ofNullable(cursor), request.fields());
    }

    /** Compares all pages; how many there were. */
    static int samePages(ClusterTwin twin, Requests.Jobs first, String as) throws IOException {
        Requests.Jobs here = first;
        Requests.Jobs there = first;
        for (int page = 1; ; page++) {
            Requests.Jobs own = here;
            Requests.Jobs other = there;
            twin.same(search -> search.jobs(own), search -> search.jobs(other), as + ", page " + page);
            String next = twin.embedded().jobs(own).nextCursor();
            if (next == null) {
                return page;
            }
            here = following(first, next);
            there = following(first, twin.cluster().jobs(other).nextCursor());
        }
    }

    @Test
    void sample_samePagesInEveryOrder() throws IOException {
        try (ClusterTwin twin = new ClusterTwin(SearchShelf.ofSample(directory), directory, "jobs-sample")) {
            for (FieldMapping field : Mapping.htcondorJob().fields()) {
                for (String sign : List.of("", "-")) {
                    String sort = sign + field.name();
                    Requests.Jobs first = request("", sort, 40);
                    twin.same(search -> search.jobs(first), sort);
                }
            }
            for (String sort : List.of("", "ended", "-owner,memory", "exit,-runtime", "-batch,owner,-ended,cmd")) {
                assertThat(samePages(twin, request("owner:* -is:removed", sort, 57), sort))
                        .isGreaterThan(2);
            }
            samePages(twin, request("", "", 0), "nothing");
            samePages(twin, request("owner:nobody", "", 10), "none");
            samePages(twin, new Requests.Jobs("", "", 60, Optional.empty(), List.of("*")), "all fields");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomRecords_samePagesInEveryOrder(long seed) throws IOException {
        Random random = new Random(seed);
        SearchShelf shelf = new SearchShelf(directory);
        shelf.append("history", new RandomArchive(random, 60).text());
        ConstrainedArchive odd = new ConstrainedArchive(random);
        for (int cluster = 101; cluster <= 160; cluster++) {
            shelf.append("history.20261122T034148", odd.record(cluster).text());
        }
        shelf.append(
                "history",
                "RemoteWallClockTime = real(\"-INF\")\nClusterId = 7\nProcId = 7\n"
                        + org.shelfmark.archive.SmallRecords.banner(7, 7));
        shelf.append(
                "history",
                "RemoteWallClockTime = real(\"NaN\")\nClusterId = 7\nProcId = 8\n"
                        + org.shelfmark.archive.SmallRecords.banner(7, 8));
        shelf.index();
        List<String> names = Mapping.htcondorJob().fields().stream()
                .filter(field -> field.sort() && field.hasColumn())
                .map(FieldMapping::name)
                .toList();
        try (ClusterTwin twin = new ClusterTwin(shelf, directory, "jobs-random-" + seed)) {
            for (int i = 0; i < 25; i++) {
                List<String> by = new ArrayList<>();
                for (int part = random.nextInt(3); part >= 0; part--) {
                    by.add((random.nextBoolean() ? "-" : "") + RandomArchive.pick(random, names));
                }
                String sort = String.join(",", i == 0 ? List.of("-runtime") : by);
                samePages(
                        twin,
                        request(i % 3 == 0 ? "owner:alice or exit:3" : "", sort, 37),
                        "seed " + seed + " " + sort);
            }
        }
    }

    @Test
    void documentsComeBetweenPages_viewStays() throws IOException {
        try (ClusterTwin twin = new ClusterTwin(SearchShelf.ofSample(directory), directory, "jobs-growing")) {
            Requests.Jobs first = request("", "", 50);
            List<String> expected = twin.shelf().ids("", "", 50);
            List<String> found = new ArrayList<>();
            Responses.Jobs page = twin.cluster().jobs(first);
            long total = page.total();
            for (int i = 1; ; i++) {
                page.jobs().forEach(job -> found.add(String.valueOf(job.get("id"))));
                assertThat(page.total()).isEqualTo(total);
                if (page.nextCursor() == null) {
                    break;
                }
                twin.shelf()
                        .append(
                                "history",
                                "Owner = \"new\"\nClusterId = " + (9000 + i) + "\nProcId = 0\n"
                                        + org.shelfmark.archive.SmallRecords.banner(9000 + i, 0));
                twin.index();
                if (i % 2 == 0) {
                    twin.reopen();
                }
                page = twin.cluster().jobs(following(first, page.nextCursor()));
            }
            assertThat(found).isEqualTo(expected);
            assertThat(twin.cluster().jobs(first).total()).isGreaterThan(total);
        }
    }

    @Test
    void viewIsLost_cursorExpiredAndFirstPageAsBefore() throws IOException {
        try (ClusterTwin twin = new ClusterTwin(SearchShelf.ofSample(directory), directory, "jobs-expired");
                ClusterConnection connection = twin.connection()) {
            Requests.Jobs first = request("", "", 10);
            String cursor = Objects.requireNonNull(twin.cluster().jobs(first).nextCursor());
            new ClusterQueries(connection)
                    .close(PageCursor.parse(cursor).pinned().view().replaceFirst("^0:", ""));
            assertThat(twin.cluster(search -> search.jobs(following(first, cursor))))
                    .isEqualTo("CURSOR_EXPIRED: cursor: the pages of this search have expired; ask for the first one"
                            + " again, without a cursor");
            samePages(twin, request("", "", 100), "after that");
        }
    }

    @Test
    void cursorOfSomethingElse_sameErrors() throws IOException {
        try (ClusterTwin twin = new ClusterTwin(SearchShelf.ofSample(directory), directory, "jobs-hostile")) {
            Requests.Jobs first = request("", "", 10);
            String here = twin.embedded().jobs(first).nextCursor();
            String there = twin.cluster().jobs(first).nextCursor();
            for (Requests.Jobs other : List.of(
                    request("owner:alice", "", 10),
                    request("", "owner", 10),
                    new Requests.Jobs(
                            new Requests.Selection("", Optional.of("true")), "", 10, Optional.empty(), List.of()))) {
                String expected = twin.embedded(search -> search.jobs(following(other, here)));
                assertThat(expected).contains("belongs to another query or sort order");
                assertThat(twin.cluster(search -> search.jobs(following(other, there))))
                        .isEqualTo(expected);
            }
            PinnedPlace good = PageCursor.parse(String.valueOf(there)).pinned();
            for (String view :
                    List.of("", "x", "blabla", good.view().substring(0, 40), good.view() + "AAAA", "\u0000")) {
                PinnedPlace bad = new PinnedPlace(view, good.now(), good.key(), good.at());
                assertThat(twin.cluster(search -> search.jobs(following(first, bad.encode()))))
                        .as(view)
                        .matches("BAD_REQUEST: cursor: not one that a page of jobs gave out|CURSOR_EXPIRED: .*");
            }
            for (String text : List.of("", "%", "bm90aGluZw", json("{}"), json("[1]"), json("{\"now\":-1}"))) {
                assertThat(twin.cluster(search -> search.jobs(following(first, text))))
                        .isEqualTo(twin.embedded(search -> search.jobs(following(first, text))));
            }
            for (String at : List.of("{}", "[]", "[1,2]", "[\"a\",1,2]", "[null,1,2]", "[1.5,1,2]", "[1e99,1,2]")) {
                PinnedPlace bad = new PinnedPlace(
                        good.view(),
                        good.now(),
                        good.key(),
                        SearchJson.read(at, com.fasterxml.jackson.databind.JsonNode.class));
                assertThat(twin.cluster(search -> search.jobs(following(first, bad.encode()))))
                        .isEqualTo("BAD_REQUEST: cursor: not one that a page of jobs gave out");
            }
        }
    }

    private static String json(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void badRequest_sameError() throws IOException {
        try (ClusterTwin twin = new ClusterTwin(SearchShelf.ofSample(directory), directory, "jobs-bad")) {
            for (Requests.Jobs bad : List.of(
                    request("nosuch:1", "", 10),
                    request("", "nosuch", 10),
                    request("", "owner,owner,owner,owner,owner", 10),
                    new Requests.Jobs("", "", 10, Optional.empty(), List.of("nosuch")),
                    new Requests.Jobs(
                            new Requests.Selection("", Optional.of("1 +")), "", 10, Optional.empty(), List.of()))) {
                assertThat(twin.cluster(search -> search.jobs(bad)))
                        .isEqualTo(twin.embedded(search -> search.jobs(bad)))
                        .startsWith("BAD_");
            }
            assertThatThrownBy(() -> twin.cluster().jobs(request("", "", 10_001)))
                    .isInstanceOf(SearchException.class);
        }
    }
}
