package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchSettings;

/** A cluster that comes, fails and goes, each time that it is opened or asked. */
final class ClusterJobsTest {
    private static final Requests.Count ALL = new Requests.Count(new Requests.Selection("", Optional.empty()));
    private static final RecordPlaces NOWHERE = new RecordPlaces(
            Map.of(),
            Mapping.htcondorJob(),
            new SearchSettings(CommandRun.NOON, ZoneOffset.UTC, false, Duration.ofSeconds(30)));

    private final Queue<Exception> failures = new ArrayDeque<>();
    private int opened;
    private int kept;

    private JobSearch opening(boolean filledHere) throws IOException {
        return ClusterJobs.opening(this::open, NOWHERE, filledHere);
    }

    private JobSearch open() throws IOException {
        if (failures.poll() instanceof IOException failure) {
            throw failure;
        }
        opened++;
        return (JobSearch) Proxy.newProxyInstance(
                JobSearch.class.getClassLoader(), new Class<?>[] {JobSearch.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("keepingAnswers")) {
                        kept++;
                        return proxy;
                    }
                    Exception failure = failures.poll();
                    if (failure != null) {
                        throw failure;
                    }
                    return method.getName().equals("count")
                            ? new Responses.Count(7, 0, false, List.of(), 7, null, null)
                            : null;
                });
    }

    private static void assertUnavailable(JobSearch search, String why) {
        assertThatThrownBy(() -> search.count(ALL))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.UNAVAILABLE))
                .hasMessage(why);
    }

    @Test
    void clusterThatIsThere_isOpenedOnce() throws IOException {
        try (JobSearch search = opening(false)) {
            assertThat(search.count(ALL).count()).isEqualTo(7);
            assertThat(search.count(ALL).count()).isEqualTo(7);
        }
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void clusterThatIsAway_isOpenedWhenItIsAsked() throws IOException {
        failures.add(new ClusterUnavailableException("away"));
        failures.add(new ClusterUnavailableException("still away"));
        try (JobSearch search = opening(false)) {
            assertUnavailable(search, "still away");
            assertThat(search.count(ALL).count()).isEqualTo(7);
        }
    }

    @Test
    void clusterWithoutJobs_isRefusedAtOnceUnlessItIsFilledHere() throws IOException {
        failures.add(new IndexUnusableException("no jobs"));
        assertThatThrownBy(() -> opening(false)).hasMessage("no jobs");

        failures.add(new IndexUnusableException("no jobs"));
        failures.add(new IndexUnusableException("no jobs yet"));
        try (JobSearch search = opening(true)) {
            assertUnavailable(search, "no jobs yet");
            assertThat(search.count(ALL).count()).isEqualTo(7);
        }
    }

    @Test
    void clusterThatGoesAway_isUnavailableUntilItIsBack() throws IOException {
        try (JobSearch search = opening(false)) {
            failures.add(new ClusterUnavailableException("gone"));
            assertUnavailable(search, "gone");
            assertThat(search.count(ALL).count()).isEqualTo(7);
        }
    }

    @Test
    void otherFailures_stayWhatTheyAre() throws IOException {
        try (JobSearch search = opening(false)) {
            failures.add(new SearchException(SearchException.Kind.BAD_QUERY, "what?"));
            assertThatThrownBy(() -> search.count(ALL)).hasMessage("what?");
            failures.add(new IOException("disk"));
            assertThatThrownBy(() -> search.count(ALL))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("disk");
        }
    }

    @Test
    void searchThatKeepsAnswers_isTheClustersOwn_onceItIsThere() throws IOException {
        failures.add(new ClusterUnavailableException("away"));
        try (JobSearch search = opening(false)) {
            JobSearch keeping = search.keepingAnswers();
            failures.add(new ClusterUnavailableException("still away"));
            assertUnavailable(keeping, "still away");
            assertThat(keeping.count(ALL).count()).isEqualTo(7);
            assertThat(keeping.count(ALL).count()).isEqualTo(7);
            failures.add(new ClusterUnavailableException("gone"));
            assertUnavailable(keeping, "gone");
        }
        assertThat(opened).isEqualTo(1);
        assertThat(kept).isEqualTo(1);
    }

    @Test
    void question_waitsForItsOwnTimeAndSomeSeconds() {
        ClusterSettings settings = ClusterSettings.of(URI.create("http://127.0.0.1:9200"));

        assertThat(ClusterBackend.asking(settings, Duration.ofSeconds(30)).answer())
                .isEqualTo(Duration.ofSeconds(35));
        assertThat(ClusterBackend.asking(settings, Duration.ofMinutes(10)).answer())
                .isEqualTo(settings.answer())
                .isEqualTo(Duration.ofMinutes(2));
    }
}
