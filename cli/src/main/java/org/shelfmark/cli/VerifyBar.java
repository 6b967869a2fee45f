package org.shelfmark.cli;

import java.io.Closeable;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.shelfmark.verify.VerifyProgress;

/** Shows on a terminal how a comparison gets on; says nothing anywhere else. */
final class VerifyBar implements VerifyProgress, Closeable {
    private static final long MEGABYTE = 1 << 20;

    private final @Nullable ProgressBar bar;

    VerifyBar(Console console) {
        bar = console.errIsTerminal()
                ? new ProgressBarBuilder()
                        .setTaskName("verifying")
                        .setInitialMax(-1)
                        .setUnit(" MB", MEGABYTE)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                        .build()
                : null;
    }

    @Override
    public void compared(long doneBytes, long totalBytes) {
        if (bar != null) {
            bar.maxHint(totalBytes);
            bar.stepTo(doneBytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
