package org.shelfmark.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.FileNotice;
import org.shelfmark.ingest.Follower;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.Registry;

/** Says what the cycles of a server found, each thing once. Belongs to the follower's thread. */
final class CycleTalk implements Consumer<Follower.Outcome> {
    private final Console console;
    private final Supplier<Registry> registry;
    private final Set<String> said = new HashSet<>();
    private final Set<GapOfFile> knownGaps = new HashSet<>();
    private long records;
    private long recordsSaid;
    private boolean failing;
    private String lastFailure = "";

    /**
     * Knows the gaps that are on record already.
     *
     * @param registry as it was committed last
     */
    CycleTalk(Console console, Supplier<Registry> registry) {
        this.console = console;
        this.registry = registry;
        for (ArchiveFile file : registry.get().files()) {
            file.gaps().forEach(gap -> knownGaps.add(new GapOfFile(file.id(), gap)));
        }
    }

    private record GapOfFile(int file, Gap gap) {}

    @Override
    public void accept(Follower.Outcome outcome) {
        if (outcome.failure() != null) {
            failed(outcome.failure(), outcome.retryIn());
        } else {
            succeeded(outcome.report().orElseThrow());
        }
    }

    /** A failure that lasts is said once, not with every attempt. */
    void failed(Throwable failure, Optional<Duration> retryIn) {
        failing = true;
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (!text.equals(lastFailure)) {
            console.say("indexing failed and will be tried again"
                    + retryIn.map(time -> " in " + Math.max(1, time.toSeconds()) + " s")
                            .orElse("")
                    + ": " + text);
        }
        lastFailure = text;
    }

    private void succeeded(CycleReport report) {
        if (failing) {
            console.say("indexing works again");
        }
        failing = false;
        lastFailure = "";
        for (FileNotice notice : report.notices()) {
            if (notice.failure() && said.add(notice.toString())) {
                console.say(notice.text());
            }
        }
        if (report.committed()) {
            sayNewGaps();
        }
        records += report.records();
        if (!report.more() && records > recordsSaid) {
            console.say(ValueText.things(records, "record") + " indexed since the start");
            recordsSaid = records;
        }
    }

    /** A cycle was run whose records somebody else tells of. */
    void ran(CycleReport report) {
        records += report.records();
        recordsSaid = records;
    }

    /** Says the gaps that were not on record yet. */
    void sayNewGaps() {
        for (ArchiveFile file : registry.get().files()) {
            for (Gap gap : file.gaps()) {
                if (knownGaps.add(new GapOfFile(file.id(), gap))) {
                    console.say(text(file, gap));
                }
            }
        }
    }

    private static String text(ArchiveFile file, Gap gap) {
        StringBuilder text = new StringBuilder("lost before it could be read: '")
                .append(file.path())
                .append("' from byte ")
                .append(gap.fromByte());
        gap.toByte().ifPresent(to -> text.append(" to ").append(to));
        gap.estimatedRecords().ifPresent(lost -> text.append(", about ").append(ValueText.things(lost, "record")));
        if (!gap.before().job().isEmpty()) {
            text.append(", after job ").append(gap.before().job());
        }
        if (gap.before().writtenAt() != 0) {
            text.append(" of ").append(ValueText.utc(gap.before().writtenAt()));
        }
        return text.append(": ")
                .append(gap.reason())
                .append(" (shelfmark files --gaps lists all)")
                .toString();
    }
}
