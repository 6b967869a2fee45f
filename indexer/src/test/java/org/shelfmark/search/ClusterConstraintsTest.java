package org.shelfmark.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A constraint of jobs in a cluster means the same jobs, and is explained the same, as in an index on this machine. */
final class ClusterConstraintsTest {
    private static final int CONSTRAINTS = 20;

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 50 : 2);
    }

    private static Requests.Selection selection(String query, String constraint) {
        return new Requests.Selection(query, Optional.of(constraint));
    }

    private static void same(ClusterTwin twin, Requests.Selection jobs, String as) throws IOException {
        twin.same(search -> search.count(new Requests.Count(jobs)), as);
        for (int limit : new int[] {0, 30, 10_000}) {
            ClusterJobsTest.samePages(
                    twin, new Requests.Jobs(jobs, "", limit, Optional.empty(), List.of("id", "owner")), as);
        }
    }

    private static void write(SearchShelf shelf, ConstrainedArchive archive) throws IOException {
        for (int cluster = 1; cluster <= 150; cluster++) {
            shelf.append(
                    cluster <= 75 ? "history.20261122T034148" : "history",
                    archive.record(cluster).text());
        }
        shelf.index();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomRecords_sameAnswersAndExplanations(long seed) throws IOException {
        Random random = new Random(seed);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        SearchShelf shelf = new SearchShelf(directory);
        write(shelf, archive);
        try (ClusterTwin twin = new ClusterTwin(shelf, directory, "constraints-" + seed)) {
            for (int i = 0; i < CONSTRAINTS; i++) {
                String constraint = archive.constraint(random.nextInt(4));
                String query = i % 3 == 0 ? "exit:<100 or owner:a*" : "";
                same(twin, selection(query, constraint), "seed " + seed + ": " + query + " / " + constraint);
            }
        }
    }

    @Test
    void halfOfTheArchivesIsGone_sameUndecidable() throws IOException {
        Random random = new Random(7);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        SearchShelf shelf = new SearchShelf(directory);
        write(shelf, archive);
        try (ClusterTwin twin = new ClusterTwin(shelf, directory, "constraints-gone")) {
            Files.delete(shelf.file("history.20261122T034148"));
            twin.index();
            for (int i = 0; i < 15; i++) {
                String constraint = archive.constraint(random.nextInt(4));
                same(twin, selection("", constraint), constraint);
            }
        }
    }

    @Test
    void sample_sameAnswers() throws IOException {
        try (ClusterTwin twin = new ClusterTwin(SearchShelf.ofSample(directory), directory, "constraints-sample")) {
            for (String constraint : List.of(
                    "true",
                    "false",
                    "ExitCode =!= 0",
                    "Owner == \"ALICE\" && RemoteWallClockTime > 100",
                    "RemoteWallClockTime - CumulativeSuspensionTime > 60",
                    "regexp(\"^a\", Owner) && NumJobStarts * RequestCpus >= 1",
                    "TransferIn =?= undefined",
                    "size(Cmd) > 10 || JobStatus == 3")) {
                same(twin, selection("", constraint), constraint);
                same(twin, selection("-owner:bob", constraint), constraint);
            }
        }
    }
}
