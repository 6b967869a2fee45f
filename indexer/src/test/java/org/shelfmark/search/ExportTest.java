package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

class ExportTest {
    @TempDir
    private Path directory;

    static List<Truth> queries() {
        return List.of(
                new Truth("", record -> true),
                new Truth("owner:alice,dave", record -> record.text("Owner").matches("alice|dave")),
                new Truth("exit:>0", record -> record.number("ExitCode").orElse(0) > 0),
                new Truth("owner:nobody", record -> false));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void export_isTheMatchingRecordsNewestFirst(Truth query) throws IOException {
        List<SampleRecord> records = SampleArchive.find().records();
        List<String> expected = IntStream.range(0, records.size())
                .map(i -> records.size() - 1 - i)
                .mapToObj(records::get)
                .filter(record -> query.records().test(record))
                .sorted(Comparator.comparing((SampleRecord record) ->
                                SampleValues.sortKey(record, "ended").orElse(""))
                        .reversed())
                .map(record -> "ap1.pool.test#" + record.id() + " " + record.raw("Owner"))
                .toList();
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            Heard heard = export(shelf, query.query(), Optional.empty(), "Owner");

            assertThat(heard.jobs.stream().map(job -> job.get("id") + " \"" + job.get("Owner") + "\""))
                    .containsExactlyElementsOf(expected);
            assertThat(heard.names).containsExactly("id", "Owner");
            assertThat(heard.end().count()).isEqualTo(expected.size());
            assertThat(heard.end().complete()).isTrue();
            assertThat(heard.end().timedOut()).isFalse();
            assertThat(heard.end().fields()).containsExactly("id", "Owner");
            assertThat(heard.end().indexedThrough()).hasSize(1);
            assertThat(heard.end().constraint()).isNull();
        }
    }

