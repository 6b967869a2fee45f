package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gives out the page, whatever the page is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PageTest {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private static ServedArchive server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void serve() {
        server = ServedArchive.answeredBy(new StatusStub(StatusStub.status(null)).search());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** The documents and all files, as addresses. */
    static Stream<String> addresses() {
        return Stream.concat(
                PageRoutes.DOCUMENTS.stream(),
                BuiltInPage.read().names().stream().map(name -> PageRoutes.FILES + name));
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return server.send("GET", path, BodyHandlers.ofByteArray(), headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        List<String> values = response.headers().allValues(name);
        assertThat(values).as(name).hasSizeLessThanOrEqualTo(1);
        return values.isEmpty() ? "" : values.get(0);
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PageTest.class.getResourceAsStream("page/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/job?id=ap1%23463.0",
                "/submissions?by=dag",
                "/submission?name=463",
                "/compare?q=%3Cscript%3E",
                "/health",
                "/job/"
            })
    void everyRoute_isTheSameDocument(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type").replace("; ", ";"))
                .isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(response.body()).isEqualTo(resource("index.html"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void everyFile_isSentAsItIs_orCompressed_andNotSentAgain(String path) throws IOException, InterruptedException {
        byte[] expected = resource(
                path.startsWith(PageRoutes.FILES) ? path.substring(PageRoutes.FILES.length()) : PageFiles.INDEX);

        HttpResponse<byte[]> plain = get(path);
        HttpResponse<byte[]> packed = get(path, "Accept-Encoding", "br, gzip");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.body()).isEqualTo(expected);
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        if (header(packed, "Content-Encoding").isEmpty()) {
            assertThat(packed.body()).isEqualTo(expected);
        } else {
            assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
            assertThat(packed.body().length).isLessThan(expected.length);
            assertThat(unpacked(packed.body())).isEqualTo(expected);
            assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag"));
        }
        for (HttpResponse<byte[]> response : List.of(plain, packed)) {
            String tag = header(response, "ETag");
            assertThat(tag).matches("\"[A-Za-z0-9_-]{20}\"");
            assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
            assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
            String encoding = response.equals(packed) ? "gzip" : "identity";
            HttpResponse<byte[]> again = get(path, "Accept-Encoding", encoding, "If-None-Match", tag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
            assertThat(header(again, "Content-Security-Policy")).isEqualTo(POLICY);
            HttpResponse<byte[]> other = get(path, "Accept-Encoding", encoding, "If-None-Match", "\"other\"");
            assertThat(other.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void everyFile_saysWhatABrowserMayDoWithIt(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(path, "Accept-Encoding", "gzip");

        assertThat(header(response, "Content-Type")).isNotEmpty().isNotEqualTo(PageFile.UNKNOWN);
        assertThat(header(response, "Content-Security-Policy")).isEqualTo(POLICY);
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(response, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(response, "Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/status", "/api/v1/nothing", "/healthz", "/metrics", "/openapi.json", "/page/nothing"})
    void whatIsNoPage_canNotBecomeOne(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(path);

        assertThat(header(response, "Content-Security-Policy")).isEqualTo(NO_PAGE);
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    @Test
    void whatIsRefusedBeforeAnyRoute_isNoPageEither() throws IOException {
        String answer = server.exchange("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 414").contains("X-Content-Type-Options: nosniff", NO_PAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/",
                "/page",
                "/page//",
                "/page/.",
                "/page/..",
                "/page/nothing.js",
                "/page/App.js",
                "/page/app.js/",
                "/page//app.js",
                "/page/app.js%00",
                "/page/app.js%00.css",
                "/page/%61pp.js",
                "/page/app.js;x=y",
                "/page/;/app.js",
                "/page/../page/app.js",
                "/page/./app.js",
                "/page/..%2fApiServer.class",
                "/page/../ApiServer.class",
                "/page/%2e%2e/ApiServer.class",
                "/page/%2e%2e%2fApiServer.class",
                "/page/..\\ApiServer.class",
                "/page/..%5cApiServer.class",
                "/page/%252e%252e/ApiServer.class",
                "/page/....//ApiServer.class",
                "/page/..;/ApiServer.class",
                "/page/%c0%ae%c0%ae/ApiServer.class",
                "/page//etc/passwd",
                "/page/%2fetc%2fpasswd",
                "/page/file:///etc/passwd",
                "/page/C:%5cWindows%5cwin.ini",
                "/app.js",
                "/index.html",
                "/job/app.js"
            })
    void whatIsNoName_isNoFile(String path) throws IOException {
        String answer =
                server.exchange("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").contains("application/problem+json");
        assertThat(answer).doesNotContain("createElement", "root:");
    }

    @Test
    void unknownFile_isTheUsualProblem() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get("/page/nothing.js");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "ETag")).isEmpty();
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .startsWith(
                        "{\"title\":\"not found\",\"status\":404,\"detail\":\"nothing at /page/nothing.js; there is")
                .contains("and the page: /, /job, /submissions, /submission, /compare, /health");
    }

    @Test
    void head_saysWhatGetWouldSend() throws IOException, InterruptedException {
        HttpResponse<byte[]> get = get("/", "Accept-Encoding", "gzip");
        HttpResponse<byte[]> head = server.send("HEAD", "/", BodyHandlers.ofByteArray(), "Accept-Encoding", "gzip");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "ETag")).isEqualTo(header(get, "ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void otherMethods_areNotServed(String method) throws IOException, InterruptedException {
        for (String path : List.of("/", "/page/app.js")) {
            assertThat(server.send(method, path, BodyHandlers.discarding()).statusCode())
                    .isIn(404, 405);
        }
    }

    @Test
    void page_isNotForOtherHostNames() throws IOException {
        assertThat(server.exchange("GET / HTTP/1.1\r\nHost: evil.test:PORT\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("<html");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "GZIP | true",
                "br, gzip;q=0.5 | true",
                "gzip; q=1.0 | true",
                "gzip;q=0 | false",
                "gzip;q=0.000 | false",
                "deflate, br | false",
                "x-gzip-like | false",
                "'' | false"
            })
    void compressedForm_isForThoseWhoAcceptIt(String accepted, boolean compressed) {
        PageFile file = PageFile.of("a.txt", "a".repeat(1000).getBytes(StandardCharsets.UTF_8));

        assertThat(file.accepted(accepted).bytes().length < 1000).isEqualTo(compressed);
    }

    @ParameterizedTest
    @CsvSource({
        "a.html, text/html; charset=utf-8",
        "b/a.min.js, text/javascript; charset=utf-8",
        "a.mjs, text/javascript; charset=utf-8",
        "a.css, text/css; charset=utf-8",
        "a.json, application/json",
        "a.svg, image/svg+xml",
        "a.woff2, font/woff2",
        "a.exe, application/octet-stream",
        ".a.js.swp, application/octet-stream"
    })
    void mediaType_isThatOfTheName(String name, String mediaType) {
        assertThat(PageFile.of(name, new byte[0]).mediaType()).isEqualTo(mediaType);
    }

    @Test
    void filesOfAJar_areThoseBelowItsFolder() throws IOException {
        Path jar = directory.resolve("program+1 .jar");
        Map<String, String> entries = Map.of(
                "org/page/index.html", "one",
                "org/page/views/a.js", "two",
                "org/page/views/deep/b.js", "three",
                "org/pages/c.js", "other",
                "org/Program.class", "other");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("org/page/views/"));
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        URL index = URI.create("jar:" + jar.toUri() + "!/org/page/index.html").toURL();

        BuiltInPage page = BuiltInPage.read(index);
        Files.delete(jar);

        assertThat(page.names()).isEqualTo(Set.of("index.html", "views/a.js", "views/deep/b.js"));
        assertThat(page.find("views/deep/b.js").orElseThrow().plain().bytes())
                .asString()
                .isEqualTo("three");
        assertThat(page.find("views/")).isEmpty();
        assertThat(page.find("views")).isEmpty();
        assertThat(page.find("")).isEmpty();
    }

    @Test
    void filesOfADirectory_goFirst_andAreReadAgain_andNothingElseIs() throws IOException, InterruptedException {
        Path page = Files.createDirectories(directory.resolve("my page"));
        Files.createDirectory(page.resolve("views"));
        Files.writeString(directory.resolve("secret.js"), "secret");
        Files.createSymbolicLink(page.resolve("link.js"), directory.resolve("secret.js"));
        Files.createSymbolicLink(page.resolve("up"), directory);
        Files.writeString(page.resolve("views/new.js"), "first");
        try (ServedArchive developed =
                ServedArchive.answeredBy(new StatusStub(StatusStub.status(null)).search(), page)) {
            assertThat(developed
                            .get("/page/views/new.js", BodyHandlers.ofString())
                            .body())
                    .isEqualTo("first");
            Files.writeString(page.resolve("views/new.js"), "second");
            Files.writeString(page.resolve("index.html"), "mine");
            assertThat(developed
                            .get("/page/views/new.js", BodyHandlers.ofString())
                            .body())
                    .isEqualTo("second");
            assertThat(developed.get("/health", BodyHandlers.ofString()).body()).isEqualTo("mine");
            assertThat(developed.get("/page/app.js", BodyHandlers.ofByteArray()).body())
                    .isEqualTo(resource("app.js"));
            for (String path : Arrays.asList(
                    "link.js",
                    "up/secret.js",
                    "../secret.js",
                    "%2e%2e/secret.js",
                    "..%2fsecret.js",
                    "views",
                    "views/",
                    "views/../views/new.js",
                    "",
                    "..%5csecret.js",
                    directory.resolve("secret.js").toString())) {
                String answer = developed.exchange(
                        "GET /page/" + path + " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n");
                assertThat(answer).as(path).containsPattern("^HTTP/1.1 40[04] ").doesNotContain("\r\n\r\nse");
            }
        }
    }

    @Test
    void longFile_isCompressedOnce_orNotAtAll() throws IOException, InterruptedException {
        byte[] unlike = new byte[10_000];
        new Random(20_261_130).nextBytes(unlike);
        String text = HexFormat.of().formatHex(unlike);
        Files.writeString(directory.resolve("long.js"), text);
        Files.write(directory.resolve("noise.txt"), unlike);
        try (ServedArchive developed =
                ServedArchive.answeredBy(new StatusStub(StatusStub.status(null)).search(), directory)) {
            HttpResponse<byte[]> packed =
                    developed.get("/page/long.js", "Accept-Encoding", "gzip", BodyHandlers.ofByteArray());

            assertThat(packed.body().length).isBetween(10_000, 15_000);
            assertThat(unpacked(packed.body())).asString(StandardCharsets.UTF_8).isEqualTo(text);
            assertThat(developed.get("/page/long.js", BodyHandlers.ofString()).body())
                    .isEqualTo(text);

            HttpResponse<byte[]> noise =
                    developed.get("/page/noise.txt", "Accept-Encoding", "gzip", BodyHandlers.ofByteArray());
            assertThat(header(noise, "Content-Encoding")).isEmpty();
            assertThat(noise.body()).isEqualTo(unlike);
        }
    }

    @Test
    void failureThatNoHandlerSees_isNoPageEither() throws IOException, InterruptedException {
        try (ServedArchive failing = ServedArchive.answeredBy(SearchDouble.of((method, arguments) -> {
            throw new StackOverflowError();
        }))) {
            HttpResponse<byte[]> response = failing.get("/api/v1/count", BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(response, "Content-Security-Policy")).isEqualTo(NO_PAGE);
        }
    }

    @Test
    void pageThatIsNoDirectory_isRefused() {
        ServerSettings settings = new ServerSettings(ServerSettings.DEFAULT_HOST, 0);
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> settings.withPage(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a page in '" + missing + "'; accepted: a directory");
    }
}
