package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.shelfmark.fault.Failing;
import org.shelfmark.fault.Faults;
import org.shelfmark.fault.FaultyArchive;
import org.shelfmark.fault.Step;
import org.shelfmark.fault.Survival;

/** Runs of a scene in which one step fails. */
final class DisturbedRun {
    private static final int MOST_CYCLES = 30;
    /** Cycles after the one that failed first, until what lasts is repaired. */
    private static final int CYCLES_OF_TROUBLE = 1;

    private final RotationScene scene;
    private final UndisturbedRun undisturbed;
    private final Step step;

    DisturbedRun(RotationScene scene, UndisturbedRun undisturbed, Step step) {
        this.scene = scene;
        this.undisturbed = undisturbed;
        this.step = step;
    }

    /**
     * The step fails, and the run goes on to its end.
     *
     * @param restart whether a new process goes on, rather than the one in which it failed
     */
    void goesOn(Failing way, boolean restart) throws IOException {
        Faults faults = Faults.at(step, way);
        SceneRun run = scene.begin(faults);
        int cyclesSince = -1;
        boolean idle = false;
        for (int cycle = 0; !idle; cycle++) {
            assertThat(cycle).as("cycles").isLessThan(MOST_CYCLES);
            try {
                idle = SceneRun.isIdle(run.cycle());
            } catch (IOException | OutOfMemoryError failure) {
                boolean lasting = lasts(way) && cyclesSince < CYCLES_OF_TROUBLE;
                boolean expected = faults.happened() && (cyclesSince < 0 || lasting);
                if (!expected) {
                    throw failure;
                }
            }
            look(run);
            if (faults.happened()) {
                cyclesSince++;
                idle = idle && (!lasts(way) || cyclesSince > CYCLES_OF_TROUBLE);
                if (cyclesSince == CYCLES_OF_TROUBLE) {
                    faults.repair();
                }
                if (cyclesSince == 0 && restart) {
                    run.end();
                }
            }
        }
        end(run, faults);
        SceneState found = run.state();
        undisturbed.assertEndsAs(isOfAnArchive() ? withTheSameOriginal(found) : found);
        if (!restart) {
            undisturbed.assertNothingLeftInTheVault(run);
        }
    }

    private boolean isOfAnArchive() {
        return step.store().equals(FaultyArchive.STORE);
    }

    /**
     * Of two equal files one counts as the copy, unless the other cannot be looked at in that moment: then it is taken for
     * moved. Which name the file has in the end is the only difference.
     */
    private SceneState withTheSameOriginal(SceneState found) {
        return new SceneState(
                found.jobs(), scene.withTheOriginalOf(undisturbed.end().registry(), found.registry()));
    }

    private static boolean lasts(Failing way) {
        return way == Failing.FROM_THEN_ON || way == Failing.DISK_FULL;
    }

    /** Ends the process; where the step is one of ending it, another one follows. */
    private void end(SceneRun run, Faults faults) throws IOException {
        if (faults.happened()) {
            run.end();
            return;
        }
        try {
            run.end();
        } catch (IOException | OutOfMemoryError failure) {
            assertThat(failure).hasMessageContaining("made up");
        }
        assertThat(faults.happened()).as("the step was made").isTrue();
        faults.repair();
        look(run);
        run.toTheEnd();
        run.end();
    }

    /** The process dies at the step; another one finds what had reached the disk, and goes on to the end. */
    void crashes() throws IOException {
        Faults faults = Faults.at(step, Failing.FROM_THEN_ON);
        SceneRun run = scene.begin(faults);
        try {
            for (int cycle = 0; cycle < undisturbed.states().size() && !faults.happened(); cycle++) {
                CycleReport report = run.cycle();
                assertThat(report).isNotNull();
            }
            run.end();
        } catch (IOException failure) {
            assertThat(failure).hasMessageContaining("made up");
        }
        assertThat(faults.happened()).as("the step was made").isTrue();
        for (Survival survival : Survival.values()) {
            Stores.Content left = run.stores().after(survival);
            SceneRun next = scene.begin(left, Faults.none());
            try {
                undisturbed.assertOldOrNew(next.state());
                next.toTheEnd().forEach(undisturbed::assertOldOrNew);
                next.end();
                undisturbed.assertEndsAs(next.state());
            } catch (IOException | RuntimeException | AssertionError failure) {
                throw new AssertionError(survival + " survives: " + failure.getMessage(), failure);
            }
        }
        abandon(run);
    }

    private static void abandon(SceneRun run) {
        try {
            run.end();
        } catch (IOException dead) {
            assertThat(dead).hasMessageContaining("made up");
        }
    }

    private void look(SceneRun run) throws IOException {
        SceneState state = run.state();
        // where one file cannot be read or kept, the others are: then there are more states than in the undisturbed run
        if (!isOfAnArchive() && !step.store().equals(Stores.VAULT)) {
            undisturbed.assertOldOrNew(state);
        }
    }
}
