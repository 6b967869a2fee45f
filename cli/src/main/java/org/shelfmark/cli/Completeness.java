package org.shelfmark.cli;

import org.jspecify.annotations.Nullable;

/** Tells the user, and the exit code, when an answer is partial. */
final class Completeness {
    private Completeness() {}

    /** @param undecidable archived jobs that are not in the answer, though they may belong to it; null without any */
    static int exitCode(boolean timedOut, @Nullable Long undecidable, Console console) {
        if (timedOut) {
            console.say("the search took too long; the answer is partial");
        }
        if (undecidable != null && undecidable > 0) {
            console.say(ValueText.things(undecidable, "archived job")
                    + " cannot be decided: the query needs what summaries do not keep (docs/archiving.md)");
        }
        return isPartial(timedOut, undecidable) ? ExitCode.PARTIAL : ExitCode.DONE;
    }

    /** Whether there may be jobs that are not in an answer. */
    static boolean isPartial(boolean timedOut, @Nullable Long undecidable) {
        return timedOut || (undecidable != null && undecidable > 0);
    }

    /**
     * Says of how many archived jobs something is not known that was asked for, though they match.
     *
     * @param what is not known
     * @return the exit code
     */
    static int exitCodeOfUnknown(String what, @Nullable Long jobs, Console console) {
        if (jobs == null || jobs == 0) {
            return ExitCode.DONE;
        }
        console.say(what + " of " + ValueText.things(jobs, "archived job")
                + " is not known: summaries do not keep it (docs/archiving.md)");
        return ExitCode.PARTIAL;
    }
}
