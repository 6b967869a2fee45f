package org.shelfmark.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.ingest.IngestProgress;

/** Shows on a terminal how indexing gets on; says nothing anywhere else. */
final class IndexingBar implements IngestProgress, Closeable {
    private static final long MEGABYTE = 1 << 20;

    private final @Nullable ProgressBar bar;

    private IndexingBar(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** A bar over the bytes of the archives. */
    static IndexingBar of(Console console, IndexingPlan plan) throws IOException {
        if (!console.errIsTerminal()) {
            return new IndexingBar(null);
        }
        ArchiveFileSystem files = plan.files();
        long bytes = 0;
        for (ArchiveSet set : ArchiveSet.discover(
                files, plan.request().paths(), plan.request().mayAppear())) {
            for (Path file : set.files()) {
                bytes += files.identify(file).sizeBytes();
            }
        }
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName("indexing")
                .setInitialMax(bytes)
                .setUnit(" MB", MEGABYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(console.err()));
        return new IndexingBar(builder.build());
    }

    @Override
    public void staged(long records, long bytes) {
        if (bar != null) {
            bar.stepBy(bytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
