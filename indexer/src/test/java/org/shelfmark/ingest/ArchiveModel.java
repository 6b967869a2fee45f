package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveDisk;
import org.shelfmark.archive.InterruptedFileSystem;
import org.shelfmark.archive.Vault;
import org.shelfmark.index.FullDisk;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.PowerCut;
import org.shelfmark.index.WriterOn;
import org.shelfmark.mapping.Mapping;

/**
 * An archive, an ingester that follows it into an index in memory, and a model of what the index must hold.
 *
 * <p>Belongs to one thread.
 */
final class ArchiveModel {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final Duration LONGER_THAN_ANY_BACKOFF = Duration.ofSeconds(70);
    private static final Duration LONGER_THAN_QUIET = Duration.ofSeconds(10);
    private static final int MAX_CYCLES = 40;

    /**
     * How an ingester is set up.
     *
     * @param quiet see {@link IngestSettings}
     * @param vault whether sealed files are kept
     */
    record Setup(Duration quiet, boolean vault) {}

    private final Setup setup;
    private final IndexLayout layout;
    private final SetClock clock = new SetClock();
    private final InterruptedFileSystem files;
    private final Directory jobs = new ByteBuffersDirectory();
    private final Directory registry = new ByteBuffersDirectory();
    private final Directory vault = new ByteBuffersDirectory();
    private final List<String> log = new ArrayList<>();
    private final ModelDirectory directory;
    private final boolean checkEachCycle;
    private FullDisk.Room room = new FullDisk.Room();
    private PowerCut.Power power = new PowerCut.Power();
    private Instant calmSince = clock.instant();
    private @Nullable Running running;

    private record Running(JobIndexWriter index, Ingester ingester) {}

    /**
     * An empty archive and no index yet.
     *
     * @param scratch a real directory for the note of who writes
     * @param checkEachCycle whether everything is compared after every cycle, which costs time
     */
    ArchiveModel(ArchiveDisk disk, Path scratch, Setup setup, boolean checkEachCycle) throws IOException {
        this.setup = setup;
        this.layout = new IndexLayout(scratch);
        this.files = new InterruptedFileSystem(disk.files());
        this.directory = new ModelDirectory(disk, clock, log);
        this.checkEachCycle = checkEachCycle;
    }

    /** What happened, a line each. */
    List<String> log() {
        return log;
    }

    void run(List<ModelStep> steps) throws IOException {
        try {
            for (ModelStep step : steps) {
                log.add(step.toString());
                run(step);
            }
            log.add("the end");
            finish();
        } finally {
            kill();
        }
    }

    private void run(ModelStep step) throws IOException {
        int which = step.which();
        int much = step.much();
        switch (step.kind()) {
            case APPEND -> directory.append(1 + which % 3, much);
            case TEAR -> directory.tear(which, much);
            case FINISH -> directory.finish();
            case STOP_WRITER -> directory.stopWriter();
            case ROTATE -> {
                directory.tick();
                directory.rotate();
            }
            case COLLIDE -> {
                directory.appendFirst(much);
                directory.tick();
                directory.rotate();
                directory.append(1 + which % 2, much);
                directory.rotate();
            }
            case DELETE -> directory.delete(which);
            case DELETE_ACTIVE -> directory.deleteActive();
            case TRUNCATE -> directory.truncate(which, much);
            case COPY_TRUNCATE -> directory.copyTruncate();
            case REPLACE_IN_PLACE -> directory.replaceInPlace(which, much);
            case REPLACE_BY_RENAME -> directory.replaceByRename(which, much);
            case COPY -> directory.copy(which, much);
            case RESTORE -> directory.restore(which, much);
            case COMPRESS -> directory.compress(which, much);
            case MOVE -> directory.move(which % 2 == 0);
            case WAIT -> clock.advance(Duration.ofSeconds(1 + which % 10));
            case KILL -> kill();
            case CYCLE -> calmCycle();
            case FAILING_CYCLE -> failingCycle(1 + which % 60);
            case FULL_DISK_CYCLE -> fullDiskCycle(1 + which * 5L);
            case DEADLY_CYCLE -> deadlyCycle(1 + which % 80);
            case ROTATING_CYCLE -> rotatingCycle(1 + which % 30, much);
        }
    }

    private ArchiveRequest request() {
        return new ArchiveRequest(List.of(directory.path()), Optional.empty(), true);
    }

    private Directory powered(Directory kept) {
        return new PowerCut(new FullDisk(kept, room), power);
    }

