package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.UnarchiveOrder;

/**
 * Archiving changes no total: whatever is archived, brought back, written late, rotated, deleted or cut off by a crash, every
 * figure over what summaries keep is that of all records ever written.
 */
class ArchivingModelTest {
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns");
    private static final int STEPS = 14;

    static LongStream seeds() {
        long first = Long.getLong("shelfmark.firstSeed", 1);
        return LongStream.range(first, first + (THOROUGH ? 300 : 6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomSteps_changeNoFigure(long seed, @TempDir Path directory) throws IOException {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get((int) (seed % ZONES.size())));
        List<SubmittedJob> all = new ArrayList<>();
        List<String> done = new ArrayList<>();
        try (RolledUpShelf shelf = new RolledUpShelf(directory, zone)) {
            write(shelf, random, all, 60);
            for (int step = 0; step < STEPS; step++) {
                done.add(step(shelf, random, all));
                String as = "seed " + seed + ", " + done;
                new KeptFigures(shelf.search(), random, zone, as).compare(all, 2);
                compareOneJob(shelf, random, all, as);
            }
            shelf.rollUp(archivist -> archivist.unarchive(new UnarchiveOrder("*", Optional.empty(), false)));
            assertThat(shelf.search()
                            .jobs(new Requests.Jobs("*", "", 1, Optional.empty(), List.of("id")))
                            .total())
                    .isEqualTo(all.size());
            shelf.verify("seed " + seed + ", all brought back");
        } catch (IOException | RuntimeException | AssertionError e) {
            System.out.println("seed " + seed + ": " + done);
            throw e;
        }
    }

    private static String step(RolledUpShelf shelf, Random random, List<SubmittedJob> all) throws IOException {
        return switch (random.nextInt(12)) {
            case 0, 1 -> {
                write(shelf, random, all, 1 + random.nextInt(40));
                yield "write";
            }
            case 2 -> {
                shelf.rotate();
                shelf.index();
                yield "rotate";
            }
            case 3 -> {
                shelf.rotate();
                shelf.index();
                shelf.deleteRotated();
                shelf.index();
                yield "delete";
            }
            case 4 -> {
                shelf.verify("verify");
                yield "verify";
            }
            case 5, 6 -> {
                UnarchiveOrder order = new UnarchiveOrder(query(random), Optional.empty(), false);
                shelf.rollUp(archivist -> archivist.unarchive(order));
                yield "unarchive " + order.query();
            }
            case 7 -> {
                ArchiveOrder order = order(random);
                int steps = random.nextInt(60);
                boolean died = shelf.dieRollingUp(archivist -> archivist.archive(order), steps);
                yield (died ? "die at " + steps + " of " : "all " + steps + " of ") + order;
            }
            case 8 -> {
                UnarchiveOrder order = new UnarchiveOrder(query(random), Optional.empty(), false);
                int steps = random.nextInt(60);
                boolean died = shelf.dieRollingUp(archivist -> archivist.unarchive(order), steps);
                yield (died ? "die at " + steps + " of " : "all " + steps + " of ") + order;
            }
            default -> {
                ArchiveOrder order = order(random);
                shelf.rollUp(archivist -> archivist.archive(order));
                yield "archive " + order.query() + order.olderThan();
            }
        };
    }

    private static ArchiveOrder order(Random random) {
        Optional<Duration> age =
                random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofDays(10 + random.nextInt(50)));
        return new ArchiveOrder(query(random), age, false, random.nextInt(3) > 0);
    }

    private static String query(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "owner:alice";
            case 1 -> "batch:*-" + random.nextInt(4);
            case 2 -> "cluster:" + (1 + random.nextInt(20));
            default -> "*";
        };
    }

    /** New jobs of new clusters, and late ones of old clusters. */
    private static void write(RolledUpShelf shelf, Random random, List<SubmittedJob> all, int count)
            throws IOException {
        List<SubmittedJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int cluster = 1 + random.nextInt(all.isEmpty() ? 10 : 20);
            int proc = (int) (all.stream()
                            .filter(job -> job.cluster() == cluster)
                            .count()
                    + jobs.stream().filter(job -> job.cluster() == cluster).count());
            jobs.add(SubmittedJob.random(random, cluster, proc));
        }
        shelf.append(jobs);
        shelf.index();
        all.addAll(jobs);
    }

    /** A job is found by its id, archived or not, and its record is what was written. */
    private static void compareOneJob(RolledUpShelf shelf, Random random, List<SubmittedJob> all, String as)
            throws IOException {
        SubmittedJob job = RandomArchive.pick(random, all);
        Requests.OneJob wanted = new Requests.OneJob(job.id(), Optional.empty());
        assertThat(new String(shelf.search().record(wanted).bytes(), StandardCharsets.UTF_8))
                .as("%s, %s", job.id(), as)
                .isEqualTo(job.text());
        assertThat(shelf.search().job(wanted).job())
                .as("%s, %s", job.id(), as)
                .containsEntry("ClusterId", (long) job.cluster())
                .containsEntry("JobStatus", (long) job.status());
    }
}
