package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;
import org.shelfmark.search.Suggestions.Suggestion;

/** In the queries, {@code |} stands for the caret. */
class SuggestTest {
    @TempDir
    private Path directory;

    private static List<Suggestion> suggest(SearchShelf shelf, String marked, int limit) throws IOException {
        int caret = marked.indexOf('|');
        String query = marked.substring(0, caret) + marked.substring(caret + 1);
        Suggestions answer = shelf.search().suggest(new SuggestRequest(query, OptionalLong.of(caret), limit));
        assertThat(answer.total()).isEqualTo(answer.suggestions().size());
        assertThat(answer.timedOut()).isFalse();
        assertThat(answer.suggestions()).hasSizeLessThanOrEqualTo(limit);
        return answer.suggestions();
    }

    private static List<String> texts(SearchShelf shelf, String marked) throws IOException {
        return suggest(shelf, marked, 10).stream().map(Suggestion::text).toList();
    }

    /** Texts and counts. */
    private static Map<String, Long> counts(SearchShelf shelf, String marked) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (Suggestion suggestion : suggest(shelf, marked, 100)) {
            Long count = suggestion.count();
            counts.put(suggestion.text(), count == null ? -1 : count);
        }
        return counts;
    }

    @Test
    void names_areFieldsFirst_thenConditionsAndAttributes() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, "Ownership = 3", "Environment = \"TOKEN=x\"", "EnvironmentHub = 1"))) {
            assertThat(texts(shelf, "ow|")).containsExactly("owner:", "ownership:");
            assertThat(texts(shelf, "OWN|")).containsExactly("owner:", "ownership:");
            assertThat(texts(shelf, "exit:0 -clu|")).containsExactly("cluster:", "ClusterId:");
            assertThat(texts(shelf, "i|")).contains("is:", "id:", "iwd:").doesNotContain("owner:");
            assertThat(texts(shelf, "ra|")).containsExactly("ran:");
            assertThat(texts(shelf, "jobst|")).containsExactly("jobstatus:", "JobStartDate:");
            assertThat(texts(shelf, "environment|")).containsExactly("environmenthub:");
            assertThat(texts(shelf, "ow|:alice")).containsExactly("owner", "ownership");
            assertThat(texts(shelf, "has:clus|")).containsExactly("cluster", "ClusterId");
            assertThat(texts(shelf, "has:ra|")).isEmpty();
            assertThat(texts(shelf, "nosuchname|")).isEmpty();
            assertThat(texts(shelf, "|")).hasSize(10).startsWith("source:", "cluster:");
            Suggestion owner = suggest(shelf, "exit:0 ow|n", 10).get(0);
            assertThat(owner.from()).isEqualTo(7);
            assertThat(owner.to()).isEqualTo(10);
            assertThat(owner.kind()).isEqualTo("field");
            assertThat(owner.count()).isNull();
            assertThat(owner.description()).endsWith(" (string)");
            assertThat(suggest(shelf, "ownersh|", 10).get(0))
                    .isEqualTo(new Suggestion("ownership:", 0, 7, "attribute", null, null));
            assertThat(suggest(shelf, "memoryu|", 10).get(0).description())
                    .startsWith("field memory: ")
                    .endsWith(" (integer, MB)");
        }
    }

    @Test
    void values_areThoseOfTheJobsMeantSoFar() throws IOException {
        List<SampleRecord> records = SampleArchive.find().records();
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            Map<String, Long> all = new TreeMap<>();
            Map<String, Long> failed = new TreeMap<>();
            for (SampleRecord record : records) {
                String owner = record.text("Owner");
                all.merge(owner, 1L, Long::sum);
                if (record.number("ExitCode").orElse(0) > 0) {
                    failed.merge(owner, 1L, Long::sum);
                }
            }
            assertThat(counts(shelf, "owner:|")).isEqualTo(all);
            assertThat(counts(shelf, "exit:>0 owner:|")).isEqualTo(failed);
            assertThat(counts(shelf, "owner:| exit:>0")).isEqualTo(failed);
            assertThat(counts(shelf, "(exit:>0 (Owner:|")).isEqualTo(failed);
            assertThat(counts(shelf, "exit:>0 -owner:|")).isEqualTo(failed);
            assertThat(counts(shelf, "exit:>0 owner:bob,|")).isEqualTo(failed);
            assertThat(counts(shelf, "exit:>0 OR owner:|")).isEqualTo(all);
            assertThat(counts(shelf, "-(exit:>0 owner:|)")).isEqualTo(all);
            assertThat(counts(shelf, "nosuchname:1 owner:|")).isEqualTo(all);
            all.keySet().removeIf(owner -> !owner.startsWith("al"));
            assertThat(all).isNotEmpty();
            assertThat(counts(shelf, "owner:aL|")).isEqualTo(all);
            List<Long> order = suggest(shelf, "owner:|", 100).stream()
                    .map(Suggestion::count)
                    .toList();
            assertThat(order).isSortedAccordingTo((one, other) -> Long.compare(other, one));
            assertThat(suggest(shelf, "owner:|", 1))
                    .containsExactly(suggest(shelf, "owner:|", 100).get(0));
        }
    }

    @Test
    void codesTruthsAndOutcomes_areWords() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, "JobUniverse = 5", "ExitBySignal = false"),
                SmallRecords.record(2, 0, "JobUniverse = 5", "ExitBySignal = true", "ExitSignal = 9"),
                SmallRecords.record(3, 0, "JobUniverse = 12"))) {
            assertThat(texts(shelf, "status:|")).containsExactly("completed");
            assertThat(texts(shelf, "universe:|")).containsExactly("vanilla", "local");
            assertThat(texts(shelf, "universe:V|")).containsExactly("vanilla");
            assertThat(counts(shelf, "by_signal:|")).isEqualTo(Map.of("true", 1L, "false", 1L));
            assertThat(counts(shelf, "by_signal:t|")).isEqualTo(Map.of("true", 1L));
            assertThat(counts(shelf, "is:|")).containsEntry("completed", 3L).doesNotContainKey("removed");
            assertThat(counts(shelf, "is:f|")).isEqualTo(Map.of("failed", shelf.count("is:failed")));
            assertThat(counts(shelf, "cluster:|")).isEqualTo(Map.of("1", 1L, "2", 1L, "3", 1L));
            assertThat(texts(shelf, "ended:|")).isEmpty();
            assertThat(texts(shelf, "globaljobid:|")).isEmpty();
            assertThat(texts(shelf, "id:|")).isEmpty();
            assertThat(texts(shelf, "ran:|")).isEmpty();
            assertThat(texts(shelf, "nosuchname:|")).isEmpty();
            assertThat(texts(shelf, "Environment:|")).isEmpty();
            assertThat(texts(shelf, "owner:al*|")).isEmpty();
        }
    }

    @Test
    void spellingsOfOneValue_areOneSuggestion() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, "Colour = \"Red\""),
                SmallRecords.record(2, 0, "Colour = \"red\""),
                SmallRecords.record(3, 0, "Colour = \"red\""))) {
            assertThat(counts(shelf, "colour:R|")).isEqualTo(Map.of("red", 3L));
        }
    }

    @Test
    void suggestedValues_meanTheJobsThatWereCounted() throws IOException {
        long seed = new Random().nextLong();
        RandomArchive archive = new RandomArchive(new Random(seed), 60);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("history", archive.text());
            shelf.index();
            for (String name : RandomArchive.NAMES) {
                List<Suggestion> values = suggest(shelf, "-exit:7 " + name + ":|", 100);
                List<String> problems = new ArrayList<>();
                for (Suggestion value : values) {
                    String query = "-exit:7 " + name + ":" + value.text();
                    if (value.count() == null || value.count() != shelf.count(query)) {
                        problems.add(query + " counts " + shelf.count(query) + ", not " + value.count());
                    }
                }
                assertThat(problems).as("seed %d", seed).isEmpty();
                assertThat(values).as("seed %d, %s", seed, name).isNotEmpty();
                // what a job has can be asked for, and then the job is found
                for (RandomArchive.Job job : archive.jobs()) {
                    if (job.value(name).orElse(0) instanceof String text) {
                        String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
                        assertThat(values.stream().map(each -> RandomArchive.folded(each.text())))
                                .as("seed %d, %s", seed, name)
                                .containsAnyOf(RandomArchive.folded(text), RandomArchive.folded(quoted));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(",
                ")",
                "owner:",
                "owner:\"",
                "\\",
                "-",
                "NOT",
                "a OR",
                "[",
                "owner:[a TO",
                "x:y:z",
                "is:",
                "😀"
            })
    void unfinishedQuery_isNoError(String query) throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0))) {
            for (int at = 0; at <= query.length(); at++) {
                if (!query.equals("😀") || at != 1) {
                    shelf.search().suggest(new SuggestRequest(query, OptionalLong.of(at), 10));
                }
            }
            shelf.search().suggest(new SuggestRequest(query + " ".repeat(30_000), OptionalLong.empty(), 10));
        }
    }

    @Test
    void impossibleCaretOrLimit_isRefused() {
        assertRefused("owner", 6, 10, "at is 6; accepted: 0 to 5");
        assertRefused("owner", -1, 10, "at is -1; accepted: 0 to 5");
        assertRefused("owner", Long.MAX_VALUE, 10, "at is 9223372036854775807; accepted: 0 to 5");
        assertRefused("😀", 1, 10, "at is 1, which is within a character; accepted: between two characters");
        assertRefused("owner", 5, 0, "limit is 0; accepted: 1 to 100");
        assertRefused("owner", 5, 101, "limit is 101; accepted: 1 to 100");
    }

    private static void assertRefused(String query, long at, int limit, String message) {
        assertThatThrownBy(() -> new SuggestRequest(query, OptionalLong.of(at), limit))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_REQUEST))
                .hasMessage(message);
    }

    @Test
    void noTime_isSaid() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 50));
                JobSearch hurried = new IndexSearch(
                        SnapshotSource.open(new IndexLayout(directory.resolve("index")), Mapping.htcondorJob()),
                        ArchiveFileSystem.local(),
                        Mapping.htcondorJob(),
                        new SearchSettings(
                                InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC, false, Duration.ofNanos(1)))) {
            Suggestions answer = hurried.suggest(new SuggestRequest("owner:", OptionalLong.empty(), 10));

            assertThat(answer.timedOut()).isTrue();
            assertThat(answer.suggestions()).isEmpty();
            assertThat(texts(shelf, "owner:|")).containsExactly("alice");
        }
    }
}
