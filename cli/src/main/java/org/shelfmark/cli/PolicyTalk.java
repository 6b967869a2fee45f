package org.shelfmark.cli;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.RollupPolicy;

/** Says what the scheduled archiving did, and each reason once why it left something alone. Belongs to one thread. */
final class PolicyTalk {
    private static final int WARNED_AT_PERCENT = 90;

    /** How the index fits its size. */
    private enum Room {
        ENOUGH,
        NEARLY_FULL,
        TOO_LARGE
    }

    private final Console console;
    private final Set<String> said = new HashSet<>();
    private Optional<RollupPolicy.Run> told = Optional.empty();
    private String lastFailure = "";
    private Room room = Room.ENOUGH;

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
        last.get().passes().forEach(this::tell);
        String failure = last.get().failure().orElse("");
        if (!failure.isEmpty() && !withoutTimes(failure).equals(lastFailure)) {
            console.say("scheduled archiving failed: " + failure);
        }
        lastFailure = withoutTimes(failure);
        return !failure.isEmpty();
    }

    /** Times in a text move on with every pass. */
    private static String withoutTimes(String text) {
        return text.replaceAll("[0-9]+", "0");
    }

    private void tell(RollupPolicy.Pass pass) {
        ArchiveReport report = pass.report();
        StringBuilder text = new StringBuilder();
        if (report.submissions() > 0) {
            text.append("; ").append(ArchivingTalk.archived(report));
        }
        if (pass.order().maxIndexBytes().isPresent()) {
            text.append(room(report, pass.order().maxIndexBytes().getAsLong()));
        }
        for (ArchiveReport.Left left : report.reasons()) {
            if (said.add(withoutTimes(left.reason()))) {
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

    /** How the index fits its size; each state of it is said when it begins. */
    private String room(ArchiveReport report, long most) {
        Room now = report.bytesAfter() > most
                ? Room.TOO_LARGE
                : report.bytesAfter() > most / 100 * WARNED_AT_PERCENT ? Room.NEARLY_FULL : Room.ENOUGH;
        String takes = "; the index takes " + ValueText.bytes(report.bytesAfter()) + " of the " + ValueText.bytes(most)
                + " that it may";
        boolean said = now == room && report.submissions() == 0;
        room = now;
        if (said) {
            return "";
        }
        return switch (now) {
            case ENOUGH -> report.submissions() == 0 ? "" : takes;
            case NEARLY_FULL -> takes + ": beyond, the oldest submissions are archived";
            case TOO_LARGE -> takes + ", and nothing more can give way";
        };
    }
}
