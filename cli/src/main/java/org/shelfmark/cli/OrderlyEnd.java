package org.shelfmark.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ends a process that was told to end (SIGTERM, Ctrl-C) only when everything is closed, and with exit code 0.
 *
 * <p>The virtual machine runs its shutdown hooks beside the threads of the program and ends when the hooks have; so the
 * hook waits here for the program.
 */
final class OrderlyEnd {
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** From now on the process, told to end, lives until {@link #closed}. */
    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::runHook, "end"));
    }

    /** Whether the process was told to end. */
    boolean isTold() {
        return told.getCount() == 0;
    }

    /** Returns when the process is told to end. */
    void awaitSignal() {
        awaitUninterruptibly(told);
    }

    private void runHook() {
        if (closed.getCount() == 0) {
            // the program ended by itself, with an exit code of its own
            return;
        }
        told.countDown();
        awaitUninterruptibly(closed);
        Runtime.getRuntime().halt(ExitCode.DONE);
    }

    /** Says that everything is closed, or that closing failed: the process may end. */
    void closed() {
        closed.countDown();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
