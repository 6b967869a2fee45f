package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.shelfmark.fault.Faults;
import org.shelfmark.fault.Step;
import org.shelfmark.fault.Survival;

/** How a scene goes when nothing fails: its steps, and every state it goes through. */
final class UndisturbedRun {
    private final List<SceneState> states = new ArrayList<>();
    private final List<Step> steps;
    private final Set<String> vaultFiles;

    UndisturbedRun(RotationScene scene) throws IOException {
        Faults none = Faults.none();
        SceneRun run = scene.begin(none);
        states.add(run.state());
        states.addAll(run.toTheEnd());
        run.end();
        steps = none.steps();
        vaultFiles = vaultFiles(run);
    }

    /** All steps, from the opening of the index to its closing. */
    List<Step> steps() {
        return steps;
    }

    /** The states in their order, the one before the first cycle included. */
    List<SceneState> states() {
        return states;
    }

    /** The jobs are as in one of the states, the registry as in the same one or the next. */
    void assertOldOrNew(SceneState state) {
        boolean found = false;
        for (int jobs = 0; jobs < states.size(); jobs++) {
            for (int registry = jobs; registry <= jobs + 1 && registry < states.size(); registry++) {
                found |= states.get(jobs).jobs().equals(state.jobs())
                        && states.get(registry).registry().equals(state.registry());
            }
        }
        assertThat(found).as("old or new state: %s", state).isTrue();
    }

    /** Without the numbers that they begin with: files that were read in another order have others. */
    private static Set<String> vaultFiles(SceneRun run) throws IOException {
        Set<String> files = new TreeSet<>();
        for (String file : run.stores().after(Survival.ALL_WRITTEN).vault().keySet()) {
            files.add(file.replaceFirst("^[0-9]+-", ""));
        }
        return files;
    }

    /** The last state. */
    SceneState end() {
        return states.get(states.size() - 1);
    }

    /** What a reader sees at the end is the same. */
    void assertEndsAs(SceneState found) {
        assertThat(found.registry()).isEqualTo(end().registry());
        assertThat(found.jobs()).isEqualTo(end().jobs());
    }

    /** The vault has no copy too many; what was begun and could not be taken away goes when the vault is opened again. */
    void assertNothingLeftInTheVault(SceneRun run) throws IOException {
        Set<String> files = vaultFiles(run);
        files.removeIf(file -> file.endsWith(".tmp"));
        assertThat(files).as("files in the vault").isEqualTo(vaultFiles);
    }
}
