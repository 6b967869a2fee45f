package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.search.JobSearch;

/** What the routes that change something accept, refuse and answer. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ArchivingRoutesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JobSearch NOBODY = SearchDouble.of((method, arguments) -> {
        throw new UnsupportedOperationException(method);
    });

    private final ArchivistDouble archivist = new ArchivistDouble();
    private ServedArchive server;

    @BeforeEach
    void serve() {
        server = ServedArchive.answeredBy(NOBODY, Archiving.by(archivist));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return server.post(path, "", ChangeChecks.HEADER, "test");
    }

    private static JsonNode problem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        return MAPPER.readTree(response.body());
    }

    private void assertNothingDone() {
        assertThat(archivist.orders).isEmpty();
    }

    @Test
    void archive_isTheOrderThatWasGiven_andItsReport() throws IOException, InterruptedException {
        HttpResponse<String> response = post("/api/v1/archive?q=owner:alice&older_than=30d&dry_run=true");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(archivist.orders)
                .containsExactly(new ArchiveOrder("owner:alice", Optional.of(Duration.ofDays(30)), true, false));
        assertThat(response.body()).isEqualTo("""
                {"dry_run":true,"submissions":12,"jobs":3400,"extended":2,"bytes_before":1288490188,\
                "bytes_after":310000000,"left":3,"reasons":[{"reason":"only some of its jobs match","submissions":2,\
                "jobs":41,"first":"ap40#1234"},{"reason":"a record is not in the vault","submissions":1,"jobs":5,\
                "first":"ap40#1250"}],"took_ms":1234}""");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void archive_byAgeAlone_isOfEveryJob() throws IOException, InterruptedException {
        assertThat(post("/api/v1/archive?older_than=1h30m").statusCode()).isEqualTo(200);
        assertThat(archivist.orders)
                .containsExactly(new ArchiveOrder("", Optional.of(Duration.ofMinutes(90)), false, false));
    }

    @Test
    void unarchive_isTheOrderThatWasGiven_andItsReport() throws IOException, InterruptedException {
        HttpResponse<String> response = post("/api/v1/unarchive?q=id:ap40%231234&pin=7d");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(archivist.orders)
                .containsExactly(new UnarchiveOrder("id:ap40#1234", Optional.of(Duration.ofDays(7)), false));
        assertThat(response.body())
                .isEqualTo("{\"dry_run\":false,\"submissions\":2,\"jobs\":300,"
                        + "\"pinned_until\":\"2026-11-30T12:00:00Z\",\"took_ms\":57}");
    }

    @Test
    void parameters_mayStandInTheBody() throws IOException, InterruptedException {
        HttpResponse<String> response = server.post(
                "/api/v1/archive?dry_run=true",
                "q=owner%3Abob+exit%3A0&older_than=2w",
                ChangeChecks.HEADER,
                "test",
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(archivist.orders)
                .containsExactly(new ArchiveOrder("owner:bob exit:0", Optional.of(Duration.ofDays(14)), true, false));
    }

    @Test
    void parameter_inAddressAndBody_isRefused() throws IOException, InterruptedException {
        HttpResponse<String> response = server.post(
                "/api/v1/archive?q=a",
                "q=b",
                ChangeChecks.HEADER,
                "test",
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(problem(response, 400).path("detail").asText())
                .isEqualTo("parameter 'q' stands there more than once");
        assertNothingDone();
    }

    @Test
    void bodyOfAnotherKind_isRefused() throws IOException, InterruptedException {
        HttpResponse<String> response = server.post(
                "/api/v1/archive", "{\"q\":\"*\"}", ChangeChecks.HEADER, "test", "Content-Type", "application/json");

        assertThat(problem(response, 400).path("detail").asText())
                .isEqualTo("a body of 'application/json'; accepted: parameters in the address, or a body of"
                        + " application/x-www-form-urlencoded");
        assertNothingDone();
    }

    @ParameterizedTest
    @CsvSource({
        "archive, 'nothing says what to archive; accepted: q, older_than or both; q=* means every job'",
        "archive?q=%20, 'nothing says what to archive; accepted: q, older_than or both; q=* means every job'",
        "archive?dry_run=true, 'nothing says what to archive; accepted: q, older_than or both; q=* means every job'",
        "unarchive, 'nothing says what to bring back; accepted: q; q=* means every job'",
        "archive?q=*&pin=7d, 'unknown parameter ''pin''; accepted: dry_run, older_than, q'",
        "unarchive?q=*&older_than=7d, 'unknown parameter ''older_than''; accepted: dry_run, pin, q'",
        "archive?q=*&dry_run=1, 'parameter ''dry_run'' is ''1''; accepted: true, false'",
        "archive?older_than=30, 'parameter ''older_than'' is ''30''; accepted: a time with a unit (s, m, h, d or w), for example 30d or 1h30m'",
        "archive?older_than=-1d, 'parameter ''older_than'' is ''-1d''; accepted: a time with a unit (s, m, h, d or w), for example 30d or 1h30m'",
        "archive?older_than=0s, 'parameter ''older_than'' is ''0s''; accepted: a time with a unit (s, m, h, d or w), for example 30d or 1h30m'",
        "archive?older_than=200y, 'parameter ''older_than'' is ''200y''; accepted: a time with a unit (s, m, h, d or w), for example 30d or 1h30m'",
        "archive?older_than=99999d, 'parameter ''older_than'' is ''99999d''; accepted: a time with a unit (s, m, h, d or w), for example 30d or 1h30m'",
        "archive?q=*&keep=Site, '''keep'' cannot be asked for: a server archives by the settings it was started with (--keep of serve)'",
        "archive?q=*&output_files=1, '''output_files'' cannot be asked for: a server archives by the settings it was started with (--output-files of serve)'",
        "archive?q=*&without_details=true, '''without_details'' cannot be asked for: a server archives only what can come back; shelfmark archive --index DIR --without-details does it while the server is stopped'",
    })
    void impossibleOrder_isRefusedWithWhatIsAccepted(String request, String detail)
            throws IOException, InterruptedException {
        JsonNode problem = problem(post("/api/v1/" + request), 400);

        assertThat(problem.path("detail").asText()).isEqualTo(detail);
        assertThat(problem.path("kind").asText()).isEqualTo("bad_request");
        assertNothingDone();
    }

    @ParameterizedTest
    @CsvSource({"BAD_ORDER, 400, bad_request", "RECORD_GONE, 410, record_gone", "BUSY, 503, busy"})
    void orderThatCannotBeCarriedOut_isAProblem(String kind, int status, String name)
            throws IOException, InterruptedException {
        for (String route : new String[] {"archive", "unarchive"}) {
            HttpResponse<String> response = post("/api/v1/" + route + "?q=" + kind);

            JsonNode problem = problem(response, status);
            assertThat(problem.path("kind").asText()).isEqualTo(name);
            assertThat(problem.path("detail").asText()).isEqualTo("'" + kind + "' fails");
            assertThat(response.headers().firstValue("Retry-After"))
                    .isEqualTo(status == 503 ? Optional.of("1") : Optional.empty());
        }
    }

    @Test
    void failureOfOurs_isSaidToBeOne() throws IOException, InterruptedException {
        problem(post("/api/v1/archive?q=DISK"), 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive?q=*", "unarchive?q=*", "archive?keep=x"})
    void requestWithoutTheHeader_isRefused(String request) throws IOException, InterruptedException {
        String path = "/api/v1/" + request;
        String own = "http://127.0.0.1:" + server.port();

        // what a form or a script without leave of the server can send; on our own page, too
        for (String type : new String[] {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"}) {
            for (HttpResponse<String> response : List.of(
                    server.post(path, "q=*", "Content-Type", type),
                    server.post(path, "q=*", "Content-Type", type, "Origin", own, "Sec-Fetch-Site", "same-origin"))) {
                assertThat(problem(response, 403).path("detail").asText())
                        .isEqualTo("the header 'Shelfmark-Request' is missing, which web pages elsewhere cannot send;"
                                + " send it with any value");
            }
        }
        assertNothingDone();
    }

    /** Asks with the header of our own, and with {@code Origin} and {@code Sec-Fetch-Site} where they are not empty. */
    private String ask(String host, String origin, String site) throws IOException {
        return server.exchange(
                "POST /api/v1/unarchive?q=*&pin=7d HTTP/1.1\r\nContent-Length: 0\r\nConnection: close\r\n"
                        + ChangeChecks.HEADER + ": page\r\nHost: " + host + "\r\n"
                        + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n")
                        + (site.isEmpty() ? "" : "Sec-Fetch-Site: " + site + "\r\n")
                        + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:PORT, http://127.0.0.1:PORT, same-origin",
        "127.0.0.1:PORT, http://127.0.0.1:PORT, ''",
        "127.0.0.1:PORT, '', same-origin",
        "localhost:PORT, http://localhost:PORT, same-origin",
        "LOCALHOST:PORT, http://localhost:PORT, same-origin",
        "[::1]:PORT, http://[::1]:PORT, same-origin",
        "localhost, http://localhost, same-origin"
    })
    void ownPage_mayAskForIt(String host, String origin, String site) throws IOException {
        assertThat(ask(host, origin, site)).startsWith("HTTP/1.1 200");
        assertThat(archivist.orders).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.test, same-origin",
        "http://evil.test, ''",
        "http://evil.test, cross-site",
        "'', cross-site",
        "'', same-site",
        "'', none",
        "'', 'same-origin, cross-site'",
        "http://127.0.0.1:PORT, same-site",
        "http://127.0.0.1:PORT, cross-site",
        // another program on this machine, another name of it, another scheme
        "http://127.0.0.1:1, same-site",
        "http://127.0.0.1:1, ''",
        "http://127.0.0.1, ''",
        "http://localhost:PORT, ''",
        "https://127.0.0.1:PORT, same-origin",
        "http://127.0.0.1:PORT.evil.test, ''",
        "http://127.0.0.1:PORT/, ''",
        "http://x@127.0.0.1:PORT, ''",
        // a frame without an origin, a file, an extension
        "null, same-origin",
        "file://, ''",
        "chrome-extension://abc, same-origin",
        // a proxy that has another name, which we cannot know to be ours
        "https://jobs.site.test, same-origin"
    })
    void pageOfAnother_cannotAskForIt(String origin, String site) throws IOException {
        assertThat(ask("127.0.0.1:PORT", origin, site))
                .startsWith("HTTP/1.1 403")
                .contains("a web page of another server asks for this change; only ours may, and programs");
        assertNothingDone();
    }

    @Test
    void nameThatWasMadeToStandForThisMachine_isRefused() throws IOException {
        assertThat(ask("evil.test:PORT", "http://evil.test:PORT", "same-origin"))
                .startsWith("HTTP/1.1 403")
                .contains("this server answers as localhost only");
        assertNothingDone();
    }

    @Test
    void pageUnderANameThatMayBeAnothers_cannotAskForIt() throws IOException {
        try (ServedArchive open = ServedArchive.listeningOn("0.0.0.0", NOBODY, Archiving.by(archivist))) {
            server.close();
            server = open;
            for (String answer : List.of(
                    ask("evil.test:PORT", "http://evil.test:PORT", ""), ask("evil.test:PORT", "", "same-origin"))) {
                assertThat(answer)
                        .startsWith("HTTP/1.1 403")
                        .contains("a web page asks for this change under the name 'evil.test:" + server.port()
                                + "', which may be somebody else's; start the server with that name as --host, or ask by"
                                + " the command line");
            }
            assertThat(ask("", "http://", "same-origin")).containsPattern("^HTTP/1.1 40[03]");
            assertNothingDone();
            // programs do not ask under names that others made up
            assertThat(ask("evil.test:PORT", "", "")).startsWith("HTTP/1.1 200");
            assertThat(ask("127.0.0.1:PORT", "http://127.0.0.1:PORT", "same-origin"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "submit.test, submit.test:8642, true",
        "submit.test, SUBMIT.test, true",
        "submit.test, evil.test:8642, false",
        "submit.test, submit.test.evil.test, false",
        "submit.test, 192.168.1.7:8642, true",
        "0.0.0.0, [fe80::1]:8642, true",
        "0.0.0.0, [fe80::1].evil.test, false",
        "0.0.0.0, 1.2.3.4.evil.test, false",
        "0.0.0.0, 1.2.3.evil, false",
        "0.0.0.0, localhost:8642, true",
        "0.0.0.0, '', false"
    })
    void nameThatCanOnlyBeOurs_isAnAddress_orTheOneWeListenOn(String bound, String host, boolean ours) {
        assertThat(new ServedHost(bound).isCertainlyOurs(host)).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void status_saysWhetherItIsAllowed(boolean allowed) throws IOException, InterruptedException {
        JobSearch search = new StatusStub(StatusStub.status(null)).search();
        try (ServedArchive other =
                ServedArchive.answeredBy(search, allowed ? Archiving.by(archivist) : Archiving.OFF)) {
            String status = other.get("/api/v1/status", java.net.http.HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(MAPPER.readTree(status).path("allows_archiving")).isEqualTo(BooleanNode.valueOf(allowed));
        }
    }

    @Test
    void leaveToSendTheHeader_isNotGivenToPages() throws IOException, InterruptedException {
        HttpResponse<String> response = server.send(
                "OPTIONS",
                "/api/v1/archive",
                java.net.http.HttpResponse.BodyHandlers.ofString(),
                "Origin",
                "http://evil.test",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                ChangeChecks.HEADER);

        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD"})
    void otherMethod_doesNothing(String method) throws IOException, InterruptedException {
        HttpResponse<String> response = server.send(
                method,
                "/api/v1/archive?q=*",
                java.net.http.HttpResponse.BodyHandlers.ofString(),
                ChangeChecks.HEADER,
                "x");

        assertThat(response.statusCode()).isIn(404, 405);
        assertNothingDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive?q=*", "unarchive?q=*", "archive", "archive?keep=x"})
    void serverThatDoesNotArchive_refusesAndNamesTheOption(String request) throws IOException, InterruptedException {
        try (ServedArchive other = ServedArchive.answeredBy(NOBODY)) {
            assertThat(problem(other.post("/api/v1/" + request, "", ChangeChecks.HEADER, "x"), 403)
                            .path("detail")
                            .asText())
                    .isEqualTo("this server does not archive; start it with --allow-archiving");
        }
    }

    @Test
    void archivingWithoutArchivistAndReason_isRefused() {
        assertThatThrownBy(() -> new Archiving(Optional.empty(), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Archiving(Optional.of(archivist), "why"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
