package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.archive.ArchiveDisk;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.MemoryDisk;
import org.shelfmark.archive.RealDisk;

/**
 * What schedds, administrators and failing machines do to archives, in random order, against {@link ArchiveModel}.
 * {@code -Dshelfmark.seed=N} runs one schedule and compares after every cycle; {@code -Dshelfmark.firstSeed} and
 * {@code -Dshelfmark.lastSeed} run a part of them.
 */
class ArchiveModelTest {
    private static final int MAX_FAILURES = 3;

    @TempDir
    private Path scratch;

    /** How a seed becomes a schedule. */
    static List<ModelStep> steps(long seed) {
        Random random = new Random(seed);
        int length = 10 + random.nextInt(40);
        List<ModelStep> steps = new ArrayList<>();
        for (int step = 0; step < length; step++) {
            steps.add(ModelStep.random(random));
        }
        return steps;
    }

    static ArchiveModel.Setup setup(long seed) {
        return new ArchiveModel.Setup(seed % 2 == 0 ? Duration.ZERO : Duration.ofSeconds(5), seed % 4 < 2);
    }

    /** Runs a schedule; what went wrong, with everything that happened before. */
    static Optional<String> failure(
            ArchiveDisk disk, Path scratch, long seed, List<ModelStep> steps, boolean checkEachCycle)
            throws IOException {
        ArchiveModel model = new ArchiveModel(disk, scratch, setup(seed), checkEachCycle);
        try {
            model.run(steps);
            return Optional.empty();
        } catch (IOException | RuntimeException | AssertionError failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            return Optional.of("seed " + seed + "\n" + String.join("\n", model.log()) + "\n" + trace);
        }
    }

    private List<String> failures(long first, long last, int threads) throws InterruptedException {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicLong next = new AtomicLong(first);
        List<Thread> workers = new ArrayList<>();
        for (int worker = 0; worker < threads; worker++) {
            Path own = scratch.resolve("worker" + worker);
            workers.add(Thread.ofPlatform().start(() -> {
                try {
                    Files.createDirectories(own);
                    for (long seed = next.getAndIncrement();
                            seed <= last && failures.size() < MAX_FAILURES;
                            seed = next.getAndIncrement()) {
                        failure(new MemoryDisk(seed), own, seed, steps(seed), false)
                                .ifPresent(failures::add);
                    }
                } catch (IOException | RuntimeException e) {
                    failures.add(e.toString());
                }
            }));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        return List.copyOf(failures);
    }

    @Test
    void randomSchedules_areIndexedQuarantinedAndPutOnRecordAsTheModelSays() throws Exception {
        Optional<Long> one = Optional.ofNullable(Long.getLong("shelfmark.seed"));
        if (one.isPresent()) {
            long seed = one.get();
            assertThat(failure(new MemoryDisk(seed), scratch, seed, steps(seed), true))
                    .isEmpty();
            return;
        }
        long first = Long.getLong("shelfmark.firstSeed", 1);
        long last = Long.getLong("shelfmark.lastSeed", Boolean.getBoolean("shelfmark.thorough") ? 200_000 : 1_000);
        assertThat(failures(first, last, Runtime.getRuntime().availableProcessors()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.shelfmark.ingest.FailedSchedules#all")
    void scheduleThatFailedOnce_endsAsTheModelSays(String name, long seed, String steps) throws IOException {
        assertThat(failure(new MemoryDisk(seed), scratch, seed, ModelStep.parse(steps), true))
                .as(name)
                .isEmpty();
    }

    @Test
    void realFileSystem_behavesAsTheOneInMemory() throws IOException {
        for (long seed = 1; seed <= 100; seed++) {
            Path root = Files.createDirectories(scratch.resolve("real" + seed));
            Path own = Files.createDirectories(scratch.resolve("index" + seed));
            assertThat(failure(new RealDisk(ArchiveFileSystem.local(), root), own, seed, steps(seed), false))
                    .isEmpty();
        }
    }
}