    @Test
    void jobsOfManySegments_comeInOneOrder_withValuesOfColumnsAndRecords() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            List<Integer> clusters = new ArrayList<>();
            for (int cycle = 0; cycle < 9; cycle++) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < 40 + random.nextInt(400); i++) {
                    int cluster = random.nextInt(1_000_000);
                    if (!clusters.contains(cluster)) {
                        clusters.add(cluster);
                        text.append(SmallRecords.record(cluster, 0, "Colour = \"c" + cluster % 7 + "\""));
                    }
                }
                shelf.append("history", text.toString());
                shelf.index();
            }
            clusters.sort(Comparator.reverseOrder());

            Heard heard = export(shelf, "", Optional.empty(), "colour", "cluster", "owner", "Colour");

            assertThat(heard.names).as("seed %d", seed).containsExactly("id", "colour", "ClusterId", "Owner", "Colour");
            List<Map<String, @Nullable Object>> expected = new ArrayList<>();
            for (int cluster : clusters) {
                Map<String, @Nullable Object> job = new LinkedHashMap<>();
                job.put("id", "ap1.pool.test#" + cluster + ".0");
                job.put("colour", "c" + cluster % 7);
                job.put("ClusterId", (long) cluster);
                job.put("Owner", "alice");
                job.put("Colour", "c" + cluster % 7);
                expected.add(job);
            }
            assertThat(heard.jobs).as("seed %d", seed).isEqualTo(expected);
            assertThat(heard.end().count()).isEqualTo(clusters.size());
        }
    }

    @Test
    void constraint_isDecidedForEveryJob() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            for (int i = 0; i < 300; i++) {
                shelf.append("history", SmallRecords.record(1000 + i, 0, "Parts = {" + i % 3 + ", 5}"));
            }
            shelf.index();

            Heard heard = export(shelf, "cluster:>=1100", Optional.of("Parts[0] == 1"), "cluster");

            assertThat(heard.jobs.stream().map(job -> job.get("ClusterId")))
                    .containsExactlyElementsOf(IntStream.range(0, 200)
                            .map(i -> 299 - i)
                            .filter(i -> i % 3 == 1)
                            .mapToObj(i -> (Object) (1000L + i))
                            .toList());
            Responses.Constraint how = heard.end().constraint();
            assertThat(how).isNotNull();
            assertThat(how == null ? "" : how.totalIs()).isEqualTo("exact");
        }
    }

    @Test
    void jobWhoseRecordIsGone_lacksWhatOnlyTheRecordHas() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(1, 0, "Colour = \"red\""),
                SmallRecords.record(2, 0, "Colour = \"blue\""))) {
            Files.delete(shelf.file("history"));

            Heard heard = export(shelf, "", Optional.empty(), "cluster", "Colour");

            assertThat(heard.jobs.stream().map(job -> job.get("ClusterId"))).containsExactly(2L, 1L);
            assertThat(heard.jobs).allSatisfy(job -> {
                assertThat(job).containsKey("Colour");
                assertThat(job.get("Colour")).isNull();
            });
            assertThat(heard.end().recordsMissing()).isEqualTo(2);
            assertThat(heard.end().complete()).isTrue();
        }
    }

    @Test
    void jobWithoutEnding_comesLast() throws IOException {
        String without = SmallRecords.record(2, 0)
                .replaceAll("CompletionDate = \\d+\n", "")
                .replaceAll("\\*\\*\\*.*", "***");
        try (SearchShelf shelf =
                SearchShelf.of(directory, SmallRecords.record(1, 0), without, SmallRecords.record(3, 0))) {
            Heard heard = export(shelf, "", Optional.empty(), "cluster");

            assertThat(heard.jobs.stream().map(job -> job.get("ClusterId"))).containsExactly(3L, 1L, 2L);
            assertThat(shelf.ids("", "", 10))
                    .containsExactlyElementsOf(heard.jobs.stream()
                            .map(job -> String.valueOf(job.get("id")))
                            .toList());
        }
    }

    @Test
    void whatCannotBeMeant_isSaidBeforeAnything() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0))) {
            assertRefused(shelf, "owner:", Optional.empty(), "owner", "");
            assertRefused(shelf, "", Optional.of("1 +"), "owner", "");
            assertRefused(shelf, "", Optional.empty(), "ownr", "did you mean owner?");
            assertRefused(shelf, "", Optional.empty(), "Environment", "may hold secrets");
        }
    }

    private static void assertRefused(
            SearchShelf shelf, String query, Optional<String> constraint, String field, String message) {
        Heard heard = new Heard();
        assertThatThrownBy(() -> shelf.search()
                        .export(new ExportRequest(new Requests.Selection(query, constraint), List.of(field)), heard))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining(message);
        assertThat(heard.names).isEmpty();
    }

    @Test
    void listenerThatThrows_endsTheSearch() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 500))) {
            Heard heard = new Heard() {
                @Override
                public void job(Map<String, @Nullable Object> job) throws IOException {
                    super.job(job);
                    if (jobs.size() == 3) {
                        throw new IOException("gone away");
                    }
                }
            };
            assertThatThrownBy(() -> shelf.search()
                            .export(new ExportRequest(Requests.Selection.of(""), List.of("owner")), heard))
                    .hasMessage("gone away");
            assertThat(heard.jobs).hasSize(3);
            assertThat(heard.end).isNull();
        }
    }

    @Test
    void timeLimitOfSearches_isNotThatOfExports() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 500));
                JobSearch hurried = new IndexSearch(
                        SnapshotSource.open(new IndexLayout(directory.resolve("index")), Mapping.htcondorJob()),
                        ArchiveFileSystem.local(),
                        Mapping.htcondorJob(),
                        new SearchSettings(
                                InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC, false, Duration.ofNanos(1)))) {
            Heard heard = new Heard();
            hurried.export(new ExportRequest(Requests.Selection.of(""), List.of()), heard);

            assertThat(heard.jobs).hasSize(500);
            assertThat(heard.end().complete()).isTrue();
            assertThat(shelf.count("")).isEqualTo(500);
        }
    }

    private static Heard export(SearchShelf shelf, String query, Optional<String> constraint, String... fields)
            throws IOException {
        Heard heard = new Heard();
        shelf.search().export(new ExportRequest(new Requests.Selection(query, constraint), List.of(fields)), heard);
        return heard;
    }

    /** Remembers what it is told. */
    private static class Heard implements ExportListener {
        final List<String> names = new ArrayList<>();
        final List<Map<String, @Nullable Object>> jobs = new ArrayList<>();
        private @Nullable ExportEnd end;

        @Override
        public void begin(List<String> all) {
            names.addAll(all);
        }

        @Override
        public void job(Map<String, @Nullable Object> job) throws IOException {
            jobs.add(job);
        }

        @Override
        public void end(ExportEnd last) {
            end = last;
        }

        ExportEnd end() {
            ExportEnd last = end;
            if (last == null) {
                throw new AssertionError("no end");
            }
            return last;
        }
    }
}
