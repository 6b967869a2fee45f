package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page that describes the interface. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ApiPageTest {
    private static Set<String> found(String pattern, String html) {
        Set<String> found = new HashSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void everyRouteAndParameter_isOnThePage() throws IOException, InterruptedException {
        try (ServedArchive server = ServedArchive.answeredBy(new StatusStub(StatusStub.status(null)).search())) {
            HttpResponse<String> response = server.get("/api", BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            String html = response.body();

            for (Route route : server.table().routes()) {
                int from = html.indexOf("<h2>" + route.method().word() + " " + route.path() + "</h2>");
                assertThat(from).as(route.path()).isPositive();
                String section = html.substring(from, html.indexOf("<h", from + 1));
                assertThat(section).contains(route.summary());
                assertThat(route.parameters())
                        .allSatisfy(parameter -> assertThat(section)
                                .contains("<td><code>" + parameter.name() + "</code></td><td>" + parameter.accepted()));
            }
        }
    }

    @Test
    void page_needsNothingFromElsewhere() throws IOException, InterruptedException {
        try (ServedArchive server = ServedArchive.answeredBy(new StatusStub(StatusStub.status(null)).search())) {
            HttpResponse<String> response = server.get("/api", BodyHandlers.ofString(StandardCharsets.UTF_8));
            String html = response.body();

            assertThat(html).doesNotContain("://", "<script", "<style", "style=", "<img", "src=");
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
                            + " form-action 'none'; frame-ancestors 'none'");
            Set<String> links = found("href=\"([^\"]*)\"", html);
            Set<String> places = found("id=\"([^\"]*)\"", html);
            assertThat(links).contains("/openapi.json", "#IndexedThrough", "/page/api.css", "/page/icon.svg");
            assertThat(links)
                    .filteredOn(link -> link.startsWith("/"))
                    .allSatisfy(link -> assertThat(
                                    server.get(link, BodyHandlers.discarding()).statusCode())
                            .isEqualTo(200));
            assertThat(links)
                    .filteredOn(link -> !link.startsWith("/"))
                    .allSatisfy(link -> assertThat(places).contains(link.substring(1)));
        }
    }

    @Test
    void letters_thatMeanSomethingInHtml_areEscaped() {
        Parameter<String> parameter = Parameter.text("a<b>", "\"x\" & <script>");
        String html = new String(
                ApiPage.of(new RouteTable(List.of(
                        new Route("/p/<q>", "R&D", List.of(parameter), Answer.text("<i>"), (given, context) -> {})))),
                StandardCharsets.UTF_8);

        assertThat(html)
                .contains("/p/&lt;q&gt;", "R&amp;D", "a&lt;b&gt;", "&quot;x&quot; &amp; &lt;script&gt;", "&lt;i&gt;")
                .doesNotContain("<script>", "<i>");
    }
}
