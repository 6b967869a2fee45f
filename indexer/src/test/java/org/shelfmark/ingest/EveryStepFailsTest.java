package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.fault.Failing;
import org.shelfmark.fault.Step;

/**
 * Every step fails once, of cycles that read on behind a rotation, meet a deletion, commit, seal, and keep copies; from the
 * opening of the index to its closing. Afterwards the index is in its old state or a later one, and a run that goes on ends
 * as if nothing had happened.
 *
 * <p>All steps are tried in every build; the output says how many of which kind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryStepFailsTest {
    private final RotationScene scene;
    private final UndisturbedRun undisturbed;

    EveryStepFailsTest(@TempDir Path directory) throws IOException {
        scene = new RotationScene(directory);
        undisturbed = new UndisturbedRun(scene);
    }

    private interface Trial {
        void of(DisturbedRun run) throws IOException;
    }

    @Test
    void exception_theSameProcessGoesOn(TestInfo test) {
        tryEach(step -> true, run -> run.goesOn(Failing.ONCE, false), test);
    }

    @Test
    void exception_aNewProcessGoesOn(TestInfo test) {
        tryEach(step -> true, run -> run.goesOn(Failing.ONCE, true), test);
    }

    @Test
    void noMemory_theSameProcessGoesOn(TestInfo test) {
        tryEach(step -> true, run -> run.goesOn(Failing.WITHOUT_MEMORY, false), test);
    }

    @Test
    void everythingFailsForAWhile_theSameProcessGoesOn(TestInfo test) {
        tryEach(step -> true, run -> run.goesOn(Failing.FROM_THEN_ON, false), test);
    }

    @Test
    void diskFull_theSameProcessGoesOnWhenThereIsRoom(TestInfo test) {
        tryEach(step -> step.operation().takesRoom(), run -> run.goesOn(Failing.DISK_FULL, false), test);
    }

    @Test
    void crash_whatHadReachedTheDiskIsEnough(TestInfo test) {
        tryEach(step -> true, DisturbedRun::crashes, test);
    }

    private void tryEach(Predicate<Step> which, Trial trial, TestInfo test) {
        Map<String, Integer> tried = new TreeMap<>();
        AssertionError failures = new AssertionError("steps after which something was wrong");
        for (Step step : undisturbed.steps()) {
            if (!which.test(step)) {
                continue;
            }
            tried.merge(step.store() + " " + step.operation(), 1, Integer::sum);
            try {
                trial.of(new DisturbedRun(scene, undisturbed, step));
            } catch (IOException | RuntimeException | Error failure) {
                failures.addSuppressed(new AssertionError(step.toString(), failure));
            }
        }
        int all = tried.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println(test.getDisplayName() + ": every one of " + all + " steps, " + tried);
        if (all == 0 || failures.getSuppressed().length > 0) {
            throw failures;
        }
    }
}
