package org.shelfmark.cli;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.RollupPolicy;

/** Says what the scheduled archiving did, and each reason once why it left something alone. Belongs to one thread. */
final class PolicyTalk {
    private final Console console;
    private final Set<String> said = new HashSet<>();
    private Optional<RollupPolicy.Run> told = Optional.empty();
    private String lastFailure = "";

    PolicyTalk(Console console) {
        this.console = console;
    }

    /**
     * Tells of the last pass, if that was not done yet.
     *
     * @return whether it failed, and that was said
     */
    boolean tell(Optional<RollupPolicy.Run> last) {
        if (last.isEmpty() || last.equals(told)) {
            return false;
        }
        told = last;
        last.get().report().ifPresent(this::tell);
        String failure = last.get().failure().orElse("");
        if (!failure.isEmpty() && !failure.equals(lastFailure)) {
            console.say("scheduled archiving failed: " + failure);
        }
        lastFailure = failure;
        return !failure.isEmpty();
    }

    private void tell(ArchiveReport report) {
        StringBuilder text = new StringBuilder();
        if (report.submissions() > 0) {
            text.append("; ").append(ArchivingTalk.archived(report));
        }
        for (ArchiveReport.Left left : report.reasons()) {
            // times in a reason move on with every pass
            if (said.add(left.reason().replaceAll("[0-9]+", "0"))) {
                text.append("; left alone ")
                        .append(ValueText.things(left.submissions(), "submission"))
                        .append(" (")
                        .append(left.first())
                        .append(left.submissions() == 1 ? "" : ", ...")
                        .append("): ")
                        .append(left.reason());
            }
        }
        if (!text.isEmpty()) {
            console.say("scheduled archiving: " + text.substring(2));
        }
    }
}
