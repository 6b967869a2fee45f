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

    /** Returns when the process is told to end; from then on it lives until {@link #closed}. */
    void awaitSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::runHook, "end"));
        awaitUninterruptibly(told);
    }

    private void runHook() {
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
