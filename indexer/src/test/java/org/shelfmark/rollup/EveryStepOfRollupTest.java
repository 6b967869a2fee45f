package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.aggregate.ClusterNumbers;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.fault.Failing;
import org.shelfmark.fault.Faults;
import org.shelfmark.fault.FaultyArchive;
import org.shelfmark.fault.FaultyDirectory;
import org.shelfmark.fault.Step;
import org.shelfmark.fault.Survival;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterOn;
import org.shelfmark.query.QueryParser;

/**
 * Every step of archiving and of bringing back fails once, or is the last before a crash. Afterwards each submission has
 * all of its jobs or its summary, never both, never neither; carrying the order out again ends as if nothing had happened.
 *
 * <p>A build tries as many steps as time allows, a thorough one all; the output says how many.
 */
class EveryStepOfRollupTest {
    private static final InstantSource CLOCK = InstantSource.fixed(RollupShelf.NOW.plus(Duration.ofDays(1)));
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
    private static final Pattern SAID = Pattern.compile("^[0-9]+ jobs? of ([0-9]+) submissions? were archived, ");
    private static final Map<Long, Long> JOBS = Map.of(1L, 3L, 2L, 2L, 3L, 2L);

    @TempDir
    Path directory;

    private Content live = Content.NONE;
    private Content archived = Content.NONE;
    private Path root = Path.of("");

    /** The files of an index. */
    private record Content(Map<String, byte[]> jobs, Map<String, byte[]> registry) {
        static final Content NONE = new Content(Map.of(), Map.of());
    }

    /** What is done, from which state on. */
    private enum Work {
        ARCHIVE,
        UNARCHIVE;

        /** Does it, and says for how many submissions it was done. */
        long with(RunningIndex process) throws IOException {
            return switch (this) {
                case ARCHIVE ->
                    process.archivist()
                            .archive(new ArchiveOrder("", Optional.empty(), false, false))
                            .submissions();
                case UNARCHIVE ->
                    process.archivist()
                            .unarchive(new UnarchiveOrder("", Optional.of(Duration.ofDays(1)), false))
                            .submissions();
            };
        }

        /** For how many submissions a reader would see it done. */
        long done(RunningIndex process) throws IOException {
            process.state();
            long[] summaries = new long[1];
            try (DirectoryReader reader = DirectoryReader.open(process.jobs.bare())) {
                Summaries.visit(reader, summary -> summaries[0]++);
            }
            return this == ARCHIVE ? summaries[0] : 3 - summaries[0];
        }

        /** For how many a failure says it was done all the same. */
        long saidToBeDone(Throwable failure) {
            Matcher said = SAID.matcher(String.valueOf(failure.getMessage()));
            return said.find() ? Long.parseLong(said.group(1)) : 0;
        }
    }

    @BeforeEach
    void archive() throws IOException {
        try (RollupShelf shelf = new RollupShelf(directory)) {
            root = shelf.layout().root();
            shelf.append(
                    "history.20261122T034000",
                    SmallRecords.record(1, 0) + SmallRecords.record(1, 1) + SmallRecords.record(2, 0));
            shelf.index();
            shelf.append(
                    "history.20261122T035000",
                    SmallRecords.record(1, 2)
                            + SmallRecords.record(2, 1)
                            + SmallRecords.record(3, 0)
                            + SmallRecords.record(3, 1));
            shelf.append("history", "");
            shelf.index();
            live = new Content(
                    files(shelf.layout().jobs()), files(shelf.layout().registry()));
        }
        RunningIndex process = new RunningIndex(live, Faults.none());
        assertThat(Work.ARCHIVE.with(process)).isEqualTo(3);
        archived = process.after(Survival.ALL_WRITTEN);
        process.end();
    }

