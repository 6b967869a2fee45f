package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.HandmadeSummaries;

/** A history from an index, and over the wire, is the one that reading the archive from one end to the other gives. */
final class RandomHistoriesTest {
    private static final int RECORDS = 120;
    private static final int REQUESTS = 150;
    private static final HistoryRecords UNDERSTOOD =
            new HistoryRecords(Mapping.htcondorJob(), InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 100 : 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomRequests_sameRecordsInTheSameOrder(long seed) throws Exception {
        Random random = new Random(seed);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            write(shelf, archive, random);
            ArchiveHistory scanned =
                    new ArchiveHistory(ArchiveFileSystem.local(), UNDERSTOOD, shelf.file("history"), true);
            for (int i = 0; i < REQUESTS; i++) {
                HistoryRequest request = request(random, archive, RECORDS);
                ToldHistory expected = new ToldHistory();
                scanned.read(request, expected);

                ToldHistory fromIndex = new ToldHistory();
                shelf.search().read(request, fromIndex);
                assertThat(fromIndex.events).as("seed " + seed + ": " + request).isEqualTo(expected.events);

                assertThat(overTheWire(shelf.search(), request).events)
                        .as("seed " + seed + ": " + request)
                        .isEqualTo(expected.events);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void archivedJobs_sameRecordsInTheSameOrder(long seed) throws Exception {
        Random random = new Random(2000 + seed);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            write(shelf, archive, random);
            List<HistoryRequest> requests = new ArrayList<>();
            List<ToldHistory> before = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                requests.add(request(random, archive, RECORDS));
                ToldHistory told = new ToldHistory();
                shelf.search().read(requests.get(i), told);
                before.add(told);
            }
            shelf.summarize(HandmadeSummaries.settings(), key -> key.cluster() % 3 > 0);
            assertThat(Objects.requireNonNull(shelf.search().status().archivedJobs()))
                    .isGreaterThan(30);
            for (int i = 0; i < REQUESTS; i++) {
                ToldHistory told = new ToldHistory();
                shelf.search().read(requests.get(i), told);

                assertThat(told.events)
                        .as("seed " + seed + ": " + requests.get(i))
                        .isEqualTo(before.get(i).events);
                assertThat(told.lost).isEqualTo(before.get(i).lost);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneFileIsGone_whatIsNotPrintedIsCounted(long seed) throws Exception {
        Random random = new Random(1000 + seed);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            write(shelf, archive, random);
            List<HistoryRequest> requests = new ArrayList<>();
            List<ToldHistory> expected = new ArrayList<>();
            ArchiveHistory scanned =
                    new ArchiveHistory(ArchiveFileSystem.local(), UNDERSTOOD, shelf.file("history"), true);
            for (int i = 0; i < REQUESTS; i++) {
                HistoryRequest request = new HistoryRequest(
                        List.of(),
                        List.of(),
                        List.of(archive.constraint(random.nextInt(3))),
                        random.nextBoolean(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty());
                requests.add(request);
                ToldHistory told = new ToldHistory();
                scanned.read(request, told);
                expected.add(told);
            }
            if (seed % 2 == 0) {
                shelf.summarize(HandmadeSummaries.settings(), key -> key.cluster() % 3 > 0);
            }
            Files.delete(shelf.file("history.20261122T034148"));
            for (int i = 0; i < REQUESTS; i++) {
                ToldHistory told = new ToldHistory();
                shelf.search().read(requests.get(i), told);
                String as = "seed " + seed + ": " + requests.get(i);

                assertThat(expected.get(i).events).as(as).containsSubsequence(told.events);
                assertThat((long) expected.get(i).events.size() - told.events.size())
                        .as(as)
                        .isBetween(told.certainlyLost, told.lost);
            }
        }
    }

    private static ToldHistory overTheWire(JobSearch search, HistoryRequest request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HistoryFrames.Writer writer = new HistoryFrames.Writer(bytes);
        search.read(request, writer);
        writer.end();
        ToldHistory told = new ToldHistory();
        HistoryFrames.read(new ByteArrayInputStream(bytes.toByteArray()), told);
        return told;
    }

    /** Three files, records without attributes that can be read among the others, and some ids twice. */
    private static void write(SearchShelf shelf, ConstrainedArchive archive, Random random) throws IOException {
        for (int i = 0; i < RECORDS; i++) {
            String file = i < RECORDS / 3
                    ? "history.20261122T034148"
                    : i < RECORDS * 2 / 3 ? "history.20261122T034747" : "history";
            boolean again = random.nextInt(15) == 0;
            String record =
                    archive.record(again ? 1 + random.nextInt(i + 1) : i + 1).text();
            // when it was appended orders the files; a cluster submitted later than that is one of an earlier life
            record = record.replaceAll("QDate = .*\n", "")
                    .replace("CurrentTime = 1795318000", "CurrentTime = " + (1_795_318_000 + i));
            // a file that begins with such a line is no history to the index, which says so and leaves it alone
            boolean damaged = random.nextInt(25) == 0 && i % (RECORDS / 3) != 0;
            shelf.append(file, damaged ? "This is = no attribute = at all\n" + record : record);
            if (i % 50 == 49) {
                shelf.index();
            }
        }
        shelf.index();
    }

    /** @param clusters how many there are */
    static HistoryRequest request(Random random, ConstrainedArchive archive, int clusters) {
        List<HistoryRequest.Id> ids = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        List<String> constraints = new ArrayList<>();
        for (int i = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            ids.add(new HistoryRequest.Id(
                    1 + random.nextInt(clusters), random.nextInt(3) > 0 ? OptionalLong.of(0) : OptionalLong.empty()));
        }
        for (int i = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0; i > 0; i--) {
            owners.add(List.of("alice", "BOB", "x", "nobody").get(random.nextInt(4)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            constraints.add(archive.constraint(random.nextInt(3)));
        }
        boolean forwards = random.nextInt(3) == 0;
        return new HistoryRequest(
                ids,
                owners,
                constraints,
                forwards,
                random.nextInt(3) == 0 ? OptionalLong.of(1 + random.nextInt(10)) : OptionalLong.empty(),
                random.nextInt(4) == 0 ? OptionalLong.of(1 + random.nextInt(80)) : OptionalLong.empty(),
                !forwards && random.nextInt(4) == 0
                        ? Optional.of(
                                random.nextBoolean() ? 1 + random.nextInt(clusters) + ".0" : archive.constraint(1))
                        : Optional.empty(),
                Optional.empty());
    }
}
