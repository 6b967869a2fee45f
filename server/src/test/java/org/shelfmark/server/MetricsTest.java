package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.search.Responses;

/** What {@code /metrics} says, read by a parser that knows nothing of how it was written. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MetricsTest {
    private static final String HOSTILE = "a \"quoted\"\nname \\ of } ä日";
    private static final Responses.Source BEHIND = new Responses.Source("ap1", 2, 120, 3, 4096, 17L, 2L, 1, 5);
    private static final Responses.Source UNKNOWN = new Responses.Source(HOSTILE, 1, 10, 0, 5, null, null, 0, 0);

    private final StatusStub stub =
            new StatusStub(StatusStub.status(StatusStub.activity(13, 1, null), BEHIND, UNKNOWN));

    private static ExpositionText scrape(ServedArchive server) throws IOException, InterruptedException {
        HttpResponse<String> response = server.get("/metrics", BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualTo("text/plain;version=0.0.4;charset=utf-8");
        return ExpositionText.parse(response.body());
    }

    @Test
    void status_isScraped() throws IOException, InterruptedException {
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            ExpositionText metrics = scrape(server);

            assertThat(metrics.value("shelfmark_index_readable")).contains(1.0);
            assertThat(metrics.value("shelfmark_index_bytes")).contains(123_456.0);
            assertThat(metrics.value("shelfmark_index_segments")).contains(5.0);
            assertThat(metrics.value("shelfmark_vault_bytes")).contains(789.0);
            assertThat(metrics.value("shelfmark_archived_jobs")).contains(0.0);
            assertThat(metrics.value("shelfmark_archived_submissions")).contains(0.0);
            assertThat(metrics.value("shelfmark_archive_files", "state", "active"))
                    .contains(2.0);
            assertThat(metrics.value("shelfmark_archive_files", "state", "sealed"))
                    .contains(4.0);
            assertThat(metrics.value("shelfmark_jobs", "source", "ap1")).contains(117.0);
            assertThat(metrics.value("shelfmark_quarantined_records", "source", "ap1"))
                    .contains(3.0);
            assertThat(metrics.value("shelfmark_source_lag_bytes", "source", "ap1"))
                    .contains(4096.0);
            assertThat(metrics.value("shelfmark_source_lag_seconds", "source", "ap1"))
                    .contains(17.0);
            assertThat(metrics.value("shelfmark_gaps_total", "source", "ap1")).contains(1.0);
            assertThat(metrics.value("shelfmark_estimated_lost_records_total", "source", "ap1"))
                    .contains(5.0);
            assertThat(metrics.value("shelfmark_cycles_total")).contains(13.0);
            assertThat(metrics.value("shelfmark_failed_cycles_total")).contains(1.0);
            assertThat(metrics.value("shelfmark_limited_cycles_total")).contains(2.0);
            assertThat(metrics.value("shelfmark_commits_total")).contains(7.0);
            assertThat(metrics.value("shelfmark_indexed_records_total")).contains(400.0);
            assertThat(metrics.value("shelfmark_indexed_bytes_total")).contains(50_000.0);
            assertThat(metrics.value("shelfmark_cycle_seconds_count")).contains(13.0);
            assertThat(metrics.value("shelfmark_cycle_seconds_sum")).contains(6.5);
            assertThat(metrics.value("shelfmark_cycle_seconds_max")).contains(3.25);
            assertThat(metrics.value("shelfmark_held_files")).contains(3.0);
            assertThat(metrics.value("shelfmark_following_failing")).contains(0.0);
            // 2026-11-23T11:59:50Z
            assertThat(metrics.value("shelfmark_last_commit_timestamp_seconds")).contains(1_795_435_190.0);
            assertThat(metrics.value("shelfmark_last_cycle_timestamp_seconds")).contains(1_795_435_198.5);
        }
    }

    @Test
    void sourceName_isEscaped_andAnUnknownLagIsLeftOut() throws IOException, InterruptedException {
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            ExpositionText metrics = scrape(server);

            assertThat(metrics.value("shelfmark_jobs", "source", HOSTILE)).contains(10.0);
            assertThat(metrics.value("shelfmark_source_lag_bytes", "source", HOSTILE))
                    .contains(5.0);
            assertThat(metrics.value("shelfmark_source_lag_seconds", "source", HOSTILE))
                    .isEmpty();
        }
    }

    @Test
    void everyCounter_endsInTotal_andNothingElseDoes() throws IOException, InterruptedException {
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            assertThat(scrape(server).types())
                    .hasSizeGreaterThan(25)
                    .allSatisfy((name, type) -> assertThat(name.endsWith("_total"))
                            .as("%s %s", name, type)
                            .isEqualTo(type.equals("counter")));
        }
    }

    @Test
    void failingStatus_leavesTheOtherMetrics_andComesBack() throws IOException, InterruptedException {
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            stub.fail(new IOException("disk on fire"));
            ExpositionText metrics = scrape(server);
            assertThat(metrics.value("shelfmark_index_readable")).contains(0.0);
            assertThat(metrics.types()).doesNotContainKey("shelfmark_jobs").containsKey("jvm_memory_used_bytes");

            stub.fail(null);
            assertThat(scrape(server).value("shelfmark_index_readable")).contains(1.0);
        }
    }

    @Test
    void serverThatDoesNotFollow_hasNoMetricsOfFollowing() throws IOException, InterruptedException {
        stub.say(StatusStub.status(null, BEHIND));
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            assertThat(scrape(server).types())
                    .containsKey("shelfmark_jobs")
                    .doesNotContainKeys("shelfmark_cycles_total", "shelfmark_following_failing");
        }
    }

    @Test
    void beforeTheFirstCycle_nothingIsDivided() throws IOException, InterruptedException {
        stub.say(StatusStub.status(StatusStub.activity(0, 0, null)));
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            ExpositionText metrics = scrape(server);

            assertThat(metrics.value("shelfmark_cycles_total")).contains(0.0);
            assertThat(metrics.types())
                    .doesNotContainKeys(
                            "shelfmark_jobs",
                            "shelfmark_last_cycle_timestamp_seconds",
                            "shelfmark_last_commit_timestamp_seconds");
        }
    }

    @Test
    void failingFollower_isShown() throws IOException, InterruptedException {
        stub.say(StatusStub.status(StatusStub.activity(
                9, 3, new Responses.LastError("2026-11-23T11:00:00Z", "2026-11-23T11:59:00Z", "full", true))));
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            assertThat(scrape(server).value("shelfmark_following_failing")).contains(1.0);
        }
    }

    @Test
    void requests_areCountedByRouteAndStatus_andInventedPathsTogether() throws IOException, InterruptedException {
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            for (String path : new String[] {
                "/healthz",
                "/healthz",
                "/api/v1/status",
                "/api/v1/status?nonsense=1",
                "/api/v1/jobs/1.0",
                "/api/v1/jobs/2.0",
                "/invented/1",
                "/invented/2",
                "/invented/3"
            }) {
                server.get(path, BodyHandlers.discarding());
            }
            ExpositionText metrics = scrape(server);

            String count = "shelfmark_http_requests_seconds_count";
            assertThat(metrics.value(count, "route", "/healthz", "status", "200"))
                    .contains(2.0);
            assertThat(metrics.value(count, "route", "/api/v1/status", "status", "200"))
                    .contains(1.0);
            assertThat(metrics.value(count, "route", "/api/v1/status", "status", "400"))
                    .contains(1.0);
            assertThat(metrics.value(count, "route", "/api/v1/jobs/{id}", "status", "500"))
                    .contains(2.0);
            assertThat(metrics.value(count, "route", "none", "status", "404")).contains(3.0);
        }
    }

    @Test
    void realIndex_isScrapedWithEveryMetricOfTheDocument(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path index = directory.resolve("index");
        ServedArchive.index(index, SampleArchive.find().directory());
        try (ServedArchive server = ServedArchive.of(index, false)) {
            ExpositionText metrics = scrape(server);

            assertThat(metrics.value("shelfmark_jobs", "source", "ap1.pool.test"))
                    .contains(266.0);
            assertThat(metrics.value("shelfmark_archive_files", "state", "sealed"))
                    .contains(3.0);
            assertThat(metrics.value("shelfmark_source_lag_seconds", "source", "ap1.pool.test"))
                    .contains(0.0);
            assertThat(metrics.value("shelfmark_index_bytes").orElseThrow()).isGreaterThan(10_000);
        }
    }

    @Test
    void everyMetric_isInTheDocument_andTheOtherWayRound() throws IOException, InterruptedException {
        String document = Files.readString(SampleArchive.find().directory().resolve("../http-api.md"));
        Set<String> documented = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `((?:shelfmark|jvm|process|system)_[a-z0-9_]+)")
                .matcher(document);
        while (row.find()) {
            documented.add(row.group(1));
        }
        try (ServedArchive server = ServedArchive.answeredBy(stub.search())) {
            server.get("/healthz", BodyHandlers.discarding());

            assertThat(documented)
                    .isEqualTo(new TreeSet<>(scrape(server).types().keySet()));
        }
    }

    /** The parser of this test is strict, or the tests above say nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1",
                "# TYPE a gauge\na 1\n# TYPE a gauge\n",
                "a 1\n",
                "# TYPE a gauge\nb 1\n",
                "# TYPE a gauge\na{b=c} 1\n",
                "# TYPE a gauge\na{b=\"c} 1\n",
                "# TYPE a gauge\na{b=\"c\"d\"} 1\n",
                "# TYPE a gauge\na{b=\"c\" d=\"e\"} 1\n",
                "# TYPE a gauge\na{b=\"c\\x\"} 1\n",
                "# TYPE a gauge\na one\n",
                "# TYPE a gauge\n\na 1\n",
                "# TYPE a gauge\na_sum 1\n",
                "# TYPE 1a gauge\n"
            })
    void brokenText_isRefusedByTheParser(String text) {
        assertThatThrownBy(() -> ExpositionText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
