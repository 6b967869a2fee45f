package org.shelfmark.cli;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.FileNotice;
import org.shelfmark.ingest.Follower;

/** Says what the cycles of a server found, each thing once. Belongs to the follower's thread. */
final class CycleTalk implements Consumer<Follower.Outcome> {
    private final Console console;
    private final Set<String> said = new HashSet<>();
    private long records;
    private long recordsSaid;
    private String lastFailure = "";

    CycleTalk(Console console) {
        this.console = console;
    }

    @Override
    public void accept(Follower.Outcome outcome) {
        if (outcome.failure() != null) {
            // a failure that lasts is said once, not every second
            String failure = String.valueOf(outcome.failure().getMessage());
            if (!failure.equals(lastFailure)) {
                console.say("indexing failed and will be tried again: " + failure);
            }
            lastFailure = failure;
            return;
        }
        lastFailure = "";
        CycleReport report = outcome.report().orElseThrow();
        for (FileNotice notice : report.notices()) {
            if (notice.failure() && said.add(notice.toString())) {
                console.say(notice.text());
            }
        }
        records += report.records();
        if (!report.more() && records > recordsSaid) {
            console.say(records + " records indexed since the start");
            recordsSaid = records;
        }
    }
}
