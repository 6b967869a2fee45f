package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page opens, under its policy, and what all tests in a browser rely on holds. */
final class BrowserCaseTest extends BrowserCase {
    @Override
    TestServer served(Path directory) throws IOException {
        Path index = directory.resolve("index");
        CommandRun.indexSample(index);
        CommandRun run = CommandRun.of("archive", "owner:dave", "--min-jobs", "1", "--index", index.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return TestServer.archiving(index);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/job?id=463.0", "/submission?name=463", "/compare?q=is:failed", "/health"})
    void everyAddress_isThePage(String path) {
        open(path);

        browser().element("h1, h2, [role=search]");
        assertThat(browser().title()).contains("Shelfmark");
    }

    @Test
    void api_isAPageWithItsStyle() throws IOException {
        open("/api");

        assertThat(browser().text("h1")).isEqualTo("HTTP interface");
        assertThat(browser().script("return getComputedStyle(document.body).maxWidth"))
                .isEqualTo("960px");
        assertAccessible();
    }

    private String post(String path, String options) {
        return String.valueOf(browser()
                .asynchronousScript(
                        "fetch(arguments[0], " + options + ").then(answer => answer.text())"
                                + ".then(arguments[1], failure => arguments[1](String(failure)))",
                        path));
    }

    @Test
    void page_mayAskForAChange_ofItsOwnServer() {
        open("/");
        String unarchive = "/api/v1/unarchive?q=owner:dave&dry_run=true";

        assertThat(post(unarchive, "{method: 'POST', headers: {'Shelfmark-Request': 'page'}}"))
                .startsWith("{\"dry_run\":true,\"submissions\":");
        expectComplaint("status of 403");
        assertThat(post(unarchive, "{method: 'POST'}")).contains("the header 'Shelfmark-Request' is missing");
    }

    private static HttpServer otherSite() throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] page = "<!DOCTYPE html><title>other</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
        return site;
    }

    @Test
    void pageOfAnotherServer_canNeitherChangeNorReadAnything() throws IOException, InterruptedException {
        String before = server().get("/api/v1/jobs?q=owner:dave").body();
        HttpServer site = otherSite();
        try {
            browser().open("http://127.0.0.1:" + site.getAddress().getPort() + "/");
            String unarchive = server().url() + "/api/v1/unarchive?q=*";

            expectComplaint("CORS policy");
            expectComplaint("net::ERR_");
            expectComplaint("status of 40");
            assertThat(post(unarchive, "{method: 'POST', headers: {'Shelfmark-Request': 'page'}}"))
                    .contains("Failed to fetch");
            assertThat(post(unarchive, "{method: 'POST', mode: 'no-cors'}")).doesNotContain("submissions");
            assertThat(post(server().url() + "/api/v1/count", "{}")).contains("Failed to fetch");
            assertThat(post(server().url() + "/api/v1/count", "{mode: 'no-cors'}"))
                    .contains("Failed to fetch");
        } finally {
            site.stop(0);
        }
        assertThat(before).contains("\"archived\":{\"jobs\":");
        assertThat(withoutTook(server().get("/api/v1/jobs?q=owner:dave").body()))
                .isEqualTo(withoutTook(before));
    }

    private static String withoutTook(String answer) {
        return answer.replaceFirst("\"took_ms\":\\d+", "");
    }

    @Test
    void whatThePolicyForbids_isAComplaint() {
        open("/");
        browser()
                .script("const script = document.createElement('script'); script.textContent = 'window.ran = 1';"
                        + "document.body.append(script)");

        assertThat(browser().script("return window.ran")).isNull();
        assertThat(browser().complaints()).hasSize(1).first().asString().contains("Content Security Policy");
        expectComplaint("Content Security Policy");
    }

    @Test
    void errorOfAScript_isAComplaint() {
        open("/");
        browser().script("setTimeout(() => { throw new Error('broken on purpose'); })");

        browser().until("the complaint", unused -> !browser().complaints().isEmpty());
        assertThat(browser().complaints()).hasSize(1).first().asString().contains("broken on purpose");
        expectComplaint("broken on purpose");
    }

    @Test
    void sizeAndColours_areWhatATestSays() {
        open("/");
        String dark = "return matchMedia('(prefers-color-scheme: dark)').matches";

        assertThat(browser().script("return [innerWidth, innerHeight]")).isEqualTo(List.of(1280L, 900L));
        assertThat(browser().script(dark)).isEqualTo(false);
        phone();
        dark();
        assertThat(browser().script("return [innerWidth, innerHeight]")).isEqualTo(List.of(360L, 800L));
        assertThat(browser().script(dark)).isEqualTo(true);
    }

    @Test
    void nothingOfATest_isLeftForTheNext() {
        open("/");
        browser().script("localStorage.setItem('kept', 'x')");
        browser().reset();
        open("/");

        assertThat(browser().script("return localStorage.getItem('kept')")).isNull();
    }

    @Test
    void whatNobodyCouldRead_isFound() throws IOException {
        open("/");
        assertAccessible();
        browser()
                .script("const image = document.createElement('img'); image.src = '/page/icon.svg';"
                        + "document.body.append(image)");

        assertThatThrownBy(this::assertAccessible)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("image-alt (critical)");
    }

    @Test
    void server_goesAway_andComesBack() {
        open("/");
        server().goAway();
        expectComplaint("net::ERR_");
        try {
            assertThat(post("/api/v1/count", "{}")).contains("Failed to fetch");
        } finally {
            server().comeBack();
        }

        assertThat(post("/api/v1/count", "{}")).contains("\"count\":266");
    }

    @Test
    void export_isDownloaded() throws IOException {
        open("/");
        byte[] csv = browser()
                .download(
                        "export.csv",
                        () -> browser()
                                .script("const link = document.createElement('a');"
                                        + "link.href = '/api/v1/export?format=csv&fields=id'; link.download = 'export.csv';"
                                        + "document.body.append(link); link.click()"));

        assertThat(new String(csv, StandardCharsets.UTF_8)).endsWith(",complete\r\n");
    }

    @Test
    void picture_isKept() throws IOException {
        open("/");
        keepPicture("first");

        assertThat(Files.size(picture("first"))).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHELFMARK_CHROMIUM", "SHELFMARK_CHROMEDRIVER"})
    void browserThatIsNotThere_isNone(String variable) {
        assertThat(InstalledBrowser.find(Map.of())).isPresent();
        assertThat(InstalledBrowser.find(Map.of(variable, "/nonexistent"))).isEmpty();
    }
}
