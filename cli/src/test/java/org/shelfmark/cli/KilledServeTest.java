package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.index.IndexInspection;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.schedd.ScheddRecords;
import org.shelfmark.schedd.ScheddWriter;

/**
 * {@code serve} is killed at random moments (SIGKILL) while a schedd appends and rotates. The moments are calls of the
 * writer: before, between and after the pieces of a record, in the middle of a rotation, ahead of the indexing, behind it.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KilledServeTest {
    private static final int KILLS = 20;
    private static final int SHOWN = 600;
    private static final int STEPS_OF_A_FILE = 30;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ScheddRecords records = new ScheddRecords(SampleArchive.find());

    @TempDir
    private Path directory;

    private Path index;
    private Path spool;
    private Path history;

    /** Twenty kills in every build, two hundred with {@code -Pthorough}. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 10 : 1);
    }

    /** With deletion: ten kills in every build, a hundred with {@code -Pthorough}. */
    static LongStream seedsOfDeletion() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 10 : 1);
    }

    @BeforeEach
    void places() throws IOException {
        index = directory.resolve("index");
        spool = Files.createDirectory(directory.resolve("spool"));
        history = spool.resolve("history");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void killedAgainAndAgain_everyRecordIsIndexedOnce(long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        try (ScheddWriter writer = new ScheddWriter(spool, records, 500_000, 1000)) {
            int seen = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                seen = life(random, writer, seen, "seed " + seed + ", life " + kill);
                write(writer, random.nextInt(4) == 0 ? 0 : random.nextInt(300));
            }
            if (writer.written() < SHOWN) {
                throw new AssertionError("seed " + seed + " makes too short a history: " + writer);
            }
            writer.record();
            assertEveryRecordIsIndexedOnce(random, writer, "seed " + seed);
            assertThat(IndexInspection.documents(index)).as("seed %d", seed).isEqualTo(writer.written());
        }
    }

    private void assertEveryRecordIsIndexedOnce(Random random, ScheddWriter writer, String what)
            throws IOException, InterruptedException {
        try (ServeProcess serve = new ServeProcess(index, history, "--with-secrets")) {
            awaitCount(serve, writer, writer.written(), what);
            ServedIndex served = new ServedIndex(serve);
            List<Integer> clusters = served.clusters();
            assertThat(clusters).as(what).hasSize(writer.written());
            assertThat(new HashSet<>(clusters)).as(what).isEqualTo(clustersTo(writer.written()));
            assertThat(served.quarantined()).as(what).isZero();
            assertThat(served.gaps()).as(what).isEmpty();
            List<Integer> shown =
                    random.ints(SHOWN, 1, writer.written() + 1).boxed().toList();
            for (int number : shown) {
                assertShown(serve, writer, number, what);
            }
            assertThat(serve.terminate()).as(what).isZero();
        }
    }

    private void assertShown(ServeProcess serve, ScheddWriter writer, int number, String what)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = serve.get("/api/v1/jobs/" + records.id(number) + "/record");
        assertThat(answer.statusCode()).as("%s: %s", what, answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .as("%s: record %d", what, number)
                .isEqualTo(new String(writer.record(number), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("seedsOfDeletion")
    void killedWhileOldFilesAreDeleted_whatIsNotIndexedIsInAGap(long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        String what = "seed " + seed;
        try (ScheddWriter writer = new ScheddWriter(spool, records, 100_000, 2)) {
            // what was deleted before anybody looked for the first time is nobody's loss
            firstLook(writer, what);
            for (int kill = 1; kill <= KILLS / 2; kill++) {
                calmLife(random, writer, what + ", life " + kill);
                write(writer, random.nextInt(3) == 0 ? 400 : random.nextInt(100));
            }
            writer.record();
            int indexed = assertNothingIsUnexplained(writer, what);
            assertThat(IndexInspection.documents(index)).as(what).isEqualTo(indexed);
        }
    }

    private void firstLook(ScheddWriter writer, String what) throws IOException, InterruptedException {
        writer.record();
        try (ServeProcess serve = new ServeProcess(index, history)) {
            awaitLast(serve, writer, what);
            serve.kill();
        }
    }

    /**
     * A life with a writer that rotates once at most before the server has seen its last record. A server that lives is not
     * outrun here; what is overwritten before it can be opened has a test of its own.
     */
    private void calmLife(Random random, ScheddWriter writer, String what) throws IOException, InterruptedException {
        try (ServeProcess serve = new ServeProcess(index, history)) {
            for (int times = random.nextInt(6); times > 0; times--) {
                write(writer, random.nextInt(STEPS_OF_A_FILE));
                awaitLast(serve, writer, what);
            }
            write(writer, random.nextInt(STEPS_OF_A_FILE));
            serve.kill();
        }
    }

    /** What is not indexed is in a gap, nothing is there twice; how much is indexed. */
    private int assertNothingIsUnexplained(ScheddWriter writer, String what) throws IOException, InterruptedException {
        try (ServeProcess serve = new ServeProcess(index, history)) {
            ServedIndex served = new ServedIndex(serve);
            Set<Integer> unexplained = awaitExplanation(served, writer);
            List<Integer> clusters = served.clusters();
            assertThat(unexplained)
                    .as("%s: %s; gaps %s", what, writer, served.gaps())
                    .isEmpty();
            assertThat(clusters).as(what).doesNotHaveDuplicates();
            assertThat(clustersTo(writer.written())).as(what).containsAll(clusters);
            assertThat(served.quarantined()).as(what).isZero();
            assertThat(clusters.size())
                    .as("%s: something is lost, or this shows nothing", what)
                    .isLessThan(writer.written());
            assertThat(serve.terminate()).as(what).isZero();
            return clusters.size();
        }
    }

    /** Asks until nothing is missing that no gap speaks of, and the last record is there; what is unexplained in the end. */
    private static Set<Integer> awaitExplanation(ServedIndex served, ScheddWriter writer)
            throws IOException, InterruptedException {
        Set<Integer> written = clustersTo(writer.written());
        long started = System.nanoTime();
        while (true) {
            Set<Integer> indexed = new HashSet<>(served.clusters());
            Set<Integer> unexplained = ServedIndex.unexplained(written, indexed, served.gaps());
            boolean done = unexplained.isEmpty() && indexed.contains(ScheddRecords.clusterOf(writer.written()));
            if (done || System.nanoTime() - started > LONGEST_NANOS) {
                return unexplained;
            }
        }
    }

    /** A server's life from its start to its violent death; the highest count it answered. */
    private int life(Random random, ScheddWriter writer, int seen, String what)
            throws IOException, InterruptedException {
        int highest = seen;
        try (ServeProcess serve = new ServeProcess(index, history)) {
            switch (random.nextInt(4)) {
                // it falls behind more and more
                case 0 -> write(writer, random.nextInt(1000));
                // it keeps up with a writer that waits for it now and then
                case 1 -> {
                    int lag = 1 + random.nextInt(20);
                    for (int appended = 20 + random.nextInt(100); appended > 0; appended--) {
                        writer.record();
                        if (random.nextInt(8) == 0) {
                            highest = awaitCount(serve, writer, Math.min(highest + 1, writer.written() - lag), what);
                        }
                    }
                }
                // it dies right after a commit, while it is still behind
                case 2 -> {
                    write(writer, 300 + random.nextInt(500));
                    highest = awaitCount(serve, writer, Math.min(highest + 1, writer.written()), what);
                }
                // nothing is left to do but the record that is being written
                default -> awaitLast(serve, writer, what);
            }
            write(writer, random.nextInt(6));
            serve.kill();
        }
        return highest;
    }

    private static void write(ScheddWriter writer, int steps) throws IOException {
        for (int step = 0; step < steps; step++) {
            writer.step();
        }
    }

    /** Asks until so many jobs are there, and checks that there never are more than were written; the last answer. */
    private static int awaitCount(ServeProcess serve, ScheddWriter writer, int wanted, String what)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        int before = 0;
        while (true) {
            int count = serve.count("*");
            assertThat(count).as("%s: %s", what, writer).isBetween(before, writer.written());
            if (count >= wanted) {
                return count;
            }
            before = count;
            if (System.nanoTime() - started > LONGEST_NANOS) {
                throw new AssertionError(what + ": still " + count + " jobs, not " + wanted + "; " + writer
                        + "; it said " + serve.said());
            }
        }
    }

    /** Asks until the last record is there. */
    private void awaitLast(ServeProcess serve, ScheddWriter writer, String what)
            throws IOException, InterruptedException {
        if (writer.written() == 0) {
            return;
        }
        long started = System.nanoTime();
        while (serve.count("id:" + records.id(writer.written())) == 0) {
            if (System.nanoTime() - started > LONGEST_NANOS) {
                throw new AssertionError(
                        what + ": the last record is not there; " + writer + "; it said " + serve.said());
            }
        }
    }

    private static Set<Integer> clustersTo(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(ScheddRecords::clusterOf)
                .collect(Collectors.toSet());
    }
}