    private static Map<String, byte[]> files(Path place) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.list(place)) {
            for (Path file : all.toList()) {
                if (!file.endsWith("write.lock")) {
                    files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    /** A process that has the index open. */
    private final class RunningIndex {
        private final FaultyDirectory jobs;
        private final FaultyDirectory registry;
        private final Faults faults;
        private final JobIndexWriter writer;

        RunningIndex(Content content, Faults faults) throws IOException {
            this.faults = faults;
            this.jobs = new FaultyDirectory("jobs", faults, content.jobs());
            this.registry = new FaultyDirectory("registry", faults, content.registry());
            this.writer = WriterOn.directories(new IndexLayout(root), RollupShelf.MAPPING, jobs, registry);
        }

        WriterArchivist archivist() {
            return RollupShelf.archivist(writer, new FaultyArchive(faults), CLOCK, new ArchivePass.Share(100, 2));
        }

        Content after(Survival survival) throws IOException {
            return new Content(jobs.after(survival), registry.after(survival));
        }

        /** What a reader would see. */
        List<String> state() throws IOException {
            try (DirectoryReader reader = DirectoryReader.open(jobs.bare())) {
                assertWhole(reader);
                return IndexDump.of(reader);
            }
        }

        /** Documents that were taken back take up little room. */
        void assertReclaimed() throws IOException {
            try (DirectoryReader reader = DirectoryReader.open(jobs.bare())) {
                for (LeafReaderContext leaf : reader.leaves()) {
                    assertThat(leaf.reader().numDeletedDocs() * 10)
                            .isLessThanOrEqualTo(leaf.reader().maxDoc());
                }
            }
        }

        void end() {
            try {
                writer.close();
            } catch (IOException failure) {
                assertThat(failure).hasMessageContaining("made up");
            }
        }
    }

    private static void assertWhole(DirectoryReader reader) throws IOException {
        Map<Long, Long> found = new HashMap<>();
        Map<Long, Long> summaries = new HashMap<>();
        MatchingJobs liveJobs = MatchingJobs.of(new IndexSearcher(reader), QueryParser.everything());
        ClusterNumbers numbers = new ClusterNumbers();
        for (MatchingJobs.Segment segment : liveJobs.segments()) {
            ClusterNumbers.Segment members = numbers.in(segment.context().reader());
            segment.forEach(document ->
                    found.merge(numbers.submission(members.number(document)).cluster(), 1L, Long::sum));
        }
        Summaries.visit(reader, summary -> {
            summaries.merge(summary.key().cluster(), 1L, Long::sum);
            found.merge(summary.key().cluster(), summary.jobs(), Long::sum);
            assertThat(summary.records()).hasSize((int) summary.jobs());
        });
        assertThat(found).isEqualTo(JOBS);
        assertThat(summaries.values()).allMatch(count -> count == 1);
    }

    private Content before(Work work) {
        return work == Work.ARCHIVE ? live : archived;
    }

    @Test
    void archiving_everyStepFails(TestInfo test) throws IOException {
        fail(Work.ARCHIVE, Duration.ofMillis(1500), test);
    }

    @Test
    void archiving_crashAtEveryStep(TestInfo test) throws IOException {
        crash(Work.ARCHIVE, Duration.ofMillis(2500), test);
    }

    @Test
    void bringingBack_everyStepFails(TestInfo test) throws IOException {
        fail(Work.UNARCHIVE, Duration.ofSeconds(1), test);
    }

    @Test
    void bringingBack_crashAtEveryStep(TestInfo test) throws IOException {
        crash(Work.UNARCHIVE, Duration.ofMillis(1500), test);
    }

    private void fail(Work work, Duration time, TestInfo test) throws IOException {
        List<String> end = undisturbed(work);
        tryEach(work, time, test, step -> {
            for (Failing way : Failing.values()) {
                Faults faults = Faults.at(step, way);
                RunningIndex process = new RunningIndex(before(work), faults);
                long done = 0;
                Optional<Throwable> told = Optional.empty();
                try {
                    done = work.with(process);
                } catch (IOException | OutOfMemoryError failure) {
                    told = Optional.of(failure);
                }
                assertThat(merging()).isEmpty();
                // room is made; and a step that was not reached, because the background went otherwise, does not fail
                // later
                faults.repair();
                long reallyDone = work.done(process);
                if (told.isPresent()) {
                    assertThat(told.get()).hasMessageContaining("made up");
                    // nobody can say what a disk has that went away during a commit
                    assertThat(reallyDone - work.saidToBeDone(told.get()))
                            .as("done without being said")
                            .isBetween(0L, way == Failing.FROM_THEN_ON ? reallyDone : 0L);
                } else {
                    assertThat(done).isEqualTo(reallyDone);
                }
                assertThat(work.with(process)).isEqualTo(3 - reallyDone);
                assertThat(process.state()).isEqualTo(end);
                process.assertReclaimed();
                process.end();
            }
        });
    }

    /** Threads that merge in the background. */
    private static List<Thread> merging() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Lucene Merge Thread"))
                .toList();
    }

    private void crash(Work work, Duration time, TestInfo test) throws IOException {
        List<String> end = undisturbed(work);
        tryEach(work, time, test, step -> {
            Faults faults = Faults.at(step, Failing.FROM_THEN_ON);
            RunningIndex process = new RunningIndex(before(work), faults);
            try {
                assertThat(work.with(process)).isEqualTo(3);
            } catch (IOException | RollupException failure) {
                assertThat(failure).hasMessageContaining("made up");
            }
            for (Survival survival : Survival.values()) {
                RunningIndex next = new RunningIndex(process.after(survival), Faults.none());
                long done = work.done(next);
                assertThat(work.with(next)).as("%s survives", survival).isEqualTo(3 - done);
                assertThat(next.state()).as("%s survives", survival).isEqualTo(end);
                next.assertReclaimed();
                next.end();
            }
            process.end();
        });
    }

    private List<String> undisturbed(Work work) throws IOException {
        RunningIndex process = new RunningIndex(before(work), Faults.none());
        assertThat(work.with(process)).isEqualTo(3);
        process.end();
        return process.state();
    }

    private interface Trial {
        void of(Step step) throws IOException;
    }

    private void tryEach(Work work, Duration time, TestInfo test, Trial trial) throws IOException {
        Faults none = Faults.none();
        RunningIndex opened = new RunningIndex(before(work), none);
        List<Step> opening = none.steps();
        assertThat(work.with(opened)).isEqualTo(3);
        List<Step> steps = new ArrayList<>(none.steps());
        steps.removeAll(opening);
        opened.end();
        AssertionError failures = new AssertionError("steps after which something was wrong");
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        // merges in the background tell of their failures there, too
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
        long until = System.nanoTime() + time.toNanos();
        int tried = 0;
        // a stride that meets steps of all kinds early
        int stride = stride(steps.size());
        for (int i = 0; i < steps.size() && (THOROUGH || System.nanoTime() < until); i++) {
            Step step = steps.get((int) ((long) i * stride % steps.size()));
            tried++;
            try {
                trial.of(step);
            } catch (IOException | RuntimeException | Error failure) {
                failures.addSuppressed(new AssertionError(step.toString(), failure));
            }
        }
        Thread.setDefaultUncaughtExceptionHandler(usual);
        System.out.println(test.getDisplayName() + ": " + tried + " of " + steps.size() + " steps");
        if (tried == 0 || failures.getSuppressed().length > 0) {
            throw failures;
        }
    }

    /** Some number that has no factor in common with another. */
    private static int stride(int size) {
        int stride = Math.max(1, (int) (size * 0.618));
        while (BigInteger.valueOf(stride).gcd(BigInteger.valueOf(size)).intValue() > 1) {
            stride++;
        }
        return stride;
    }
}