    private Running started() throws IOException {
        if (running == null) {
            room = new FullDisk.Room();
            power = new PowerCut.Power();
            JobIndexWriter index = WriterOn.directories(layout, MAPPING, powered(jobs), powered(registry));
            Ingester ingester = new Ingester(
                    index,
                    files,
                    MAPPING,
                    clock,
                    new IngestSettings(1, 1 << 20, setup.quiet(), ZoneOffset.UTC),
                    setup.vault() ? Vault.open(powered(vault)) : null,
                    OptionalLong.empty());
            running = new Running(index, ingester);
            directory.alive = true;
            // a new ingester knows nothing of what its predecessor had trouble with
            calmSince = clock.instant();
        }
        return running;
    }

    /** The process is gone without a word; what it had not committed is forgotten. */
    private void kill() throws IOException {
        Running gone = running;
        if (gone != null) {
            running = null;
            power.cutAt(1);
            gone.ingester().close();
            try {
                gone.index().close();
            } catch (IOException | RuntimeException dead) {
                log.add("    it died: " + dead.getMessage());
            }
        }
        directory.ingesterGone();
    }

    private CycleReport cycle() throws IOException {
        directory.perhapsSeen();
        CycleReport report = started().ingester().cycle(request(), IngestProgress.SILENT);
        directory.perhapsSeen();
        log.add("    " + report);
        return report;
    }

    private void calmCycle() throws IOException {
        CycleReport unused = cycleAndCompare();
    }

    private CycleReport cycleAndCompare() throws IOException {
        CycleReport report = cycle();
        directory.cycled(!clock.instant().isBefore(calmSince));
        if (checkEachCycle) {
            compare(false);
        }
        return report;
    }

    private void disturbed() {
        calmSince = clock.instant().plus(LONGER_THAN_ANY_BACKOFF);
    }

    private void failingCycle(int call) throws IOException {
        Running unused = started();
        files.interrupt(call, () -> {
            throw new IOException("Input/output error");
        });
        cycleThatMayFail("Input/output error");
        if (files.stopInterrupting()) {
            disturbed();
        }
    }

    private void cycleThatMayFail(String expected) throws IOException {
        try {
            CycleReport unused = cycle();
        } catch (IOException failure) {
            if (!String.valueOf(failure.getMessage()).contains(expected)) {
                throw failure;
            }
            log.add("    failed: " + failure.getMessage());
        }
    }

    private void fullDiskCycle(long bytes) throws IOException {
        Running unused = started();
        room.limitTo(bytes);
        cycleThatMayFail("No space left on device");
        room.free();
        disturbed();
    }

    private void deadlyCycle(int change) throws IOException {
        Running dying = started();
        log.add("    with " + dying.ingester().heldFiles() + " files held");
        power.cutAt(change);
        try {
            CycleReport unused = cycle();
        } catch (IOException | RuntimeException failure) {
            if (!power.isCut()) {
                throw failure;
            }
            log.add("    died: " + failure.getMessage());
        }
        kill();
    }

    private void rotatingCycle(int call, int much) throws IOException {
        Running unused = started();
        files.interrupt(call, () -> {
            directory.tick();
            directory.rotate();
            directory.append(1, much);
        });
        cycleThatMayFail("no failure is expected");
        if (files.stopInterrupting()) {
            log.add("    in the middle of it");
        }
    }

    /** Cycles until there is no more to read; whether the last one had something to commit. */
    private boolean cyclesToTheEnd() throws IOException {
        CycleReport report = cycleAndCompare();
        for (int cycles = 1; report.more(); cycles++) {
            if (cycles == MAX_CYCLES) {
                throw new AssertionError("there is still more to read after " + cycles + " cycles: " + report);
            }
            report = cycleAndCompare();
        }
        return report.committed();
    }

    private void finish() throws IOException {
        clock.advance(LONGER_THAN_ANY_BACKOFF);
        directory.append(1, 0);
        boolean settling = true;
        for (int rounds = 1; settling || rounds <= 2; rounds++) {
            settling = cyclesToTheEnd();
            clock.advance(LONGER_THAN_QUIET);
            if (rounds == MAX_CYCLES) {
                throw new AssertionError("nothing changes, but there is something to commit again and again");
            }
        }
        compare(true);
    }

    private void compare(boolean atTheEnd) throws IOException {
        try (Vault opened = Vault.open(new PowerCut(vault, new PowerCut.Power()))) {
            new ModelComparison(directory, jobs, registry, setup.vault() ? opened : null, MAPPING).compare(atTheEnd);
        }
    }
}
