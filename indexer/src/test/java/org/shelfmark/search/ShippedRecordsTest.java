package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** A machine without archives answers from shipped records what the one that has the archives answers. */
final class ShippedRecordsTest {
    private static final int QUESTIONS = 10;

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 40 : 1);
    }

    /** What a history tells. */
    private static final class Told implements HistoryListener {
        private final List<String> events = new ArrayList<>();
        private int lackingSecrets;
        private int lost;

        @Override
        public void record(byte[] bytes, int bannerStart) {
            events.add(bannerStart + ":" + new String(bytes, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void damaged() {
            events.add("damaged");
        }

        @Override
        public void lost(boolean certain) {
            lost++;
        }

        @Override
        public void lacksSecrets() {
            lackingSecrets++;
        }
    }

    private static Told told(JobSearch search, HistoryRequest request) throws IOException {
        Told told = new Told();
        search.read(request, told);
        return told;
    }

    private static HistoryRequest history(List<String> constraints, boolean forwards, OptionalLong limit) {
        return new HistoryRequest(
                List.of(),
                List.of(),
                constraints,
                forwards,
                limit,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Requests.OneJob job(String id) {
        return new Requests.OneJob(id, Optional.empty());
    }

    private static FetchedRecord record(JobSearch search, String id) throws IOException {
        return search.record(job(id));
    }

    private static void assertSameRecord(FetchedRecord there, FetchedRecord here) {
        assertThat(new String(there.bytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(here.bytes(), StandardCharsets.ISO_8859_1));
        assertThat(there.json()).isEqualTo(here.json());
        assertThat(there.id()).isEqualTo(here.id());
        assertThat(there.offset()).isEqualTo(here.offset());
    }

    @Test
    void sample_sameRecordsAndHistories() throws IOException {
        try (ShippedTwin twin = new ShippedTwin(SearchShelf.ofSample(directory), directory, "records-sample")) {
            JobSearch here = twin.here(false);
            JobSearch there = twin.there(false);
            for (SampleRecord sample :
                    SampleArchive.find().records().stream().limit(40).toList()) {
                FetchedRecord found = record(there, sample.id());
                assertSameRecord(found, record(here, sample.id()));
                assertThat(found.leftOutBytes()).isZero();
            }
            for (boolean forwards : new boolean[] {false, true}) {
                HistoryRequest all = history(List.of(), forwards, OptionalLong.empty());
                assertThat(told(there, all).events).hasSize(266).isEqualTo(told(here, all).events);
            }
        }
    }

    @Test
    void whoMaySeeSecrets_isToldThatTheyAreLeftOut() throws IOException {
        String with = "Env = \"s3cret\"\nArgs = Env\nClusterId = 1\nProcId = 0\n" + SmallRecords.banner(1, 0);
        String without = "Args = \"2\"\nClusterId = 2\nProcId = 0\n" + SmallRecords.banner(2, 0);
        try (ShippedTwin twin =
                new ShippedTwin(SearchShelf.of(directory, with, without), directory, "records-secrets")) {
            JobSearch there = twin.there(true);

            FetchedRecord lacking = record(there, "1.0");
            assertThat(new String(lacking.bytes(), StandardCharsets.UTF_8))
                    .isEqualTo(with.replace("Env = \"s3cret\"\n", ""));
            assertThat(lacking.leftOutBytes()).isEqualTo("Env = \"s3cret\"\n".length());
            assertThat(record(there, "2.0").leftOutBytes()).isZero();

            Told told = told(there, history(List.of(), true, OptionalLong.empty()));
            assertThat(told.events).hasSize(2);
            assertThat(told.lackingSecrets).isEqualTo(1);
            assertThat(told(twin.there(false), history(List.of(), true, OptionalLong.empty())).lackingSecrets)
                    .isZero();

            // whether the first matches nobody knows there; the second has no secrets
            for (String constraint : List.of("Env =?= undefined", "size(Args) < 6 || Args =?= 7")) {
                Requests.Count asked = new Requests.Count(new Requests.Selection("", Optional.of(constraint)));
                Responses.Count count = there.count(asked);
                assertThat(count.count()).as(constraint).isEqualTo(1);
                assertThat(Objects.requireNonNull(count.constraint()).undecidable())
                        .as(constraint)
                        .isEqualTo(1);
                Told matching = told(there, history(List.of(constraint), true, OptionalLong.empty()));
                assertThat(matching.events).hasSize(1);
                assertThat(matching.lost).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomRecords_sameConstraintsAndHistories(long seed) throws IOException {
        Random random = new Random(seed);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        SearchShelf shelf = new SearchShelf(directory);
        for (int cluster = 1; cluster <= 120; cluster++) {
            String file = cluster <= 60 ? "history.20261122T034148" : "history";
            boolean damaged = cluster % 25 == 0;
            shelf.append(
                    file,
                    (damaged ? "This is no attribute\n" : "")
                            + archive.record(cluster).text());
        }
        shelf.index();
        try (ShippedTwin twin = new ShippedTwin(shelf, directory, "records-" + seed)) {
            JobSearch here = twin.here(false);
            JobSearch there = twin.there(false);
            JobSearch withSecrets = twin.there(true);
            long byRecord = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                String constraint = archive.constraint(random.nextInt(4));
                String as = "seed " + seed + ": " + constraint;
                Requests.Selection jobs = new Requests.Selection("", Optional.of(constraint));
                Responses.Count expected = here.count(new Requests.Count(jobs));
                Responses.Count found = there.count(new Requests.Count(jobs));
                assertThat(found.count()).as(as).isEqualTo(expected.count());
                assertThat(found.constraint()).as(as).isEqualTo(expected.constraint());
                byRecord += Objects.requireNonNull(found.constraint()).recordsRead();

                Responses.Count lacking = withSecrets.count(new Requests.Count(jobs));
                assertThat(twin.here(true).count(new Requests.Count(jobs)).count())
                        .as(as)
                        .isBetween(
                                lacking.count(),
                                lacking.count()
                                        + Objects.requireNonNull(lacking.constraint())
                                                .undecidable());

                Requests.Jobs page = new Requests.Jobs(jobs, "", 20, Optional.empty(), List.of("id", "Label", "Ratio"));
                assertThat(there.jobs(page).jobs())
                        .as(as)
                        .isEqualTo(here.jobs(page).jobs());

                HistoryRequest history = history(
                        List.of(constraint),
                        i % 2 == 0,
                        i % 3 == 0 ? OptionalLong.of(1 + random.nextInt(30)) : OptionalLong.empty());
                Told past = told(there, history);
                assertThat(past.events).as(as).isEqualTo(told(here, history).events);
                assertThat(past.lost).as(as).isZero();
            }
            assertThat(byRecord).as("seed " + seed).isPositive();
        }
    }

    @Test
    void jobsShippedBefore_stayWithout() throws IOException {
        try (ShippedTwin twin =
                new ShippedTwin(SearchShelf.of(directory, SmallRecords.records(1, 1)), directory, "records-later")) {
            twin.shelf().append("history", SmallRecords.records(2, 1));
            twin.ship(false);
            twin.shelf().append("history", SmallRecords.records(3, 1));
            twin.ship(true);
            twin.shelf().index();
            JobSearch there = twin.there(false);

            assertSameRecord(record(there, "1.0"), record(twin.here(false), "1.0"));
            assertSameRecord(record(there, "3.0"), record(twin.here(false), "3.0"));
            assertThatThrownBy(() -> record(there, "2.0"))
                    .isInstanceOfSatisfying(
                            SearchException.class,
                            gone -> assertThat(gone.kind()).isEqualTo(SearchException.Kind.RECORD_GONE));
            Told told = told(there, history(List.of(), true, OptionalLong.empty()));
            assertThat(told.events).hasSize(2);
            assertThat(told.lost).isEqualTo(1);
        }
    }

    @Test
    void recordThatIsTooLarge_staysWhileItsJobGoes() throws IOException {
        String large =
                "Args = \"" + "x".repeat(2 << 20) + "\"\nClusterId = 1\nProcId = 0\n" + SmallRecords.banner(1, 0);
        try (ShippedTwin twin = new ShippedTwin(
                SearchShelf.of(directory, large, SmallRecords.records(2, 1)), directory, "records-large")) {
            JobSearch there = twin.there(false);

            assertThat(there.count(new Requests.Count("")).count()).isEqualTo(2);
            assertThat(record(there, "2.0").bytes()).isNotEmpty();
            assertThatThrownBy(() -> record(there, "1.0")).isInstanceOf(SearchException.class);
        }
    }
}
