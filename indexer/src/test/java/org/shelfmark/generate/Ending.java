package org.shelfmark.generate;

/** How a job left the queue. */
sealed interface Ending {
    /** Ran to its own end. */
    record Exited(int code) implements Ending {}

    /** Killed by a signal from outside HTCondor or by its own fault; completed nevertheless. */
    record Killed(int signal) implements Ending {}

    /** Removed while running: killed by signal 15, no completion. */
    record RemovedRunning(boolean byPolicy) implements Ending {}

    /** Removed before its first start. */
    record RemovedIdle() implements Ending {}

    default boolean removed() {
        return this instanceof RemovedRunning || this instanceof RemovedIdle;
    }
}
