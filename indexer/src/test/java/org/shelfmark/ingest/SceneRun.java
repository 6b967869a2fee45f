package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.Vault;
import org.shelfmark.fault.Faults;
import org.shelfmark.fault.FaultyArchive;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterOn;

/** A process that indexes a scene, and may be ended and started again. */
final class SceneRun {
    private static final int MOST_CYCLES = 30;
    /** Longer than any pause after a failure. */
    private static final Duration BETWEEN_CYCLES = Duration.ofMinutes(2);
    /** One thread, so that steps come in the same order every time. */
    private static final IngestSettings SETTINGS = new IngestSettings(1, 1 << 20, Duration.ZERO, ZoneOffset.UTC);

    private final RotationScene scene;
    private final Stores stores;
    private final Faults faults;
    private final OptionalLong vaultBytes;
    private final SetClock clock = new SetClock();
    private @Nullable Parts parts;

    private record Parts(JobIndexWriter writer, Vault vault, Ingester ingester) {}

    SceneRun(RotationScene scene, Stores.Content content, Faults faults, OptionalLong vaultBytes) throws IOException {
        this.scene = scene;
        this.stores = Stores.of(content, faults);
        this.faults = faults;
        this.vaultBytes = vaultBytes;
    }

    Stores stores() {
        return stores;
    }

    /** One cycle, by a new process if there is none. */
    CycleReport cycle() throws IOException {
        clock.advance(BETWEEN_CYCLES);
        Parts running = parts == null ? start() : parts;
        parts = running;
        return running.ingester().cycle(scene.request, IngestProgress.SILENT);
    }

    private Parts start() throws IOException {
        Vault vault = Vault.open(stores.vault());
        JobIndexWriter writer = WriterOn.directories(scene.layout, Shelf.MAPPING, stores.jobs(), stores.registry());
        return new Parts(
                writer,
                vault,
                new Ingester(writer, new FaultyArchive(faults), Shelf.MAPPING, clock, SETTINGS, vault, vaultBytes));
    }

    /** Whether a cycle left nothing to do. */
    static boolean isIdle(CycleReport report) {
        return !report.more()
                && !report.committed()
                && report.notices().stream().noneMatch(FileNotice::failure);
    }

    /** Cycles until there is nothing left to do; what was visible after each. */
    List<SceneState> toTheEnd() throws IOException {
        List<SceneState> states = new ArrayList<>();
        boolean idle = false;
        while (!idle) {
            assertThat(states.size()).as("cycles").isLessThan(MOST_CYCLES);
            idle = isIdle(cycle());
            states.add(state());
        }
        return states;
    }

    /** What a reader sees now, which must be whole. */
    SceneState state() throws IOException {
        return SceneState.of(scene, stores);
    }

    /** Ends the process, if there is one. */
    void end() throws IOException {
        Parts running = parts;
        parts = null;
        if (running != null) {
            IOUtils.close(running.ingester(), running.writer(), running.vault());
        }
    }
}
