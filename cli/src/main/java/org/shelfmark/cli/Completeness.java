package org.shelfmark.cli;

/** Tells the user, and the exit code, when an answer is partial. */
final class Completeness {
    private Completeness() {}

    static int exitCode(boolean timedOut, Console console) {
        if (timedOut) {
            console.say("the search took too long; the answer is partial");
            return ExitCode.PARTIAL;
        }
        return ExitCode.DONE;
    }
}
