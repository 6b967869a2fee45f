package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;

/** Whether an answer that is given again is the one that would be found. */
class KeptAnswersTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final long ROOM = 1 << 20;

    @TempDir
    private Path directory;

    private Instant now = SearchShelf.NOW;

    /** Everything is kept that may be, however fast it was found. */
    private KeptAnswers kept = new KeptAnswers(0, ROOM, 100);

    private interface Question {
        Record ask(JobSearch search) throws IOException;
    }

    private static final List<Question> QUESTIONS = List.of(
            search -> search.count(new Requests.Count("owner:alice")),
            search -> search.count(new Requests.Count("completed:>2026-11-20")),
            search -> search.facets(new Requests.Facets("*", List.of("owner", "exit"), 5)),
            search -> search.stats(new FigureRequests.Stats(
                    Requests.Selection.of("*"), List.of("cluster"), List.of("owner"), List.of(50.0), 5)),
            search -> search.histogram(new FigureRequests.Histogram(
                    Requests.Selection.of(""), "completed", "1d", Optional.of("owner"), 5)));

    private IndexSearch open(Duration timeout) throws IOException {
        return new IndexSearch(
                SnapshotSource.open(new IndexLayout(directory.resolve("index")), MAPPING),
                ArchiveFileSystem.local(),
                MAPPING,
                new SearchSettings(() -> now, ZoneOffset.UTC, true, timeout));
    }

    private interface Asking {
        void ask(SearchShelf shelf, JobSearch keeping, JobSearch plain) throws IOException;
    }

    private void withSample(Asking asking) throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory);
                IndexSearch plain = open(Duration.ofMinutes(1))) {
            asking.ask(shelf, plain.keepingAnswers(kept), plain);
        }
    }

    /** An answer without the time it took. */
    private static String told(Record answer) {
        return SearchJson.write(answer).replaceFirst("\"took_ms\":\\d+", "");
    }

    @Test
    void sameQuestion_isAnsweredFromWhatWasKept() throws IOException {
        withSample((shelf, keeping, plain) -> {
            for (int round = 0; round < 2; round++) {
                for (Question question : QUESTIONS) {
                    assertThat(told(question.ask(keeping))).isEqualTo(told(question.ask(plain)));
                }
                assertThat(kept.size()).isEqualTo(QUESTIONS.size());
            }
        });
    }

    @Test
    void newCommit_isInTheNextAnswer() throws IOException {
        withSample((shelf, keeping, plain) -> {
            for (int commit = 0; commit < 3; commit++) {
                for (Question question : QUESTIONS) {
                    assertThat(told(question.ask(keeping))).isEqualTo(told(question.ask(plain)));
                    assertThat(told(question.ask(keeping))).isEqualTo(told(question.ask(plain)));
                }
                long before = keeping.count(new Requests.Count("*")).count();
                shelf.append("history", SmallRecords.record(800_000 + commit, 0));
                shelf.index();
                assertThat(keeping.count(new Requests.Count("*")).count()).isEqualTo(before + 1);
            }
        });
    }

    @Test
    void keptAnswer_saysHowFarTheArchiveIsBehindNow() throws IOException {
        withSample((shelf, keeping, plain) -> {
            Requests.Count everything = new Requests.Count("*");
            assertThat(keeping.count(everything).indexedThrough().get(0).bytesBehind())
                    .isZero();
            shelf.append("history", "12345");

            assertThat(keeping.count(everything).indexedThrough().get(0).bytesBehind())
                    .isEqualTo(5);
            assertThat(kept.size()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "completed:>-7d",
                "completed:today",
                "ended:yesterday",
                "completed:now-30d..now",
                "NOT QDate:<-1h"
            })
    void relativeTime_isNotKept(String query) throws IOException {
        withSample((shelf, keeping, plain) -> {
            for (int day = 0; day < 3; day++) {
                Requests.Count count = new Requests.Count(query);
                assertThat(told(keeping.count(count))).isEqualTo(told(plain.count(count)));
                now = now.minus(Duration.ofDays(1));
            }
            assertThat(kept.size()).isZero();
        });
    }

    @Test
    void constraint_isNotKept() throws IOException {
        withSample((shelf, keeping, plain) -> {
            Requests.Count count = new Requests.Count(new Requests.Selection("", Optional.of("ExitCode == 0")));
            assertThat(told(keeping.count(count))).isEqualTo(told(plain.count(count)));
            assertThat(kept.size()).isZero();
        });
    }

    @Test
    void partialAnswer_isNotKept() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory);
                IndexSearch hurried = open(Duration.ofNanos(1))) {
            assertThat(shelf.segments()).isPositive();
            Responses.Facets partial =
                    hurried.keepingAnswers(kept).facets(new Requests.Facets("exit:>0", List.of("owner"), 5));
            assertThat(partial.timedOut()).isTrue();
            assertThat(kept.size()).isZero();
        }
    }

    @Test
    void fastAnswer_isNotKept() throws IOException {
        kept = new KeptAnswers(60_000, ROOM, 100);
        withSample((shelf, keeping, plain) -> {
            assertThat(told(keeping.count(new Requests.Count("*"))))
                    .isEqualTo(told(plain.count(new Requests.Count("*"))));
            assertThat(kept.size()).isZero();
        });
    }

    @Test
    void tooManyAnswers_leaveThoseAskedForLast() throws IOException {
        kept = new KeptAnswers(0, ROOM, 3);
        withSample((shelf, keeping, plain) -> {
            for (int i = 0; i < 10; i++) {
                Requests.Count count = new Requests.Count("exit:" + i);
                assertThat(told(keeping.count(count))).isEqualTo(told(plain.count(count)));
            }
            assertThat(kept.size()).isEqualTo(3);
        });
    }

    @Test
    void tooManyBytes_leaveThoseAskedForLast() throws IOException {
        kept = new KeptAnswers(0, 40_000, 1000);
        withSample((shelf, keeping, plain) -> {
            for (int i = 0; i < 100; i++) {
                Requests.Count count = new Requests.Count("exit:" + i);
                assertThat(told(keeping.count(count))).isEqualTo(told(plain.count(count)));
            }
            assertThat(kept.size()).isBetween(5, 60);
            int before = kept.size();
            Record large = keeping.facets(new Requests.Facets("*", List.of("cluster", "proc", "owner", "host"), 1000));
            assertThat(told(large).length()).isGreaterThan(2_500);
            assertThat(kept.size()).isEqualTo(before);
        });
    }
}
