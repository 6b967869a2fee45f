package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archiving changes no answer, and what it makes unknown is said, also where jobs are odd. */
class ArchivedOddJobsTest {
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe");
    private static final int SUBMISSIONS = 12;

    static LongStream seeds() {
        long first = Long.getLong("shelfmark.firstSeed", 1);
        return LongStream.range(first, first + (THOROUGH ? Integer.getInteger("shelfmark.seeds", 200) : 3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomSubmissionsAreArchived_answersAreTheSameOrSayWhatIsUnknown(long seed, @TempDir Path directory)
            throws IOException {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get((int) (seed % ZONES.size())));
        OddJobs jobs = new OddJobs(random, List.of(3, 8, 40, 1_000).get((int) (seed / 4 % 4)));
        try (TwinShelf shelf = new TwinShelf(directory, zone)) {
            write(shelf, random, jobs, 150, 0);
            for (int part = 0; part < 3; part++) {
                archive(shelf, random);
                TwinComparison comparison = new TwinComparison(shelf, random, "seed " + seed + ", part " + part);
                comparison.compare(THOROUGH ? 60 : 20);
                System.out.println("seed " + seed + ": " + comparison.exact + " of " + comparison.asked + " exact");
                assertThat(comparison.wrong()).isEmpty();
                write(shelf, random, jobs, 30, 150 + 30 * part);
                if (random.nextInt(3) == 0) {
                    shelf.unarchive("cluster:<" + (1 + random.nextInt(SUBMISSIONS)));
                }
            }
        }
    }

    private static void archive(TwinShelf shelf, Random random) throws IOException {
        String query = random.nextBoolean() ? "*" : "cluster:>" + random.nextInt(SUBMISSIONS);
        switch (random.nextInt(4)) {
            case 0 -> shelf.archive(query);
            case 1 -> shelf.archive(query, "Tag");
            case 2 -> shelf.archive(query, "host", "Label");
            default -> shelf.archive(query, "request_memory", "Ratio", "batch");
        }
    }

    private static void write(TwinShelf shelf, Random random, OddJobs jobs, int count, int first) throws IOException {
        for (int i = 0; i < count; i++) {
            int cluster = 1 + random.nextInt(SUBMISSIONS);
            shelf.append(random.nextInt(3) > 0 ? "ap1" : "ap2", jobs.record(cluster, first + i, first + i));
            if (random.nextInt(60) == 0) {
                shelf.index();
            }
        }
        shelf.index();
    }
}
